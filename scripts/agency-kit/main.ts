/** `npm run build:kit`: writes the package @sightline/agency-kit into a folder, and a tarball of it beside that. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { projectPath, projectRoot } from '../../common/project-root'
import { buildKit } from './build'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
const out = values.out === undefined ? projectPath('.cache') : path.resolve(values.out)
const folder = path.join(out, 'agency-kit')
buildKit(projectRoot(), folder)
const tarball = execFileSync('npm', ['pack', '--silent', folder], { cwd: out, encoding: 'utf8' })
console.log(path.join(out, tarball.trim()))
