import { humanise } from './text'

/** What staff call a rule of the partnership. */
const rules: Readonly<Record<string, string>> = {
  'supervised-lives-with-victim': 'On an order, and living with their victim',
  'call-where-supervised-lives': 'Calls where somebody on an order lives',
  'marac-visible-high-risk': 'MARAC: visible high risk',
  'marac-professional-judgement': 'MARAC: professional judgement',
  'marac-escalation': 'MARAC: escalation',
  'marac-repeat': 'MARAC: repeat after a referral',
  'frequent-attender': 'Comes to hospital often',
  'capacity-not-safe': 'Capacity assessment not safe to rely on',
  'assault-triaged-by-telephone': 'Assault decided about by telephone',
  'professionals-meeting': 'A meeting of professionals',
  'economic-abuse-indicators': 'May point to economic abuse',
  'never-seen-alone': 'Never seen alone',
  'never-seen-sober': 'Never seen sober',
  'not-told-of-risk': 'Not told of the risk',
  'relationship-disputed': 'Records differ on the relationship',
  'agency-never-asked': 'An agency was never asked',
  'orientation-never-asked': 'Sexual orientation never asked',
  'repeat-calls-person': 'Repeat calls with this person',
  'repeat-calls-pair': 'Repeat calls with the same two people',
  'repeat-calls-address': 'Repeat calls at one address',
  'domestic-closed-otherwise': 'Domestic calls closed as something else',
  'shorter-intervals': 'Calls come closer together',
  'more-injuries': 'More injuries than the year before',
  'repeat-concern': 'A second concern soon after another',
  'refusal-ended-work': 'Work ended after help was refused',
  'need-without-referral': 'A need, and no referral',
  'letter-after-high-risk': 'Only a letter after something serious',
  'risk-assessment-outdated': 'Risk assessment out of date',
}

/** How a rule came out. A word that is not known here is told as not known. */
export type FindingState = 'holds' | 'not-shown' | 'cannot-tell'

/** A rule as a heading. */
export function ruleWords(name: string): string {
  return Object.hasOwn(rules, name) ? (rules[name] ?? '') : humanise(name)
}

/** The state of a finding, as the hub says it. */
export function findingState(state: unknown): FindingState {
  if (state === 'HOLDS') return 'holds'
  return state === 'NOT_SHOWN' ? 'not-shown' : 'cannot-tell'
}

export const findingStateWords: Readonly<Record<FindingState, string>> = {
  holds: 'Holds',
  'not-shown': 'Not shown',
  'cannot-tell': 'Cannot be told',
}
