import type { IndexQuestion } from './arguments'

/** What is sent to the hub. */
export interface IndexOperation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

const decision = 'outcome staffId homeAgency reason at isInForce'
const likeness =
  'likeness { bits startBits isPlaceKeptBack modelVersion secondStep fields { name agreement bits rarityBand secondAgreement } }'
const review = `id status isOpen isVerified waitingSince leftAgency rightAgency ${likeness}
  decisions { ${decision} } againstSame { ${decision} } againstDifferent { ${decision} }`

/** The operation that asks this question; its field is called `found`. */
export function operationOf(question: IndexQuestion): IndexOperation {
  switch (question.command) {
    case 'reviews':
      return {
        query: `query ($first: Int) { found: reviewQueue(first: $first) { endCursor nodes { ${review} } } }`,
        variables: { first: question.first },
      }
    case 'review':
      return {
        query: `query ($id: ID!) { found: linkReview(id: $id) { ${review} } }`,
        variables: { id: question.id },
      }
    case 'decide':
      return {
        query: `mutation ($id: ID!, $outcome: ReviewOutcome!, $because: String!, $overrule: Boolean) {
          found: decideReview(id: $id, outcome: $outcome, reason: $because, overrule: $overrule) {
            state heldSince overruled { ${decision} } review { ${review} } } }`,
        variables: variablesOf(question),
      }
    case 'explain':
      return {
        query: `query ($a: RecordReference!, $b: RecordReference!) {
          found: explainLink(a: $a, b: $b) { status reasons ${likeness} decisions { ${decision} } } }`,
        variables: variablesOf(question),
      }
    case 'split':
      return {
        query: `mutation ($person: ID!, $records: [RecordReference!]!, $because: String!, $overrule: Boolean) {
          found: splitPerson(person: $person, records: $records, reason: $because, overrule: $overrule) {
            state people heldSince } }`,
        variables: variablesOf(question),
      }
    case 'believed-at':
      return {
        query: `query ($person: ID!, $at: String!) {
          found: believedAt(person: $person, at: $at) { at records { agency reference isStill } } }`,
        variables: variablesOf(question),
      }
  }
}

/** What a question names, by the names of the operation's variables. */
function variablesOf(question: IndexQuestion): IndexOperation['variables'] {
  return Object.fromEntries(Object.entries(question).filter(([name]) => name !== 'command'))
}
