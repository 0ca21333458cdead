import type { InsightEvent } from './event'
import { recordKey } from './evidence'
import type { InsightInput } from './input'
import { knownEvents } from './input'
import { dayNumberAt, dayNumberOf, startOfDay } from './london'

/** An event in time: when it can have happened, as a half-open interval. Days are days in London. */
export interface PlacedEvent {
  readonly event: InsightEvent
  /** Milliseconds since 1970, UTC. */
  readonly start: number
  readonly end: number
  /** Numbers of the first and last day on which it can have been. */
  readonly firstDay: number
  readonly lastDay: number
}

/** The known events whose time is known at all, earliest first; each record of a person once. */
export function placeEvents(input: InsightInput): readonly PlacedEvent[] {
  const placed = new Map<string, PlacedEvent>()
  for (const event of knownEvents(input)) {
    const time = timeOf(event)
    if (time !== null) placed.set(`${event.person} ${recordKey(event)}`, { event, ...time })
  }
  return [...placed.values()].sort(compareTimes)
}

/** The known events that do not say when they were, by record. */
export function undatedEvents(input: InsightInput): readonly InsightEvent[] {
  const undated = knownEvents(input).filter((event) => timeOf(event) === null)
  return undated.sort(compareEvents)
}

/** By time; of the same time, by record: the order of what came in tells nothing. */
export function compareTimes(one: PlacedEvent, other: PlacedEvent): number {
  return one.start - other.start || one.end - other.end || compareEvents(one.event, other.event)
}

/** By record and person. */
export function compareEvents(one: InsightEvent, other: InsightEvent): number {
  return (
    compareTexts(one.agency, other.agency) ||
    compareTexts(one.recordId, other.recordId) ||
    compareTexts(one.person, other.person)
  )
}

/** The same on every machine, whatever its language. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

type Time = Omit<PlacedEvent, 'event'>

/** Null for what does not say when it was. */
function timeOf({ occurredAt, precision }: InsightEvent): Time | null {
  if (occurredAt === null) return null
  if (precision === 'EXACT') {
    const start = Date.parse(occurredAt)
    if (Number.isNaN(start)) return null
    const day = dayNumberAt(start)
    return { start, end: start + 1, firstDay: day, lastDay: day }
  }
  const days = daysOf(occurredAt)
  if (days === null) return null
  const [firstDay, afterDay] = days
  return {
    ...{ start: startOfDay(firstDay), end: startOfDay(afterDay) },
    ...{ firstDay, lastDay: afterDay - 1 },
  }
}

/** First day of a day, month or year, and the first after it. */
function daysOf(text: string): readonly [number, number] | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text)
  if (!parts) return null
  const [, year, month, day] = parts
  const first = dayNumberOf(`${year ?? ''}-${month ?? '01'}-${day ?? '01'}`)
  if (Number.isNaN(first)) return null
  if (day !== undefined) return [first, first + 1]
  const [y, m] = [Number(year), Number(month ?? 12)]
  return [first, Date.UTC(y, m, 1) / 86_400_000]
}
