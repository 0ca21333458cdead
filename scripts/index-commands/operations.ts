import type { IndexQuestion } from './arguments'

/** What is sent to the hub. */
export interface IndexOperation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

const decision = 'outcome staffId homeAgency reason at isInForce'
const likeness =
  'likeness { bits startBits isPlaceKeptBack modelVersion secondStep fields { name agreement bits rarityBand secondAgreement } }'
const review = `id status isOpen isVerified isNumberTraced waitingSince leftAgency rightAgency ${likeness}
  decisions { ${decision} } againstSame { ${decision} } againstDifferent { ${decision} }`

const notice = `id state person since undoneAt acknowledgedBy acknowledgedAt disclosureCount
  disclosures { requestId at staffId onBehalfOf purpose caseReference }`

const queries: Readonly<Record<IndexQuestion['command'], string>> = {
  reviews: `query ($first: Int) { found: reviewQueue(first: $first) { endCursor nodes { ${review} } } }`,
  review: `query ($id: ID!) { found: linkReview(id: $id) { ${review} } }`,
  decide: `mutation ($id: ID!, $outcome: ReviewOutcome!, $because: String!, $overrule: Boolean) {
    found: decideReview(id: $id, outcome: $outcome, reason: $because, overrule: $overrule) {
      state heldSince overruled { ${decision} } review { ${review} } } }`,
  explain: `query ($a: RecordReference!, $b: RecordReference!) {
    found: explainLink(a: $a, b: $b) { status reasons ${likeness} decisions { ${decision} } } }`,
  split: `mutation ($person: ID!, $records: [RecordReference!]!, $because: String!, $overrule: Boolean) {
    found: splitPerson(person: $person, records: $records, reason: $because, overrule: $overrule) {
      state people heldSince } }`,
  'believed-at': `query ($person: ID!, $at: String!) {
    found: believedAt(person: $person, at: $at) { at records { agency reference isStill } } }`,
  notices: `query ($first: Int, $onlyOpen: Boolean) {
    found: linkNotices(first: $first, onlyOpen: $onlyOpen) { endCursor nodes { ${notice} } } }`,
  acknowledge: `mutation ($id: ID!) { found: acknowledgeNotice(id: $id) { ${notice} } }`,
}

/** The operation that asks this question; its field is called `found`. */
export function operationOf(question: IndexQuestion): IndexOperation {
  return { query: queries[question.command], variables: variablesOf(question) }
}

/** What a question names, by the names of the operation's variables. */
function variablesOf(question: IndexQuestion): IndexOperation['variables'] {
  return Object.fromEntries(Object.entries(question).filter(([name]) => name !== 'command'))
}
