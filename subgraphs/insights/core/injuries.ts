import { isHeadSite } from '../../../common/body-sites'
import type { Threshold } from '../../../policies/thresholds'
import { thresholdOn } from '../../../policies/thresholds'
import type { InsightEvent } from './event'
import type { Evidence } from './evidence'
import { sourcesOf } from './evidence'
import type { InsightInput } from './input'
import { isoDay } from './london'
import type { PlacedEvent } from './placed-event'
import { compareTexts, placeEvents } from './placed-event'

/** One injury, counted once however many saw it. */
export interface Injury extends Evidence {
  /** Of who saw it first: ISO 8601, UTC, with no more than is known. */
  readonly occurredAt: string | null
  readonly precision: string
  /** Parts of the body, by name, of all who saw it. */
  readonly bodySites: readonly string[]
  readonly isHead: boolean
  /** True when anybody was told of an assault; null when nobody wrote down whether it was one. */
  readonly isAssault: boolean | null
  readonly isAlcoholInvolved: boolean | null
  /** What each saw, so that a reader can take a merged injury apart; the earliest first. */
  readonly parts: readonly InsightEvent[]
}

/** What one agency saw. */
export interface InjurySource {
  readonly agency: string
  readonly agencyKind: string
  /** Visits to a hospital or unit: an attendance is no injury. */
  readonly attendances: number
  /** Its records of an injury, before any are put together. */
  readonly injuries: number
  readonly headInjuries: number
  /** Its contacts, calls and visits of which nobody wrote down whether there was an injury. */
  readonly notWritten: number
}

/** The injuries of one person over all agencies. */
export interface InjurySeries extends Evidence {
  readonly injuries: readonly Injury[]
  readonly total: number
  readonly headInjuries: number
  readonly assaults: number
  readonly withAlcohol: number
  /** Records of an injury, before any were put together. */
  readonly recordsOfInjury: number
  readonly attendances: number
  /** By agency code. */
  readonly bySource: readonly InjurySource[]
}

const injuryKinds = new Set(['ATTENDANCE', 'ENCOUNTER', 'AMBULANCE_CALL', 'CALL'])

/** Which injuries of a person are asked about: half-open, in milliseconds; null: no bound. */
export interface InjuryPeriod {
  readonly from: number | null
  readonly to: number | null
}

/**
 * The injuries of one person, each once: the same part of the body, seen within the rule's hours of who saw it
 * first, is one injury. What is known to the month or year only is never put together with anything.
 */
export function injuriesOf(
  input: InsightInput,
  { from, to }: InjuryPeriod = { from: null, to: null },
): InjurySeries {
  const placed = placeEvents(input).filter(
    ({ event, start, end }) =>
      injuryKinds.has(event.kind) && (from === null || end > from) && (to === null || start < to),
  )
  const found = placed.filter(({ event }) => isInjury(event))
  const rule = thresholdOn(input.thresholds, 'same-injury', { day: isoDay(lastDayOf(found)) })
  const injuries = mergeInjuries(found, rule).map((parts) => injuryOf(parts, input, rule))
  const count = (is: (injury: Injury) => boolean) => injuries.filter(is).length
  const bySource = sourcesSeen(placed.map(({ event }) => event))
  return {
    injuries,
    total: injuries.length,
    headInjuries: count(({ isHead }) => isHead),
    assaults: count(({ isAssault }) => isAssault === true),
    withAlcohol: count(({ isAlcoholInvolved }) => isAlcoholInvolved === true),
    recordsOfInjury: found.length,
    attendances: bySource.reduce((sum, { attendances }) => sum + attendances, 0),
    bySource,
    sources: sourcesOf(placed.map(({ event }) => event)),
    rule: rule && { name: rule.name, version: rule.version },
    missing: input.missing,
  }
}

function isInjury({ bodySites }: InsightEvent): boolean {
  return bodySites !== null && bodySites.length > 0
}

function lastDayOf(events: readonly PlacedEvent[]): number {
  return events.at(-1)?.firstDay ?? 0
}

type Parts = readonly [PlacedEvent, ...PlacedEvent[]]

/** One walk in the order of time, with the latest injury of each part of the body at hand. */
function mergeInjuries(
  events: readonly PlacedEvent[],
  rule: Threshold<'same-injury'> | null,
): readonly Parts[] {
  const injuries: [PlacedEvent, ...PlacedEvent[]][] = []
  const latest = new Map<string, [PlacedEvent, ...PlacedEvent[]]>()
  const withinMs = (rule?.values.hours ?? 0) * 3_600_000
  for (const placed of events) {
    const sites = placed.event.bodySites ?? []
    const same = sites
      .map((site) => latest.get(site))
      .find((injury) => rule !== null && injury && isSame(injury[0], placed, withinMs))
    const injury: [PlacedEvent, ...PlacedEvent[]] = same ?? [placed]
    if (same) same.push(placed)
    else injuries.push(injury)
    for (const site of sites) latest.set(site, injury)
  }
  return injuries
}

function isSame(first: PlacedEvent, other: PlacedEvent, withinMs: number): boolean {
  return isDated(first) && isDated(other) && other.start - first.end < withinMs
}

function isDated({ event }: PlacedEvent): boolean {
  return event.precision === 'EXACT' || event.precision === 'DAY'
}

function injuryOf(
  placed: Parts,
  { missing }: InsightInput,
  rule: Threshold<'same-injury'> | null,
): Injury {
  const parts = placed.map(({ event }) => event)
  const [{ event: first }] = placed
  const bodySites = [...new Set(parts.flatMap((part) => part.bodySites ?? []))].sort()
  return {
    ...{ occurredAt: first.occurredAt, precision: first.precision, bodySites, parts, missing },
    isHead: bodySites.some(isHeadSite),
    isAssault: eitherOf(parts.map((part) => part.isAssault)),
    isAlcoholInvolved: eitherOf(parts.map((part) => part.isAlcoholInvolved)),
    sources: sourcesOf(parts),
    rule: parts.length > 1 && rule ? { name: rule.name, version: rule.version } : null,
  }
}

/** True when any says so; false when one says no and none yes; null when nobody says. */
function eitherOf(said: readonly (boolean | null)[]): boolean | null {
  if (said.includes(true)) return true
  return said.includes(false) ? false : null
}

function sourcesSeen(events: readonly InsightEvent[]): readonly InjurySource[] {
  const sources = new Map<string, InjurySource>()
  for (const event of events) {
    const { agency, agencyKind, bodySites, kind } = event
    const isHurt = isInjury(event)
    const before = sources.get(agency)
    const add = (count: number | undefined, isOne: boolean) => (count ?? 0) + Number(isOne)
    sources.set(agency, {
      ...{ agency, agencyKind },
      attendances: add(before?.attendances, kind === 'ATTENDANCE'),
      injuries: add(before?.injuries, isHurt),
      headInjuries: add(before?.headInjuries, isHurt && (bodySites ?? []).some(isHeadSite)),
      notWritten: add(before?.notWritten, bodySites === null),
    })
  }
  return [...sources.values()].sort((one, other) => compareTexts(one.agency, other.agency))
}
