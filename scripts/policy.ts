/** `npm run policy -- table | explain | check | seal`: the policy for those who answer for it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { buildSchema } from 'graphql'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readAgreementFiles } from '../policies/agreement-files'
import type { AgreementVersions } from '../policies/agreement-versions'
import {
  findVersionProblems,
  readAgreementVersions,
  sealVersions,
} from '../policies/agreement-versions'
import { findProblems } from '../policies/check'
import { readCurrentPolicy } from '../policies/current-policy'
import { readClassification } from '../schema/classification'
import { readFieldOwners } from '../schema/field-owners'
import { endOnClosedPipe } from './closed-pipe'
import { explain, explanationAsText } from './policy/explain'
import { readSourceFields } from './policy/source-fields'
import { matrixAsHtml, matrixAsText } from './policy/table'

const usage = `Usage: npm run policy -- table [--html FILE]
       npm run policy -- explain --role R --purpose P --field Person.northshirePolice.convictions [--on DAY]
       npm run policy -- check [--on DAY]
       npm run policy -- seal
  DAY is a day such as 2026-04-01; without it, today.`

const register = readRegister()
const sealedFile = projectPath('policies', 'agreement-versions.json')

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      html: { type: 'string' },
      role: { type: 'string' },
      purpose: { type: 'string' },
      field: { type: 'string' },
      on: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    },
  })
  const [command, ...rest] = positionals
  if (rest.length > 0 || !/^\d{4}-\d{2}-\d{2}$/.test(values.on)) throw new Error(usage)
  const { role, purpose, field, on } = values
  if (command === 'table') printTable(values.html)
  else if (command === 'check') check(on)
  else if (command === 'seal') seal()
  else if (command === 'explain' && role && purpose && field)
    printExplanation({ role, purpose, field, askedOn: on })
  else throw new Error(usage)
}

function printTable(htmlFile: string | undefined): void {
  const policy = readCurrentPolicy()
  if (htmlFile === undefined) console.log(matrixAsText(policy))
  else writeFileSync(htmlFile, matrixAsHtml(policy))
}

function printExplanation(question: Parameters<typeof explain>[0]): void {
  const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const steps = explain(question, {
    schema: buildSchema(sdl, { assumeValid: true }),
    classification: readClassification(sdl),
    owners: readFieldOwners(sdl),
    register,
    policy: readCurrentPolicy(),
  })
  console.log(explanationAsText(question, steps))
}

function check(on: string): void {
  const policy = readCurrentPolicy()
  const problems = [
    ...findProblems(policy, { fields: readSourceFields(register), on }),
    ...findVersionProblems(readAgreementFiles(), readSealed()),
  ]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`Policy ${policy.version} can be relied on, on ${on}.`)
}

/** Writes down what each version of each agreement says, so that it cannot come to say something else. */
function seal(): void {
  // Refuses what no process would take.
  readCurrentPolicy()
  const sealed = sealVersions(readAgreementFiles(), readSealed())
  writeFileSync(sealedFile, `${JSON.stringify(sealed, null, 2)}\n`)
}

function readSealed(): AgreementVersions {
  if (!existsSync(sealedFile)) return {}
  return readAgreementVersions(sealedFile, JSON.parse(readFileSync(sealedFile, 'utf8')))
}

endOnClosedPipe()
try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
