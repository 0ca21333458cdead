import { hasCode, isDomesticCall, isSeriousFact } from './codes'
import type { InsightEvent } from './event'
import type { Finding, RuleInput } from './finding'
import { findingOf, groupBy, isSeen, thresholdOf } from './finding'
import type { PlacedEvent } from './placed-event'
import { ofKind } from './repeat-patterns'

/** A letter or message reaches out to somebody; it is no contact with them. */
export function isContact({ kind, codes }: InsightEvent): boolean {
  if (kind !== 'CONTACT') return false
  const written = ['LETTER', 'MESSAGE', 'RECORDS_ONLY']
  return !codes.some(({ system, code }) => system === 'CareMethod' && written.includes(code))
}

export function isLetter({ kind, codes }: InsightEvent): boolean {
  return (
    kind === 'CONTACT' && codes.some((one) => one.system === 'CareMethod' && one.code === 'LETTER')
  )
}

/** Refusals after which the agency had no contact with the person for the rule's days. */
export function refusalsThatEndedWork(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'refusal-ended-work')
  if (!threshold) return []
  const { days } = threshold.values
  return groupBy(rule.events, ({ event }) => [event.agency]).flatMap(([agency, events]) => {
    const contactDays = events.filter(({ event }) => isContact(event)).map((one) => one.firstDay)
    const ended = ofKind({ ...rule, events }, 'REFUSAL').filter(
      (refusal) =>
        refusal.lastDay + days < rule.today &&
        !hasDayIn(contactDays, refusal.lastDay + 1, refusal.lastDay + days),
    )
    const [first] = ended
    if (!first) return []
    const sentence = `Refusals after which the agency had no contact with the person for ${days} days (a letter is none): ${ended.length}.`
    return [
      findingOf(
        {
          ...{ rule: threshold, sentence, agency, numbers: { refusals: ended.length, days } },
          state: stateOfAbsence(rule, agency),
          sinceDay: first.lastDay + days + 1,
          events: ended.map(({ event }) => event),
        },
        rule.input,
      ),
    ]
  })
}

/** What rests on nothing being there holds only when all of the agency could be seen. */
function stateOfAbsence({ input }: RuleInput, agency: string): Finding['state'] {
  return input.missing.some((one) => one.agency === agency) ? 'CANNOT_TELL' : 'HOLDS'
}

/** Whether any of these days, in order, is between two, both included. */
function hasDayIn(days: readonly number[], first: number, last: number): boolean {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] ?? Infinity) < first) low = middle + 1
    else high = middle
  }
  return (days[low] ?? Infinity) <= last
}

/** Alcohol recorded by several agencies, and no recovery service that heard of the person. */
export function needWithoutReferral(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'need-without-referral')
  if (!threshold) return []
  const { agencies: least, days } = threshold.values
  const isRecent = ({ lastDay }: PlacedEvent) => lastDay > rule.today - days
  const needs = rule.events.filter((one) => isRecent(one) && one.event.isAlcoholInvolved === true)
  const agencies = new Set(needs.map(({ event }) => event.agency))
  if (agencies.size < least) return []
  if (rule.events.some(({ event }) => event.agencyKind === 'substance-use')) return []
  const sentence = `Alcohol was recorded by ${agencies.size} agencies within ${days} days, and no recovery service has a referral.`
  return [
    findingOf(
      {
        ...{ rule: threshold, sentence, reasons: ['ALCOHOL'] },
        numbers: { agencies: agencies.size, records: needs.length, days },
        state: isSeen(rule.input, 'substance-use') ? 'HOLDS' : 'CANNOT_TELL',
        sinceDay: dayOfCount(needs, least),
        events: needs.map(({ event }) => event),
      },
      rule.input,
    ),
  ]
}

/** The day on which so many agencies had recorded it. */
function dayOfCount(needs: readonly PlacedEvent[], count: number): number | null {
  const agencies = new Set<string>()
  for (const { event, firstDay } of needs) {
    agencies.add(event.agency)
    if (agencies.size >= count) return firstDay
  }
  return null
}

const actionKinds = new Set(['PLAN', 'ENQUIRY', 'SUPPORT', 'EPISODE'])

/** Something serious, after which all that an agency did in the rule's days was to write a letter. */
export function letterOnly(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'letter-after-high-risk')
  if (!threshold) return []
  const { days } = threshold.values
  const serious = rule.events.filter(({ event }) => isSeriousFact(event))
  const letters = rule.events.filter(({ event }) => isLetter(event))
  return groupBy(letters, ({ event }) => [event.agency]).flatMap(([agency, ofAgency]) => {
    const actions = rule.events
      .filter(({ event }) => event.agency === agency)
      .filter(({ event }) => isContact(event) || actionKinds.has(event.kind))
      .map(({ firstDay }) => firstDay)
    const found = ofAgency.flatMap((letter) => {
      const fact = lastBefore(serious, letter.start)
      if (!fact || letter.firstDay - fact.lastDay > days) return []
      return hasDayIn(actions, fact.lastDay + 1, fact.lastDay + days) ? [] : [{ letter, fact }]
    })
    const [first] = found
    if (!first) return []
    const sentence = `After something serious a letter was all that the agency did within ${days} days.`
    return [
      findingOf(
        {
          ...{ rule: threshold, sentence, agency, numbers: { letters: found.length, days } },
          state: stateOfAbsence(rule, agency),
          sinceDay: first.letter.firstDay,
          events: found.flatMap(({ letter, fact }) => [fact.event, letter.event]),
        },
        rule.input,
      ),
    ]
  })
}

function lastBefore(events: readonly PlacedEvent[], instant: number): PlacedEvent | undefined {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.start ?? Infinity) < instant) low = middle + 1
    else high = middle
  }
  return events[low - 1]
}

/** The latest assessment of risk, and what happened since: a conviction, or a call with violence or domestic. */
export function outdatedRiskAssessment(rule: RuleInput): readonly Finding[] {
  const assessed = ofKind(rule, 'RISK_ASSESSMENT').at(-1)
  if (!assessed) return []
  const later = rule.events.filter(
    ({ event, firstDay }) => firstDay > assessed.lastDay && asksForNewAssessment(event),
  )
  const [first] = later
  if (!first) return []
  const sentence = `Convictions or calls since the latest assessment of risk: ${later.length}.`
  return [
    findingOf(
      {
        rule: { name: 'risk-assessment-outdated', version: '1' },
        ...{ sentence, numbers: { later: later.length }, sinceDay: first.firstDay },
        agency: assessed.event.agency,
        reasons: later.map(({ event }) => event.kind),
        events: [assessed, ...later].map(({ event }) => event),
      },
      rule.input,
    ),
  ]
}

function asksForNewAssessment(event: InsightEvent): boolean {
  if (event.kind === 'CONVICTION' || event.kind === 'SENTENCE') return true
  return isDomesticCall(event) || (event.kind === 'CALL' && hasCode(event, 'INCIDENT', 'VIOLENCE'))
}
