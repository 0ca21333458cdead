import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectRoot } from '../../common/project-root'

/**
 * A copy of the project in a temporary folder: what git knows of, and what is new; the installed
 * packages are shared.
 * @returns its absolute path
 */
export function copyProject(): string {
  const root = projectRoot()
  const copy = mkdtempSync(path.join(tmpdir(), 'sightline-copy-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  const files = listed.toString().split('\n').filter(Boolean)
  for (const file of files.filter((name) => existsSync(path.join(root, name)))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    cpSync(path.join(root, file), path.join(copy, file))
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}
