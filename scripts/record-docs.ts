/** `npm run docs`: writes docs/records/<kind>.md, the format of each kind's import files. */
import { mkdirSync, writeFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { recordPages } from './record-docs/pages'

mkdirSync(projectPath('docs', 'records'), { recursive: true })
for (const [kind, page] of recordPages())
  writeFileSync(projectPath('docs', 'records', `${kind}.md`), page)
