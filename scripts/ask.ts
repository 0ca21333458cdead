/** `npm run --silent ask -- ...`: the single person view from a running hub, as text. */
import { readFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readBaseSettings, SettingError, urlHost } from '../common/settings'
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { answerText } from './ask/answer-text'
import { type AskArguments, readArguments, UsageError } from './ask/arguments'
import type { HubResponse } from './ask/hub-client'
import { HubClient } from './ask/hub-client'
import { personViewQuery, readSchema } from './ask/person-view'
import { hasAnswer } from './ask/report'

const register = readRegister()

async function ask(request: AskArguments): Promise<void> {
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, request.user)
  const client = new HubClient(`http://${urlHost(host)}:${port}/graphql`, token)
  const { purpose, caseReference, reason } = request
  const enquiry = await client.openEnquiry({ purpose, caseReference, reason })
  const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const { query, variables, rootField } = personViewQuery(readSchema(sdl), register, request.person)
  const answer = await client.send({ query, variables }, enquiry)
  const { response } = answer
  if (request.isJson) console.log(JSON.stringify(response, null, 2))
  const people = peopleIn(response, rootField)
  if (!request.isJson) console.log(answerText(people, answer, register))
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

async function main(argv: readonly string[]): Promise<void> {
  try {
    await ask(readArguments(argv))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof UsageError || error instanceof SettingError ? 2 : 1
  }
}

void main(process.argv.slice(2))
