import type { AddressInput } from './addresses'
import { isSeriousFact } from './codes'
import type { Finding, RuleInput } from './finding'
import { findingOf } from './finding'
import { callWhereSupervisedLives, supervisedLivesWithVictim } from './household-concerns'
import { maracCriteria } from './marac'
import { ruleInputOf } from './patterns'
import {
  assaultTriagedByTelephone,
  economicAbuse,
  neverSeenAlone,
  neverSeenSober,
  notToldOfRisk,
  professionalsMeeting,
  unsafeCapacityAssessments,
} from './practice-concerns'
import { relationshipsOf } from './relationships'
import { frequentAttendance } from './repeat-patterns'

/** What the core is given for concerns. */
export interface ConcernInput extends AddressInput {
  /**
   * Whether each agency asked the person's sexual orientation, as the schema's AskState; never what they said.
   * Left out: it may not be told, and the question is not raised.
   */
  readonly orientationAsked?: readonly { readonly agency: string; readonly state: string }[]
}

const rules: readonly ((rule: RuleInput) => readonly Finding[])[] = [
  ...[maracCriteria, frequentAttendance, unsafeCapacityAssessments, assaultTriagedByTelephone],
  ...[professionalsMeeting, economicAbuse, neverSeenAlone, notToldOfRisk, neverSeenSober],
]

/**
 * The named rules that hold for one person at `asAt`, each with what it rests on; of a conference's criteria,
 * also those that do not. What rests on nothing being there says so when somebody could not be seen.
 * @param input events of the person and of everybody at the person's addresses
 */
export function concernsOf(input: ConcernInput, person: string): readonly Finding[] {
  const rule = ruleInputOf(input, person)
  return [
    ...supervisedLivesWithVictim(input, person),
    ...callWhereSupervisedLives(input, person),
    ...rules.flatMap((find) => find(rule)),
    ...disputedRelationships(input, rule, person),
    ...neverAsked(input),
    ...orientationNeverAsked(input),
  ]
}

/** Labels that do not agree, beside something serious: somebody should ask what they are to each other. */
function disputedRelationships(
  input: ConcernInput,
  { events }: RuleInput,
  person: string,
): readonly Finding[] {
  if (!events.some(({ event }) => isSeriousFact(event))) return []
  return relationshipsOf(input, person)
    .filter(({ consensus }) => consensus === 'DISPUTED')
    .map((pair) => ({
      ...findingOf(
        {
          rule: { name: 'relationship-disputed', version: '1' },
          sentence: `Records name what they are to each other in ${pair.labels.length} ways.`,
          numbers: { labels: pair.labels.length },
          ...{ person: pair.person, reasons: pair.labels, events: [] },
        },
        input,
      ),
      sources: pair.sources,
    }))
}

/** Agencies that nobody asked: what they know is not known to be nothing. */
function neverAsked(input: ConcernInput): readonly Finding[] {
  return input.missing
    .filter(({ reason }) => reason === 'NOT_ASKED')
    .map(({ agency, agencyKind }) =>
      findingOf(
        {
          rule: { name: 'agency-never-asked', version: '1' },
          ...{ sentence: 'Nobody asked this agency.', agency, events: [] },
          reasons: [agencyKind.toUpperCase().replaceAll('-', '_')],
        },
        input,
      ),
    )
}

const notAsked = new Set(['NOT_ASKED', 'UNKNOWN'])

/** Declined is an answer; never asked is a question that is open. */
function orientationNeverAsked(input: ConcernInput): readonly Finding[] {
  const { orientationAsked: states = [] } = input
  if (states.length === 0 || states.some(({ state }) => !notAsked.has(state))) return []
  const sentence = `None of ${states.length} agencies asked the person's sexual orientation.`
  const numbers = { agencies: states.length }
  const rule = { name: 'orientation-never-asked', version: '1' }
  return [findingOf({ rule, sentence, numbers, events: [] }, input)]
}
