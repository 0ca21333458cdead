import type { HubClient, HubResponse } from '../ask/hub-client'
import { AskError, describeErrors } from '../ask/hub-client'
import type { SubjectArgument } from '../ask/person-argument'
import type { AuditArguments, WhoArguments } from './audit-arguments'

/** One answer of the hub as its log has it. Every text in it is somebody else's. */
export interface Disclosure {
  readonly log: string
  readonly index: number
  readonly requestId: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly staffId: string
  readonly onBehalfOf: string | null
  readonly homeAgency: string
  readonly roles: readonly string[]
  readonly purpose: string | null
  readonly caseReference: string | null
  readonly reason: string | null
  /** What the enquiry stated beside that. */
  readonly statements: readonly { readonly statement: string; readonly text: string }[]
  readonly people: readonly string[]
  readonly sources: readonly DisclosureSource[]
  readonly reviewFlags: readonly string[]
  readonly reviewDueBy: string | null
}

export interface DisclosureSource {
  readonly source: string
  readonly disclosed: readonly string[]
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
  readonly records: number | null
  readonly status: string | null
  readonly statusReason: string | null
  readonly legalPowers: readonly string[]
}

/** The disclosure log, asked through a running hub. */
export interface AuditClient {
  /** Hub ids, earlier ones too; empty: nobody is known by that. */
  findPeople(question: SubjectArgument): Promise<readonly string[]>
  /** Newest first. */
  disclosuresOf(person: string): Promise<readonly Disclosure[]>
  disclosedTo(record: NonNullable<WhoArguments['record']>): Promise<readonly Disclosure[]>
  reviews(): Promise<readonly Disclosure[]>
}

const pageSize = 200
const fields = `nodes { log index requestId at staffId onBehalfOf homeAgency roles purpose caseReference
  reason statements { statement text } people reviewFlags reviewDueBy
  sources { source disclosed withheld { field reason } records status statusReason legalPowers } }
  endCursor`
const pageArguments = `first: ${pageSize}, after: $after`

/**
 * Opens an enquiry for audit.
 * @param onProgress told how many disclosures were read so far, after each page but the last
 * @throws AskError with the hub's code
 */
export async function openAudit(
  client: Pick<HubClient, 'openEnquiry' | 'send'>,
  { caseReference, reason, since: from, until: to }: AuditArguments,
  onProgress: (count: number) => void,
): Promise<AuditClient> {
  const enquiry = await client.openEnquiry({ purpose: 'AUDIT', caseReference, reason })
  const ask = async (query: string, variables: Readonly<Record<string, unknown>>) =>
    dataOf((await client.send({ query, variables }, enquiry)).response)
  const readAll = async (query: string, variables: Readonly<Record<string, unknown>>) => {
    const found: Disclosure[] = []
    for (let after: string | null = null; ;) {
      const page = pageOf(await ask(query, { ...variables, after }))
      found.push(...page.nodes)
      if (page.endCursor === null) return found
      onProgress(found.length)
      after = page.endCursor
    }
  }
  const bounds = 'from: $from, to: $to'
  return {
    findPeople: async (question) => readPeople(await ask(...personQuery(question)), question),
    disclosuresOf: (person) =>
      readAll(
        `query ($person: ID!, $from: String!, $to: String!, $after: String) {
          page: disclosures(person: $person, ${bounds}, ${pageArguments}) { ${fields} } }`,
        { person, from, to },
      ),
    disclosedTo: async (record) => {
      const all = await readAll(
        `query ($record: RecordReference!, $after: String) {
          page: disclosedTo(record: $record, ${pageArguments}) { ${fields} } }`,
        { record },
      )
      return all.filter(({ at }) => at >= from && at < to)
    },
    reviews: () =>
      readAll(
        `query ($from: String!, $to: String!, $after: String) {
          page: reviews(${bounds}, ${pageArguments}) { ${fields} } }`,
        { from, to },
      ),
  }
}

type Data = Readonly<Record<string, unknown>>

/** What was not answered in full is no answer to "who has seen it". */
function dataOf(response: HubResponse): Data {
  const { data, errors = [] } = response
  if (data && errors.length === 0) return data
  throw new AskError(`The hub did not answer. ${describeErrors(response)}`)
}

function pageOf({ page }: Data) {
  return page as { readonly nodes: readonly Disclosure[]; readonly endCursor: string | null }
}

function personQuery(question: SubjectArgument): readonly [string, Data] {
  const person = '{ id earlierIds }'
  switch (question.by) {
    case 'identifier':
      return [
        `query ($type: IdentifierType!, $value: String!) {
          people: personByIdentifier(type: $type, value: $value) ${person} }`,
        { type: question.type, value: question.value },
      ]
    case 'address':
      return [
        `query ($uprn: String!) { people: peopleAtAddress(uprn: $uprn, first: 1000) ${person} }`,
        { uprn: question.uprn },
      ]
    case 'id':
      return [`query ($id: ID!) { people: person(id: $id) ${person} }`, { id: question.id }]
  }
}

/** A hub id that leads to nobody any more may still stand in the log. */
function readPeople({ people }: Data, question: SubjectArgument): readonly string[] {
  const found = [people].flat() as readonly ({
    readonly id: string
    readonly earlierIds: readonly string[] | null
  } | null)[]
  const ids = found.flatMap((person) => (person ? [person.id, ...(person.earlierIds ?? [])] : []))
  return [...new Set([...ids, ...(question.by === 'id' ? [question.id] : [])])]
}
