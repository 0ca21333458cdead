/** `npm run policy -- table | diff | explain | check | seal | export`: the policy for those who answer for it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { buildSchema } from 'graphql'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readBaseSettings } from '../common/settings'
import { parseJson, readAgreementFiles } from '../policies/agreement-files'
import type { AgreementVersions } from '../policies/agreement-versions'
import {
  findVersionProblems,
  readAgreementVersions,
  sealVersions,
} from '../policies/agreement-versions'
import { findProblems } from '../policies/check'
import { parsePolicyText, readPolicyText } from '../policies/in-force/policy-files'
import type { Policy } from '../policies/policy'
import { readPowers } from '../policies/powers'
import { readClassification } from '../schema/classification'
import { readFieldOwners } from '../schema/field-owners'
import { endOnClosedPipe } from './closed-pipe'
import { readAgreementsAt } from './policy/agreement-paths'
import { diffAgreements } from './policy/diff'
import { explain, explanationAsText } from './policy/explain'
import type { MatrixFilter } from './policy/matrix'
import { readSourceFields } from './policy/source-fields'
import { findInvalid, findStale, writePolicies } from './policy/mais/published'
import { readPublication } from './policy/mais/publication'
import { sharingPolicies } from './policy/mais/sharing-policy'
import { matrixAsHtml, matrixAsText } from './policy/table'

const usage = `Usage: npm run policy -- table [--source S] [--role R] [--purpose P] [--html FILE]
       npm run policy -- diff OLD NEW
       npm run policy -- explain --role R --purpose P --field Person.northshirePolice.convictions
         [--stated PUBLIC_INTEREST_TEST] [--on DAY]
       npm run policy -- check [--on DAY] [--mais DIR]
       npm run policy -- seal
       npm run policy -- export --mais DIR
  S is a kind of source, as in police. OLD and NEW are agreements: a file, or a folder such as policies/.
  DIR has each row as a SharingPolicy of the national standard (docs/mais.md); check says what is stale there.
  DAY is a day such as 2026-04-01; without it, today. The policy is that of the folder SIGHTLINE_POLICIES, or of policies/.`

const register = readRegister()

/** The folder that is asked about, and what it says. */
interface PolicyFolder {
  readonly folder: string
  readonly policy: Policy
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      html: { type: 'string' },
      mais: { type: 'string' },
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
  const { policyFolder: folder } = readBaseSettings(process.env)
  // Refuses what no process would take, whatever is asked.
  const read = async () => ({ folder, policy: parsePolicyText(await readPolicyText(folder)) })
  const isAsked = isComplete && /^\d{4}-\d{2}-\d{2}$/.test(values.on)
  if (!isAsked || !run(command, rest, values, command === 'diff' ? null : await read()))
    throw new Error(usage)
}

interface Values extends MatrixFilter {
  readonly html?: string | undefined
  readonly mais?: string | undefined
  readonly field?: string | undefined
  readonly stated: string[]
  readonly on: string
}

/** False for a command that is none, or that lacks something. */
function run(
  command: string,
  [old, now]: readonly string[],
  values: Values,
  read: PolicyFolder | null,
): boolean {
  const { html, source, role, purpose, field, stated, on } = values
  if (!read) {
    if (!old || !now) return false
    printChanges(old, now)
  } else if (command === 'explain') {
    return runExplain({ role, purpose, field, stated, askedOn: on }, read.policy)
  } else if (command === 'export') {
    return publish(read, values.mais)
  } else if (command === 'table') printTable(read.policy, html, { source, role, purpose })
  else if (command === 'check') check(read, values)
  else if (command === 'seal') seal(read)
  else return false
  return true
}

type PolicyQuestion = Parameters<typeof explain>[0]
type GivenQuestion = Omit<PolicyQuestion, 'role' | 'purpose' | 'field'> &
  Pick<Values, 'role' | 'purpose' | 'field'>

function runExplain({ role, purpose, field, ...rest }: GivenQuestion, policy: Policy): boolean {
  if (!role || !purpose || !field) return false
  printExplanation({ role, purpose, field, ...rest }, policy)
  return true
}

function printTable(policy: Policy, htmlFile: string | undefined, filter: MatrixFilter): void {
  if (htmlFile === undefined) console.log(matrixAsText(policy, filter))
  else writeFileSync(htmlFile, matrixAsHtml(policy, filter))
}

function printChanges(old: string, now: string): void {
  const changes = diffAgreements(readAgreementsAt(old), readAgreementsAt(now))
  console.log(changes.length === 0 ? 'Nothing changes.' : changes.join('\n'))
}

function printExplanation(question: PolicyQuestion, policy: Policy): void {
  const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const steps = explain(question, {
    schema: buildSchema(sdl, { assumeValid: true }),
    classification: readClassification(sdl),
    owners: readFieldOwners(sdl),
    register,
    policy,
  })
  console.log(explanationAsText(question, steps))
}

function check(read: PolicyFolder, { on, mais }: Values): void {
  const { folder, policy } = read
  const fields = readSourceFields(register)
  const powers = readPowers(...contentOf(folder, 'powers.json'))
  const problems = [
    ...findProblems(policy, { fields, powers, on }),
    ...findVersionProblems(readAgreementFiles(agreementsIn(folder)), readSealed(folder)),
    ...findInvalid(publishedOf(read)),
    ...(mais === undefined ? [] : findStale(mais, publishedOf(read))),
  ]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`Policy ${policy.version} can be relied on, on ${on}.`)
}

/** False when it is not said where to. */
function publish(read: PolicyFolder, mais: string | undefined): boolean {
  if (mais === undefined) return false
  const policies = publishedOf(read)
  writePolicies(mais, policies)
  console.log(`${policies.size} sharing policies are in ${mais}.`)
  return true
}

function publishedOf({ folder, policy }: PolicyFolder) {
  const publication = readPublication(...contentOf(folder, 'publication.json'))
  return sharingPolicies(policy, { publication, register })
}

/** Writes down what each version of each agreement says, so that it cannot come to say something else. */
function seal({ folder }: PolicyFolder): void {
  const sealed = sealVersions(readAgreementFiles(agreementsIn(folder)), readSealed(folder))
  writeFileSync(sealedIn(folder), `${JSON.stringify(sealed, null, 2)}\n`)
}

function readSealed(folder: string): AgreementVersions {
  const file = sealedIn(folder)
  if (!existsSync(file)) return {}
  return readAgreementVersions(file, JSON.parse(readFileSync(file, 'utf8')))
}

function contentOf(folder: string, name: string): [file: string, content: unknown] {
  const file = path.join(folder, name)
  return [file, parseJson(file, readFileSync(file, 'utf8'))]
}

function agreementsIn(folder: string): string {
  return path.join(folder, 'agreements')
}

function sealedIn(folder: string): string {
  return path.join(folder, 'agreement-versions.json')
}

endOnClosedPipe()
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
