import type { Agency } from '../../common/register'

const decision = 'review outcome staffId homeAgency reason at isInForce'
const likeness = `likeness { bits startBits isPlaceKeptBack modelVersion secondStep
    fields { name agreement bits rarityBand secondAgreement } }`

/** Pairs that wait, those that wait longest first. */
export const queueQuery = `query PossibleMatches($first: Int!, $after: String) {
  page: reviewQueue(first: $first, after: $after) { endCursor nodes {
    id status waitingSince isVerified leftAgency rightAgency likeness { bits fields { name agreement bits } }
    decisions { ${decision} } } }
}`

/** One pair: how far they agree, who looked, what it would contradict. */
export const reviewQuery = `query PossibleMatch($id: ID!) {
  review: linkReview(id: $id) { id status waitingSince isOpen isVerified isNumberTraced leftAgency rightAgency ${likeness}
    decisions { ${decision} } againstSame { ${decision} } againstDifferent { ${decision} } }
}`

/** What is compared side by side, in this order. */
export const comparedFields = [
  ...[
    'reference',
    'names',
    'dateOfBirth',
    'nhsNumber',
    'crn',
    'pncIds',
    'croNumbers',
    'nomsNumber',
  ],
  ...['uprn', 'postcode', 'telephone'],
] as const

const local = comparedFields
  .map((name) => (name === 'names' ? 'names { forenames surname kind }' : name))
  .join(' ')

/** The two records as their agencies have them now: nobody else is asked. */
export function sidesQuery(left: Agency, right: Agency): string {
  const side = ({ field }: Agency) => `${field} { people { ${local} } }`
  return `query PossibleMatchSides($id: ID!) {
  review: linkReview(id: $id) { left { id ${side(left)} } right { id ${side(right)} } }
}`
}

/** What somebody says about a pair. */
export const decideMutation = `mutation DecideMatch(
  $id: ID!, $outcome: ReviewOutcome!, $reason: String!, $overrule: Boolean!
) {
  decided: decideReview(id: $id, outcome: $outcome, reason: $reason, overrule: $overrule) { state heldSince }
}`

/** The records that are held to be a person's, as their agencies call them. */
export function recordsQuery(agencies: readonly Agency[]): string {
  const people = `people { reference names { forenames surname kind } dateOfBirth }`
  const views = agencies.map(({ field }) => `${field} { ${people} }`).join('\n    ')
  return `query RecordsOfPerson($id: ID!) { found: person(id: $id) { id ${views} } }`
}

/** Why two records are one person, or are not. */
export const explainQuery = `query ExplainLink($a: RecordReference!, $b: RecordReference!) {
  explained: explainLink(a: $a, b: $b) { status reasons ${likeness} decisions { ${decision} } }
}`

/** Parts records from the others of their person. */
export const splitMutation = `mutation SplitPerson(
  $person: ID!, $records: [RecordReference!]!, $reason: String!, $overrule: Boolean!
) {
  parted: splitPerson(person: $person, records: $records, reason: $reason, overrule: $overrule) {
    state people heldSince
  }
}`
