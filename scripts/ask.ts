/** `npm run --silent ask -- ...`: the single person view from a running hub, as text. */
import { readFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readBaseSettings, SettingError, urlHost } from '../common/settings'
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { type AskArguments, readArguments, UsageError } from './ask/arguments'
import type { HubResponse } from './ask/hub-client'
import { describeErrors, HubClient } from './ask/hub-client'
import { peopleSize, personViewQuery, readSchema } from './ask/person-view'
import { coverageReport, hasAnswer, personReport } from './ask/report'

const register = readRegister()

async function ask(request: AskArguments): Promise<void> {
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, request.user)
  const client = new HubClient(`http://${urlHost(host)}:${port}/graphql`, token)
  const { purpose, caseReference, reason } = request
  const enquiry = await client.openEnquiry({ purpose, caseReference, reason })
  const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const { query, variables, rootField } = personViewQuery(readSchema(sdl), register, request.person)
  const response = await client.send({ query, variables }, enquiry)
  if (request.isJson) console.log(JSON.stringify(response, null, 2))
  const people = peopleIn(response, rootField)
  if (!request.isJson) print(people, response)
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

function print(people: readonly Readonly<Record<string, unknown>>[], response: HubResponse): void {
  const coverage = response.extensions?.coverage
  if (coverage) console.log(`${coverageReport(coverage, register)}\n`)
  for (const person of people) console.log(personReport(person, response, register))
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
  try {
    await ask(readArguments(argv))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof UsageError || error instanceof SettingError ? 2 : 1
  }
}

void main(process.argv.slice(2))
