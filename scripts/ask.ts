/** `npm run --silent ask -- ...`: the single person view from a running hub, as text. */
import { readFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readBaseSettings, SettingError, urlHost } from '../common/settings'
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { type AskArguments, readArguments } from './ask/arguments'
import type { HubResponse } from './ask/hub-client'
import { AskError, describeErrors, HubClient } from './ask/hub-client'
import { peopleSize, personViewQuery, readSchema } from './ask/person-view'
import { claimablePurposes } from './ask/purposes'
import { coverageReport, hasAnswer, personReport } from './ask/report'
import { help, UsageError } from './ask/usage'
import { endOnClosedPipe } from './closed-pipe'
import { safeJson, safeText } from './terminal-text'

const register = readRegister()

async function ask(request: AskArguments): Promise<void> {
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, request.user)
  const client = new HubClient(`http://${urlHost(host)}:${port}/graphql`, token)
  const { purpose, caseReference, reason } = request
  const enquiry = await client.openEnquiry({ purpose, caseReference, reason })
  const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const { query, variables, rootField } = personViewQuery(readSchema(sdl), request)
  const response = await client.send({ query, variables }, enquiry)
  const people = peopleIn(response, rootField)
  if (request.isJson) console.log(safeJson(response))
  else print(people, response, request)
  const coverage = response.extensions?.coverage ?? []
  process.exitCode = people.length > 0 && hasAnswer(coverage) ? 0 : 1
}

function peopleIn({ data }: HubResponse, rootField: string): Readonly<Record<string, unknown>>[] {
  const found: unknown = data?.[rootField] ?? []
  return [found]
    .flat()
    .filter((person) => typeof person === 'object' && person !== null) as Readonly<
    Record<string, unknown>
  >[]
}

function print(
  people: readonly Readonly<Record<string, unknown>>[],
  response: HubResponse,
  { since }: AskArguments,
): void {
  const coverage = response.extensions?.coverage
  if (coverage) console.log(`${coverageReport(coverage, register)}\n`)
  if (since !== null) console.log(`Only records from ${since} on; older ones were not asked for.\n`)
  for (const person of people) console.log(personReport(person, response, { register, since }))
  if (people.length >= peopleSize)
    console.log(`These are the first ${people.length} people; there may be more at this address.`)
  if (people.length > 0) return
  const isRefused = (response.errors ?? []).length > 0
  console.log(
    isRefused
      ? `No answer. ${describeErrors(response)}`
      : 'Nobody is known to the hub by that, or nobody you may know of.',
  )
}

async function main(argv: readonly string[]): Promise<void> {
  let request: AskArguments | null = null
  try {
    request = readArguments(argv, register)
    if (request === null) console.log(help)
    else await ask(request)
  } catch (error) {
    console.error(error instanceof Error ? printableMessage(error) : safeText(error))
    if (request && error instanceof AskError && isAboutPurpose(error))
      console.error(claimablePurposes(request.user))
    process.exitCode = error instanceof UsageError || error instanceof SettingError ? 2 : 1
  }
}

function isAboutPurpose({ codes }: AskError): boolean {
  return codes.some((code) => ['PURPOSE_NOT_PERMITTED', 'PURPOSE_UNKNOWN'].includes(code))
}

/** Our own messages have several lines; each line holds what somebody else may have written. */
function printableMessage({ message }: Error): string {
  return message
    .split('\n')
    .map((line) => safeText(line))
    .join('\n')
}

endOnClosedPipe()
void main(process.argv.slice(2))
