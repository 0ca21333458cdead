import type { Threshold, ThresholdName } from '../../../policies/thresholds'
import { thresholdOn } from '../../../policies/thresholds'
import type { InsightEvent } from './event'
import type { AppliedRule, Evidence } from './evidence'
import { sourcesOf } from './evidence'
import type { InsightInput } from './input'
import { dayNumberAt, isoDay } from './london'
import type { PlacedEvent } from './placed-event'

/**
 * HOLDS: what the rule looks for is there. NOT_SHOWN: it is not, in what can be seen. CANNOT_TELL: what would
 * decide it cannot be seen.
 */
export type FindingState = 'HOLDS' | 'NOT_SHOWN' | 'CANNOT_TELL'

/** One number that a rule rests on. */
export interface FindingNumber {
  readonly name: string
  readonly value: number
}

/** What one rule says, with the reasons; never a score. */
export interface Finding extends Evidence {
  readonly rule: AppliedRule
  readonly state: FindingState
  /** One plain sentence with the numbers in it. */
  readonly sentence: string
  readonly numbers: readonly FindingNumber[]
  /** Single things that the rule found, as words in capitals; sorted. */
  readonly reasons: readonly string[]
  /** First day in London on which it held, by when things happened; null when it does not. */
  readonly since: string | null
  /** What it is about beside the person: another person, an address, an agency. */
  readonly person: string | null
  readonly uprn: string | null
  readonly agency: string | null
}

/** What a rule says of itself; the rest is nothing. */
export interface FindingParts extends Partial<
  Pick<Finding, 'state' | 'reasons' | 'person' | 'uprn' | 'agency'>
> {
  readonly rule: AppliedRule
  readonly sentence: string
  readonly numbers?: Readonly<Record<string, number>>
  /** Number of a day in London. */
  readonly sinceDay?: number | null
  readonly events: readonly InsightEvent[]
}

export function findingOf(
  { rule, numbers = {}, sinceDay = null, events, reasons = [], ...parts }: FindingParts,
  { missing }: InsightInput,
): Finding {
  return {
    ...{ state: 'HOLDS', person: null, uprn: null, agency: null, ...parts },
    rule: { name: rule.name, version: rule.version },
    numbers: Object.entries(numbers).map(([name, value]) => ({ name, value })),
    reasons: [...new Set(reasons)].sort(),
    since: sinceDay === null ? null : isoDay(sinceDay),
    sources: sourcesOf(events),
    missing,
  }
}

/** The events of one person with what all rules look at. */
export interface RuleInput {
  readonly input: InsightInput
  /** Of one person, in the order of time; none after `asAt`. */
  readonly events: readonly PlacedEvent[]
  /** Number of the day of `asAt` in London. */
  readonly today: number
}

export function todayOf({ asAt }: InsightInput): number {
  return dayNumberAt(asAt.getTime())
}

/** A rule's threshold on the day of `asAt`; null when none is in force: the rule says nothing. */
export function thresholdOf<Name extends ThresholdName>(
  { input, today }: RuleInput,
  name: Name,
): Threshold<Name> | null {
  return thresholdOn(input.thresholds, name, { day: isoDay(today) })
}

/** True when nothing of an agency of this kind is kept from sight. */
export function isSeen({ missing }: InsightInput, agencyKind: string): boolean {
  return !missing.some((one) => one.agencyKind === agencyKind)
}

/** A run of events within a number of days. */
export interface Window {
  /** Most events of any such run. */
  readonly most: number
  /** The events of the latest run that had enough of them. */
  readonly events: readonly InsightEvent[]
  /** The day on which the first run had enough. */
  readonly sinceDay: number
}

/**
 * Whether there were as many events within so many days at any time.
 * @param events in the order of time
 */
export function findWindow(
  events: readonly PlacedEvent[],
  { count, days }: { readonly count: number; readonly days: number },
): Window | null {
  let [start, most] = [0, 0]
  let [latestStart, latestEnd] = [0, 0]
  let sinceDay: number | null = null
  for (const [index, { firstDay }] of events.entries()) {
    while ((events[start]?.firstDay ?? firstDay) <= firstDay - days) start += 1
    const size = index + 1 - start
    most = Math.max(most, size)
    if (size < count) continue
    sinceDay ??= firstDay
    ;[latestStart, latestEnd] = [start, index + 1]
  }
  if (sinceDay === null) return null
  const latest = events.slice(latestStart, latestEnd).map(({ event }) => event)
  return { most, events: latest, sinceDay }
}

/** Groups by a key; what has none is in no group. The groups are in the order of their keys. */
export function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => Iterable<string>,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items)
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1))
}
