/** `npm run --silent ask -- ...`: the single person view from a running hub, as text. */
import { readFileSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { readSchema } from '../schema/view-selection'
import { readBaseSettings, SettingError, urlHost } from '../common/settings'
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { answerText } from './ask/answer-text'
import type { InsightsTerms } from './ask/ask-insights'
import { askInsights } from './ask/ask-insights'
import { type AskArguments, readArguments } from './ask/arguments'
import type { HubResponse } from './ask/hub-client'
import { AskError, HubClient } from './ask/hub-client'
import { personViewQuery } from './ask/person-view'
import type { PersonArgument, SubjectArgument } from './ask/person-argument'
import { writeDocument } from './ask/write-document'
import { askPostcode } from './ask/postcode'
import { claimablePurposes } from './ask/purposes'
import { hasAnswer } from './ask/report'
import { searchByName } from './ask/search'
import { optionsForEnquiry } from './ask/statement-options'
import { help, UsageError } from './ask/usage'
import { endOnClosedPipe } from './closed-pipe'
import { safeJson, safeText } from './terminal-text'

const register = readRegister()

async function ask(request: AskArguments): Promise<void> {
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, request.user)
  const url = `http://${urlHost(host)}:${port}/graphql`
  const client = new HubClient(url, token, request.agencyWaitMs)
  const { purpose, caseReference, reason, statements } = request
  const enquiry = await client.openEnquiry({ purpose, caseReference, reason, ...statements })
  const terms = { client, enquiry, register }
  const { subject } = request
  if (subject.by === 'postcode') {
    const isAnswered = await askPostcode(
      subject,
      { ...terms, schema: supergraph() },
      request.isJson,
    )
    process.exitCode = isAnswered ? 0 : 1
    return
  }
  if (subject.by !== 'name') {
    await tell({ ...request, subject }, terms)
    return
  }
  const { picked, isFound } = await searchByName(subject, terms, request.isJson)
  if (picked) await tell({ ...request, subject: picked }, terms)
  else process.exitCode = isFound ? 0 : 1
}

type KnownRequest = AskArguments & { readonly subject: SubjectArgument }

/** Prints what is known of a person or an address. */
async function tell(request: KnownRequest, terms: InsightsTerms): Promise<void> {
  const { subject } = request
  if (subject.by === 'address') {
    process.exitCode = (await askInsights(request, terms)) ? 0 : 1
    return
  }
  if (request.pdf === null && request.csv === null) await tellPerson({ ...request, subject }, terms)
  else if (!(await writeDocument({ ...request, subject }, terms))) process.exitCode = 1
  else if (request.question !== 'RECORDS') await tellPerson({ ...request, subject }, terms)
}

/** Prints what is known of a person. */
async function tellPerson(request: PersonRequest, terms: InsightsTerms): Promise<void> {
  if (request.question === 'RECORDS') await tellRecords(request, terms)
  else process.exitCode = (await askInsights(request, terms)) ? 0 : 1
}

type PersonRequest = AskArguments & { readonly subject: PersonArgument }

/** Prints what each agency holds of a person. */
async function tellRecords(
  request: PersonRequest,
  { client, enquiry }: InsightsTerms,
): Promise<void> {
  const { query, variables, rootField } = personViewQuery(supergraph(), {
    ...request,
    person: request.subject,
  })
  const answer = await client.send({ query, variables }, enquiry)
  const { response } = answer
  const people = peopleIn(response, rootField)
  if (request.isJson) console.log(safeJson(response))
  else console.log(answerText(people, answer, { register, since: request.since }))
  const coverage = response.extensions?.coverage ?? []
  process.exitCode = people.length > 0 && hasAnswer(coverage) ? 0 : 1
}

function supergraph() {
  return readSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'))
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
  let request: AskArguments | null = null
  try {
    request = readArguments(argv, register)
    if (request === null) console.log(help)
    else await ask(request)
  } catch (error) {
    console.error(error instanceof Error ? printableMessage(error) : safeText(error))
    if (request && error instanceof AskError)
      for (const line of whatToDo(request, error)) console.error(line)
    process.exitCode = error instanceof UsageError || error instanceof SettingError ? 2 : 1
  }
}

/** What to give instead, when the enquiry was refused for its purpose or its statements. */
function whatToDo({ user, purpose, statements }: AskArguments, { codes }: AskError) {
  if (codes.some((code) => ['PURPOSE_NOT_PERMITTED', 'PURPOSE_UNKNOWN'].includes(code)))
    return [claimablePurposes(user)]
  return codes.some((code) => code.startsWith('STATEMENT_'))
    ? optionsForEnquiry(purpose, statements)
    : []
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
