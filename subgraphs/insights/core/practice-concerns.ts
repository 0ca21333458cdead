import {
  codesIn,
  hasCode,
  isAssaultConcern,
  isHighRisk,
  isInformedOfRisk,
  isSeenAlone,
  isSeriousFact,
} from './codes'
import type { InsightEvent } from './event'
import type { Finding, RuleInput } from './finding'
import { findingOf, thresholdOf } from './finding'
import { isContact } from './gap-patterns'
import type { PlacedEvent } from './placed-event'
import { ofKind } from './repeat-patterns'

/** Assessments of capacity that are not safe to rely on, with why. */
export function unsafeCapacityAssessments(rule: RuleInput): readonly Finding[] {
  return ofKind(rule, 'CAPACITY_ASSESSMENT').flatMap(({ event, firstDay }) => {
    const reasons = capacityFlags(event)
    if (reasons.length === 0) return []
    const sentence = 'An assessment of mental capacity is not safe to rely on.'
    const name = { name: 'capacity-not-safe', version: '1' }
    const { agency } = event
    return [
      findingOf(
        { rule: name, sentence, reasons, agency, sinceDay: firstDay, events: [event] },
        rule.input,
      ),
    ]
  })
}

/** @see Mental Capacity Act 2005 code of practice; review of the circumstances, not of the conclusion */
function capacityFlags(event: InsightEvent): readonly string[] {
  return [
    ...(event.isAlcoholInvolved === true ? ['INTOXICATED'] : []),
    ...(isSeenAlone(event) === false ? ['OTHER_PARTY_PRESENT'] : []),
    ...(hasCode(event, 'AssessmentPlace', 'DOORSTEP') ? ['DOORSTEP'] : []),
    ...(hasCode(event, 'CIRCUMSTANCE', 'GP_NOT_CONSULTED') ? ['GP_NOT_CONSULTED'] : []),
  ]
}

/** Concerns about an assault that were decided about over the telephone. */
export function assaultTriagedByTelephone(rule: RuleInput): readonly Finding[] {
  const found = ofKind(rule, 'CONCERN').filter(
    ({ event }) => isAssaultConcern(event) && hasCode(event, 'CareMethod', 'TELEPHONE'),
  )
  const sentence = `Concerns about an assault that were decided about over the telephone: ${found.length}.`
  return simple(rule, { name: 'assault-triaged-by-telephone', sentence, found })
}

/** What may point to economic abuse; an indicator, not a finding of fact. */
export function economicAbuse(rule: RuleInput): readonly Finding[] {
  const found = ofKind(rule, 'ECONOMIC_ABUSE')
  const sentence = `Recorded things that may point to economic abuse: ${found.length}.`
  const reasons = found.flatMap(({ event }) => codesIn(event, 'EconomicAbuseKind'))
  return simple(rule, { name: 'economic-abuse-indicators', sentence, found, reasons })
}

/** Every conversation whose circumstances are known was with somebody else there. */
export function neverSeenAlone(rule: RuleInput): readonly Finding[] {
  const known = conversations(rule).filter(({ event }) => isSeenAlone(event) !== null)
  if (known.some(({ event }) => isSeenAlone(event) === true)) return []
  const sentence = `Conversations with the person, none of them without somebody else there: ${known.length}.`
  return simple(rule, { name: 'never-seen-alone', sentence, found: known })
}

/** Something serious is known, and nobody told the person of the risk while sober and alone. */
export function notToldOfRisk(rule: RuleInput): readonly Finding[] {
  const serious = rule.events.filter(({ event }) => isSeriousFact(event))
  const talks = conversations(rule)
  const [first] = serious
  if (!first || talks.some(({ event }) => isToldSafely(event))) return []
  const told = talks.filter(({ event }) => isInformedOfRisk(event) === true)
  const isUnsure = told.some(({ event }) => maybeToldSafely(event))
  const isCareSeen = !rule.input.missing.some((one) => one.agencyKind === 'adult-social-care')
  return [
    findingOf(
      {
        rule: { name: 'not-told-of-risk', version: '1' },
        state: isUnsure || !isCareSeen ? 'CANNOT_TELL' : 'HOLDS',
        sentence: `Serious facts that are known: ${serious.length}; conversations: ${talks.length}. In none was the person told of the risk while sober and alone.`,
        numbers: { serious: serious.length, conversations: talks.length, told: told.length },
        sinceDay: first.firstDay,
        events: [...serious, ...talks].map(({ event }) => event),
      },
      rule.input,
    ),
  ]
}

function isToldSafely(event: InsightEvent): boolean {
  if (isInformedOfRisk(event) !== true || isSeenAlone(event) !== true) return false
  return event.isAlcoholInvolved === false
}

/** Told, and nothing that is known says that it was not sober and alone. */
function maybeToldSafely(event: InsightEvent): boolean {
  return isSeenAlone(event) !== false && event.isAlcoholInvolved !== true
}

/** Contacts at which something was written down of alcohol, and at none was the person sober. */
export function neverSeenSober(rule: RuleInput): readonly Finding[] {
  const known = conversations(rule).filter(({ event }) => event.isAlcoholInvolved !== null)
  if (known.some(({ event }) => event.isAlcoholInvolved === false)) return []
  const sentence = `Conversations, in none of which the person was sober: ${known.length}.`
  return simple(rule, { name: 'never-seen-sober', sentence, found: known })
}

const conversationKinds = new Set(['REFUSAL', 'CAPACITY_ASSESSMENT'])

function conversations({ events }: RuleInput): readonly PlacedEvent[] {
  return events.filter(({ event }) => isContact(event) || conversationKinds.has(event.kind))
}

/** Which of the criteria for a meeting of professionals are met; one is enough to consider it. */
export function professionalsMeeting(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'professionals-meeting')
  if (!threshold) return []
  const { agencies: least, refusals, days } = threshold.values
  const recent = rule.events.filter(({ lastDay }) => lastDay > rule.today - days)
  const declined = recent.filter(({ event }) => isNonEngagement(event))
  const high = recent.filter(({ event }) => isHighRisk(event) || isAssaultConcern(event))
  const agencies = new Set(recent.map(({ event }) => event.agency))
  const reasons = [
    ...(declined.length >= refusals ? ['NON_ENGAGEMENT'] : []),
    ...(high.length > 0 ? ['HIGH_RISK'] : []),
    ...(agencies.size >= least ? ['SEVERAL_AGENCIES'] : []),
  ]
  if (reasons.length === 0) return []
  const sentence = `Within ${days} days: refusals or missed appointments ${declined.length}, facts of high risk ${high.length}, agencies ${agencies.size}.`
  const numbers = {
    refusals: declined.length,
    highRisk: high.length,
    agencies: agencies.size,
    days,
  }
  const events = [...declined, ...high].map(({ event }) => event)
  return [findingOf({ rule: threshold, sentence, numbers, reasons, events }, rule.input)]
}

const declinedCodes = new Set([
  ...['NOT_ATTENDED', 'DECLINED', 'DECLINED_BY_PERSON', 'DECLINED_BY_CLIENT', 'MISSED'],
])

function isNonEngagement({ kind, codes }: InsightEvent): boolean {
  if (kind === 'REFUSAL') return true
  const isOffer = kind === 'CONTACT' || kind === 'REFERRAL'
  return isOffer && codes.some(({ code }) => declinedCodes.has(code))
}

interface Simple {
  readonly name: string
  readonly sentence: string
  readonly found: readonly PlacedEvent[]
  readonly reasons?: readonly string[]
}

function simple(
  { input }: RuleInput,
  { name, sentence, found, reasons = [] }: Simple,
): readonly Finding[] {
  const [first] = found
  if (!first) return []
  return [
    findingOf(
      {
        ...{ rule: { name, version: '1' }, sentence, reasons, sinceDay: first.firstDay },
        numbers: { count: found.length },
        events: found.map(({ event }) => event),
      },
      input,
    ),
  ]
}
