import { hasCode, isClosedOtherwise } from './codes'
import type { Finding, RuleInput } from './finding'
import { findingOf, findWindow, groupBy, thresholdOf } from './finding'
import type { Injury } from './injuries'
import { injuriesOf } from './injuries'
import { isoDay } from './london'
import type { PlacedEvent } from './placed-event'
import { otherKey, personOfKey } from './relationships'

/** Visits to all hospitals and units together; a transfer from one to the next is one visit. */
export function frequentAttendance(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'frequent-attender')
  const visits = withoutTransfers(ofKind(rule, 'ATTENDANCE'))
  const found = threshold && findWindow(visits, threshold.values)
  if (!found) return []
  const { count, days } = threshold.values
  const numbers = { attendances: visits.length, mostInWindow: found.most, count, days }
  const sentence = `Attendances: ${visits.length}; most within ${days} days: ${found.most}; the rule begins at ${count}.`
  return [findingOf({ rule: threshold, sentence, numbers, ...found }, rule.input)]
}

/** The visit that somebody was transferred to is left out: it is the visit before, gone on. */
function withoutTransfers(visits: readonly PlacedEvent[]): readonly PlacedEvent[] {
  return visits.filter((visit, index) => {
    const before = visits[index - 1]
    if (!before || before.event.agency === visit.event.agency) return true
    const isTransfer = hasCode(before.event, 'Discharge', 'TRANSFERRED')
    return !isTransfer || visit.firstDay - before.lastDay > 1
  })
}

/** Calls to the police that come again: with the person, with the same pair, at the same address. */
export function repeatCalls(rule: RuleInput): readonly Finding[] {
  const calls = ofKind(rule, 'CALL')
  const byPerson = findCalls(rule, { name: 'repeat-calls-person', calls, of: {} })
  const pairs = groupBy(calls, ({ event }) =>
    (event.people ?? []).map((other) => otherKey(event, other)).filter((key) => key !== null),
  )
  const addresses = groupBy(calls, ({ event }) => (event.uprn === null ? [] : [event.uprn]))
  return [
    ...byPerson,
    ...pairs.flatMap(([key, calls]) =>
      findCalls(rule, { name: 'repeat-calls-pair', calls, of: { person: personOfKey(key) } }),
    ),
    ...addresses.flatMap(([uprn, atAddress]) =>
      findCalls(rule, { name: 'repeat-calls-address', calls: atAddress, of: { uprn } }),
    ),
  ]
}

interface Calls {
  readonly name: string
  readonly calls: readonly PlacedEvent[]
  readonly of: { readonly person?: string | null; readonly uprn?: string }
}

function findCalls(rule: RuleInput, { name, calls, of }: Calls): readonly Finding[] {
  const threshold = thresholdOf(rule, 'repeat-calls')
  const found = threshold && findWindow(calls, threshold.values)
  if (!found) return []
  const { count, days } = threshold.values
  const numbers = { calls: calls.length, mostInWindow: found.most, count, days }
  const sentence = `Calls: ${calls.length}; most within ${days} days: ${found.most}; the rule begins at ${count}.`
  const { version } = threshold
  return [findingOf({ rule: { name, version }, sentence, numbers, ...of, ...found }, rule.input)]
}

/** Calls that were opened as domestic, each closed as something else. */
export function domesticClosedOtherwise(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'domestic-closed-otherwise')
  const calls = rule.events.filter(({ event }) => isClosedOtherwise(event))
  const found = threshold && findWindow(calls, threshold.values)
  if (!found) return []
  const { count, days } = threshold.values
  const numbers = { calls: calls.length, mostInWindow: found.most, count, days }
  const sentence = `Calls opened as domestic and closed as something else: ${calls.length}; most within ${days} days: ${found.most}.`
  return [findingOf({ rule: threshold, sentence, numbers, ...found }, rule.input)]
}

/** Whether the later half of the times between calls is shorter than the earlier; by their medians. */
export function shorterIntervals(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'shorter-intervals')
  const calls = ofKind(rule, 'CALL')
  if (!threshold || calls.length < threshold.values.count) return []
  const days = calls.map(({ firstDay }) => firstDay)
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  const middle = Math.floor(gaps.length / 2)
  const earlier = medianOf(gaps.slice(0, middle))
  const later = medianOf(gaps.slice(gaps.length - middle))
  if (later >= earlier) return []
  return [
    findingOf(
      {
        rule: threshold,
        sentence: `Between calls there were ${earlier} days in the earlier half and ${later} in the later, by the median.`,
        numbers: { calls: calls.length, earlierMedianDays: earlier, laterMedianDays: later },
        sinceDay: days.at(-1) ?? null,
        events: calls.map(({ event }) => event),
      },
      rule.input,
    ),
  ]
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? 0
  return (low + (sorted[Math.floor(middle)] ?? low)) / 2
}

/** Injuries, each once, and injuries to the head, of two periods of the same length beside each other. */
export function moreInjuries(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'more-injuries')
  if (!threshold) return []
  const { days } = threshold.values
  const { injuries } = injuriesOf({ ...rule.input, events: rule.events.map(({ event }) => event) })
  const begin = isoDay(rule.today - days + 1)
  const now = inPeriod(injuries, begin, isoDay(rule.today + 1))
  const before = inPeriod(injuries, isoDay(rule.today - 2 * days + 1), begin)
  const [heads, headsBefore] = [headsIn(now), headsIn(before)]
  // With none before there is nothing to compare with.
  if (before.length === 0 || (now.length <= before.length && heads <= headsBefore)) return []
  const numbers = {
    ...{ injuries: now.length, headInjuries: heads, days },
    ...{ injuriesBefore: before.length, headInjuriesBefore: headsBefore },
  }
  const sentence = `Injuries in ${days} days: ${now.length}, to the head ${heads}; in the ${days} days before: ${before.length}, to the head ${headsBefore}.`
  const events = [...before, ...now].flatMap(({ parts }) => parts)
  return [findingOf({ rule: threshold, sentence, numbers, events }, rule.input)]
}

/** Half-open, ISO 8601 days in UTC as the agencies write them. */
function inPeriod(injuries: readonly Injury[], first: string, after: string): readonly Injury[] {
  return injuries.filter(({ occurredAt }) => {
    const day = occurredAt?.slice(0, 10) ?? ''
    return first <= day && day < after
  })
}

function headsIn(injuries: readonly Injury[]): number {
  return injuries.filter(({ isHead }) => isHead).length
}

/** A safeguarding concern soon after another. */
export function repeatConcern(rule: RuleInput): readonly Finding[] {
  const threshold = thresholdOf(rule, 'repeat-concern')
  if (!threshold) return []
  const { days } = threshold.values
  const found = findWindow(ofKind(rule, 'CONCERN'), { count: 2, days: days + 1 })
  if (!found) return []
  const sentence = `A second safeguarding concern within ${days} days of another.`
  return [findingOf({ rule: threshold, sentence, numbers: { days }, ...found }, rule.input)]
}

export function ofKind({ events }: RuleInput, kind: string): readonly PlacedEvent[] {
  return events.filter(({ event }) => event.kind === kind)
}
