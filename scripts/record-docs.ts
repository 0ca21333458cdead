/**
 * `npm run docs`: writes docs/records/<kind>.md, the format of each kind's import files, docs/law.md, what
 * the agreements rest on, docs/schema-changes.md, and docs/vectors/, what a developer of an agency's subgraph tests it with.
 */
import { mkdirSync, writeFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readCurrentPolicy, readCurrentPowers } from '../policies/current-policy'
import { changesPage } from './agency/check/changes-page'
import { lawPage } from './policy/law-page'
import { recordPages } from './record-docs/pages'
import { vectorFiles, vectorFolder } from './vectors/vector-files'

async function main(): Promise<void> {
  mkdirSync(projectPath('docs', 'records'), { recursive: true })
  for (const [kind, page] of recordPages())
    writeFileSync(projectPath('docs', 'records', `${kind}.md`), page)
  writeFileSync(projectPath('docs', 'law.md'), lawPage(readCurrentPolicy(), readCurrentPowers()))
  writeFileSync(projectPath('docs', 'schema-changes.md'), changesPage())
  mkdirSync(vectorFolder, { recursive: true })
  for (const [name, text] of await vectorFiles()) writeFileSync(`${vectorFolder}/${name}`, text)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
