/** `npm run policy -- table | diff | explain | check | seal`: the policy for those who answer for it. */
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
import { readCurrentPolicy, readCurrentPowers } from '../policies/current-policy'
import { readClassification } from '../schema/classification'
import { readFieldOwners } from '../schema/field-owners'
import { endOnClosedPipe } from './closed-pipe'
import { readAgreementsAt } from './policy/agreement-paths'
import { diffAgreements } from './policy/diff'
import { explain, explanationAsText } from './policy/explain'
import type { MatrixFilter } from './policy/matrix'
import { readSourceFields } from './policy/source-fields'
import { matrixAsHtml, matrixAsText } from './policy/table'

const usage = `Usage: npm run policy -- table [--source S] [--role R] [--purpose P] [--html FILE]
       npm run policy -- diff OLD NEW
       npm run policy -- explain --role R --purpose P --field Person.northshirePolice.convictions
         [--stated PUBLIC_INTEREST_TEST] [--on DAY]
       npm run policy -- check [--on DAY]
       npm run policy -- seal
  S is a kind of source, as in police. OLD and NEW are agreements: a file, or a folder such as policies/.
  DAY is a day such as 2026-04-01; without it, today.`

const register = readRegister()
const sealedFile = projectPath('policies', 'agreement-versions.json')

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      html: { type: 'string' },
      source: { type: 'string' },
      stated: { type: 'string', multiple: true, default: [] },
      role: { type: 'string' },
      purpose: { type: 'string' },
      field: { type: 'string' },
      on: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    },
  })
  const [command = '', ...rest] = positionals
  const isComplete = rest.length === (command === 'diff' ? 2 : 0)
  if (!isComplete || !/^\d{4}-\d{2}-\d{2}$/.test(values.on) || !run(command, rest, values))
    throw new Error(usage)
}

interface Values extends MatrixFilter {
  readonly html?: string | undefined
  readonly field?: string | undefined
  readonly stated: string[]
  readonly on: string
}

/** False for a command that is none, or that lacks something. */
function run(command: string, [old, now]: readonly string[], values: Values): boolean {
  const { html, source, role, purpose, field, stated, on } = values
  if (command === 'explain') return runExplain({ role, purpose, field, stated, askedOn: on })
  if (command === 'table') printTable(html, { source, role, purpose })
  else if (command === 'check') check(on)
  else if (command === 'seal') seal()
  else if (command === 'diff' && old && now) printChanges(old, now)
  else return false
  return true
}

type PolicyQuestion = Parameters<typeof explain>[0]
type GivenQuestion = Omit<PolicyQuestion, 'role' | 'purpose' | 'field'> &
  Pick<Values, 'role' | 'purpose' | 'field'>

function runExplain({ role, purpose, field, ...rest }: GivenQuestion): boolean {
  if (!role || !purpose || !field) return false
  printExplanation({ role, purpose, field, ...rest })
  return true
}

function printTable(htmlFile: string | undefined, filter: MatrixFilter): void {
  const policy = readCurrentPolicy()
  if (htmlFile === undefined) console.log(matrixAsText(policy, filter))
  else writeFileSync(htmlFile, matrixAsHtml(policy, filter))
}

function printChanges(old: string, now: string): void {
  const changes = diffAgreements(readAgreementsAt(old), readAgreementsAt(now))
  console.log(changes.length === 0 ? 'Nothing changes.' : changes.join('\n'))
}

function printExplanation(question: PolicyQuestion): void {
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
  const fields = readSourceFields(register)
  const policy = readCurrentPolicy()
  const problems = [
    ...findProblems(policy, { fields, powers: readCurrentPowers(), on }),
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
