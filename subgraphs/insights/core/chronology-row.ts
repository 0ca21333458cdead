import type { InsightEvent } from './event'
import type { Evidence, Missing } from './evidence'
import { sourcesOf } from './evidence'
import type { InsightInput } from './input'
import { dayNumberAt, isoDay, startOfDay } from './london'
import type { PlacedEvent } from './placed-event'
import type { Silence } from './silences'
import type { Telling } from './tellings'
import { sameEventRule } from './tellings'
import { thresholdOn } from '../../../policies/thresholds'

/** EVENT: something happened. SILENCE: a case was open and nothing was. COVERAGE: what cannot be seen. */
export type ChronologyRowType = 'EVENT' | 'SILENCE' | 'COVERAGE'

/** One row of a chronology. What it does not know is null, never a made-up value. */
export interface ChronologyRow extends Evidence {
  readonly type: ChronologyRowType
  /** Who tells of it, or whose silence or coverage it is; sorted. */
  readonly agencies: readonly string[]
  /** The schema's EventKind; null for a row that is no event. */
  readonly kind: string | null
  /** ISO 8601, UTC, with no more than is known; of a silence, the day of the last entry before it. */
  readonly occurredAt: string | null
  readonly precision: string | null
  /** Last day; of a silence, the first day after it. */
  readonly until: string | null
  readonly recordedAt: string | null
  /** Days between the last day on which it can have happened and when it was written down. */
  readonly recordedAfterDays: number | null
  /** True when that is more than the partnership's rule; null when there is none. */
  readonly isRecordedLate: boolean | null
  readonly uprn: string | null
  readonly sentence: string
  /** How many days a silence lasted. */
  readonly silentDays: number | null
  /** False for a silence of an agency some of whose events cannot be seen. */
  readonly isCertain: boolean
  /** What each agency told, the earliest first; so a reader can take a merged row apart. */
  readonly parts: readonly InsightEvent[]
}

/** A row and its place: `at` in milliseconds, or null for what has no time; `key` where the time is the same. */
export interface PlacedRow {
  readonly row: ChronologyRow
  readonly at: number | null
  /** The first instant after it can have happened. */
  readonly endsAt: number | null
  readonly key: string
}

const nothing = {
  ...{ kind: null, occurredAt: null, precision: null, until: null, recordedAt: null, uprn: null },
  ...{ recordedAfterDays: null, isRecordedLate: null, silentDays: null, isCertain: true },
}

export function eventRow(telling: Telling, input: InsightInput): PlacedRow {
  const [first] = telling
  const { event } = first
  const parts = telling.map((placed) => placed.event)
  return {
    at: first.start,
    endsAt: first.end,
    key: keyOf(event),
    row: {
      ...toldBy(parts, input),
      ...lateness(first, input),
      rule: parts.length > 1 ? sameEventRule : null,
    },
  }
}

/** An event of which nobody says when it was. */
export function undatedRow(event: InsightEvent, input: InsightInput): PlacedRow {
  return { at: null, endsAt: null, key: keyOf(event), row: toldBy([event], input) }
}

function toldBy(parts: readonly InsightEvent[], { missing }: InsightInput): ChronologyRow {
  const [event] = parts
  if (!event) throw new RangeError('a row of a chronology has at least one part')
  const { kind, occurredAt, precision, until, recordedAt, uprn, sentence } = event
  return {
    ...nothing,
    type: 'EVENT',
    agencies: [...new Set(parts.map(({ agency }) => agency))].sort(),
    ...{ kind, occurredAt, precision, until, recordedAt, uprn, sentence, parts, missing },
    sources: sourcesOf(parts),
    rule: null,
  }
}

function keyOf({ agency, recordId, person }: InsightEvent): string {
  return `1 ${agency} ${recordId} ${person}`
}

type Lateness = Pick<ChronologyRow, 'recordedAfterDays' | 'isRecordedLate'>

function lateness({ event, lastDay }: PlacedEvent, { thresholds }: InsightInput): Lateness {
  const recordedDay = dayNumberAt(Date.parse(event.recordedAt))
  const recordedAfterDays = Math.max(0, recordedDay - lastDay)
  const rule = thresholdOn(thresholds, 'late-recording', {
    day: isoDay(recordedDay),
    kind: event.agencyKind,
  })
  return {
    recordedAfterDays,
    isRecordedLate: rule === null ? null : recordedAfterDays > rule.values.days,
  }
}

const partly = new Set(['WITHHELD_BY_CATEGORY', 'LEFT_OFF'])

/** Placed behind the entries of its first day. */
export function silenceRow(silence: Silence, { missing }: InsightInput): PlacedRow {
  const { agency, fromDay, toDay, rule, isGoingOn, events } = silence
  const isCertain = !missing.some((one) => one.agency === agency && partly.has(one.reason))
  const silentDays = toDay - fromDay
  const at = startOfDay(fromDay + 1) - 1
  return {
    ...{ at, endsAt: startOfDay(toDay), key: `2 ${agency}` },
    row: {
      ...nothing,
      type: 'SILENCE',
      agencies: [agency],
      ...{ occurredAt: isoDay(fromDay), precision: 'DAY', until: isoDay(toDay) },
      sentence: [
        `No entry${isCertain ? '' : ' that may be seen'} for ${silentDays} days`,
        `while a case was open${isGoingOn ? ', to this day' : ''}.`,
      ].join(' '),
      ...{ silentDays, isCertain, parts: [], missing },
      sources: sourcesOf(events),
      rule: { name: rule.name, version: rule.version },
    },
  }
}

/** What cannot be seen stands where it cannot be overlooked: before all that has a time. */
export function coverageRow(one: Missing, { missing }: InsightInput): PlacedRow {
  return {
    ...{ at: null, endsAt: null, key: `0 ${one.agency} ${one.reason}` },
    row: {
      ...nothing,
      ...{ type: 'COVERAGE', agencies: [one.agency], sentence: coverageSentence(one) },
      ...{ parts: [], sources: [], rule: null, missing, isCertain: true },
    },
  }
}

function coverageSentence({ reason, count, categories }: Missing): string {
  if (reason === 'SILENT') return 'The agency was asked and did not answer.'
  if (reason === 'NOT_ASKED') return 'Nobody asked the agency.'
  if (reason === 'WITHHELD') return 'The agency may not disclose its events.'
  if (reason === 'LEFT_OFF') return `${count ?? 'Some'} events of the agency are left off.`
  return `Events of the agency are withheld by category: ${categories.join(', ')}.`
}
