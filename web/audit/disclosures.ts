import type { Agency } from '../../common/register'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import { coverageState, reasonWords, stateWords } from '../words/coverage-words'
import { readMoment } from '../words/dates'
import { flagWords, purposeWords, roleWords, statementWords } from '../words/policy-words'
import { capitalised, listed, safeLine } from '../words/text'

/** One answer as it was recorded, in words. */
export interface Disclosure {
  readonly when: string
  readonly who: string
  readonly organisation: string
  readonly roles: string
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
  readonly statements: readonly string[]
  /** References of the people it was about. */
  readonly people: readonly string[]
  readonly sources: readonly { readonly name: string; readonly says: string }[]
  readonly flags: string
  readonly dueBy: string
  /** Where it stands in the record, for whoever proves it. */
  readonly entry: string
  /** Path of the page with its proof; empty: it is not said where it stands. */
  readonly proofPath: string
  readonly request: string
}

const entryFields = `log index requestId at staffId onBehalfOf homeAgency roles purpose caseReference
  reason statements { statement text } people reviewFlags reviewDueBy
  sources { source disclosed withheld { field } records status statusReason }`
const fields = `nodes { ${entryFields} } endCursor`
const bounds = 'from: $from, to: $to, first: 200, after: $after'

/** Questions to the record; each gives one page, newest first. */
export const auditQueries = {
  person: `query Who($person: ID!, $from: String!, $to: String!, $after: String) {
  page: disclosures(person: $person, ${bounds}) { ${fields} } }`,
  staff: `query ByStaff($staff: ID!, $from: String!, $to: String!, $after: String) {
  page: disclosures(staff: $staff, ${bounds}) { ${fields} } }`,
  agency: `query OfAgency($agency: ID!, $from: String!, $to: String!, $after: String) {
  page: disclosures(agency: $agency, ${bounds}) { ${fields} } }`,
  reviews: `query Reviews($from: String!, $to: String!, $after: String) {
  page: reviews(${bounds}) { ${fields} } }`,
  proof: `query Proof($log: ID!, $index: Int!) {
  proof: disclosureProof(log: $log, index: $index) {
    holds size signedAt root steps key document disclosure { ${entryFields} } } }`,
  find: `query FindForAudit($type: IdentifierType!, $value: String!) {
  found: personByIdentifier(type: $type, value: $value) { id earlierIds } }`,
} as const

/** A page of the record as words, and where the next one begins; null: there is none. */
export function readPage(data: JsonObject, agencies: readonly Agency[]) {
  const page = isObject(data['page']) ? data['page'] : {}
  const { endCursor } = page
  return {
    disclosures: listIn(page, 'nodes').map((node) => readDisclosure(node, agencies)),
    endCursor: typeof endCursor === 'string' ? endCursor : null,
  }
}

/** One entry in words. */
export function readDisclosure(node: JsonObject, agencies: readonly Agency[]): Disclosure {
  const line = (name: string, longest = 300) => safeLine(node[name], longest)
  const onBehalfOf = line('onBehalfOf')
  return {
    when: readMoment(node['at'])?.text ?? '',
    who: onBehalfOf === '' ? line('staffId') : `${onBehalfOf}, by ${line('staffId')}`,
    organisation: nameOf(line('homeAgency'), agencies),
    roles: listed(textsIn(node, 'roles').map((role) => roleWords(safeLine(role, 60)))),
    purpose: node['purpose'] === null ? 'None stated' : purposeWords(line('purpose', 60)),
    caseReference: line('caseReference', 60),
    reason: line('reason'),
    statements: listIn(node, 'statements').map(
      ({ statement, text }) =>
        `${capitalised(statementWords(safeLine(statement, 60)))}: ${safeLine(text, 300)}`,
    ),
    people: textsIn(node, 'people').map((id) => safeLine(id, 40)),
    sources: listIn(node, 'sources').map((source) => readSource(source, agencies)),
    flags: listed(textsIn(node, 'reviewFlags').map((flag) => flagWords(safeLine(flag, 60)))),
    dueBy: readMoment(node['reviewDueBy'])?.text ?? '',
    entry: `${line('log', 100)}, entry ${String(node['index'])}`,
    proofPath: proofPathOf(node),
    request: line('requestId', 64),
  }
}

function proofPathOf({ log, index }: JsonObject): string {
  if (typeof log !== 'string' || !Number.isInteger(index)) return ''
  return `/who-looked/entries/${encodeURIComponent(log)}/${String(index)}`
}

function readSource(source: JsonObject, agencies: readonly Agency[]) {
  const shown = textsIn(source, 'disclosed').length
  const withheld = listIn(source, 'withheld').length
  const status = safeLine(source['status'], 40)
  const said = source['statusReason']
  const reason = typeof said === 'string' ? said : null
  const why = reasonWords(reason)
  const parts = [
    ...(status === '' ? [] : [stateWords[coverageState({ status, reason })]]),
    `${shown} kinds of detail shown`,
    ...(withheld > 0 ? [`${withheld} withheld`] : []),
    ...(why === '' ? [] : [why.toLowerCase()]),
  ]
  return { name: nameOf(safeLine(source['source'], 60), agencies), says: parts.join(', ') }
}

function nameOf(code: string, agencies: readonly Agency[]): string {
  const own: Readonly<Record<string, string>> = {
    'person-index': 'Finding a person',
    'search-tokens': 'Searching by name',
    hub: 'The hub',
  }
  return agencies.find((agency) => agency.code === code)?.displayName ?? own[code] ?? code
}
