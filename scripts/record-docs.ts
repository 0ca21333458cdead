/**
 * `npm run docs`: writes docs/records/<kind>.md, the format of each kind's import files, and docs/law.md,
 * what the agreements rest on.
 */
import { mkdirSync, writeFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readCurrentPolicy, readCurrentPowers } from '../policies/current-policy'
import { lawPage } from './policy/law-page'
import { recordPages } from './record-docs/pages'

mkdirSync(projectPath('docs', 'records'), { recursive: true })
for (const [kind, page] of recordPages())
  writeFileSync(projectPath('docs', 'records', `${kind}.md`), page)
writeFileSync(projectPath('docs', 'law.md'), lawPage(readCurrentPolicy(), readCurrentPowers()))
