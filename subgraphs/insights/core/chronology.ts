import type { ChronologyRow, PlacedRow } from './chronology-row'
import { coverageRow, eventRow, silenceRow, undatedRow } from './chronology-row'
import type { InsightInput } from './input'
import { dayNumberAt } from './london'
import { compareTexts, placeEvents, undatedEvents } from './placed-event'
import { findSilences } from './silences'
import { mergeTellings } from './tellings'

/** What of a chronology is asked for. */
export interface ChronologyQuestion {
  /** First instant, and first instant after it, in milliseconds; null: no bound. See `instantOf`. */
  readonly from: number | null
  readonly to: number | null
  /** Kinds of events to show; null: all, and the silences. Coverage is always shown. */
  readonly kinds: readonly string[] | null
  readonly agencies: readonly string[] | null
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST'
  /** Most rows, at least 1. */
  readonly first: number
  /** Rows behind this place only; see `readCursor`. */
  readonly after: ChronologyPlace | null
}

/** A page of a chronology. */
export interface Chronology {
  readonly rows: readonly ChronologyRow[]
  /** Of each row, to go on behind it. */
  readonly cursors: readonly string[]
  readonly hasMore: boolean
  /** How many rows there are in all, on every page. */
  readonly total: number
}

/**
 * The chronology of one person: a row for each event, each silence and each agency that cannot be seen whole.
 * What has no time comes first, coverage before it; then all else by time. A row is in a period when it may
 * have happened in it. An event that several agencies tell of is one row when any of them is asked for.
 */
export function chronologyOf(input: InsightInput, question: ChronologyQuestion): Chronology {
  const rows = allRows(input, question).filter((row) => isAskedFor(row, question))
  const direction = question.order === 'NEWEST_FIRST' ? -1 : 1
  rows.sort((one, other) => comparePlaces(one, other, direction))
  const { after, first } = question
  const begin = after === null ? 0 : firstBehind(rows, after, direction)
  const page = rows.slice(begin, begin + first)
  return {
    rows: page.map(({ row }) => row),
    cursors: page.map(writeCursor),
    hasMore: begin + first < rows.length,
    total: rows.length,
  }
}

function allRows(input: InsightInput, { kinds }: ChronologyQuestion): PlacedRow[] {
  const placed = placeEvents(input)
  const asAtDay = dayNumberAt(input.asAt.getTime())
  const silences = kinds === null ? findSilences(placed, asAtDay, input.thresholds) : []
  return [
    ...input.missing.map((one) => coverageRow(one, input)),
    ...undatedEvents(input).map((event) => undatedRow(event, input)),
    ...mergeTellings(placed).map((telling) => eventRow(telling, input)),
    ...silences.map((silence) => silenceRow(silence, input)),
  ]
}

function isAskedFor(placed: PlacedRow, question: ChronologyQuestion): boolean {
  const { kind, agencies } = placed.row
  const { kinds, agencies: asked } = question
  if (asked !== null && !agencies.some((agency) => asked.includes(agency))) return false
  if (kinds !== null && kind !== null && !kinds.includes(kind)) return false
  return isInPeriod(placed, question)
}

function isInPeriod({ at, endsAt }: PlacedRow, { from, to }: ChronologyQuestion): boolean {
  if (at === null || endsAt === null) return true
  return (from === null || endsAt > from) && (to === null || at < to)
}

/** Where a row stands, whatever other rows there are. */
export type ChronologyPlace = Pick<PlacedRow, 'at' | 'key'>

function comparePlaces(one: ChronologyPlace, other: ChronologyPlace, direction: number): number {
  if (one.at === null || other.at === null)
    return Number(other.at === null) - Number(one.at === null) || compareTexts(one.key, other.key)
  return direction * (one.at - other.at || compareTexts(one.key, other.key))
}

/** Halves what is left: the rows are sorted. */
function firstBehind(
  rows: readonly ChronologyPlace[],
  place: ChronologyPlace,
  direction: number,
): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row && comparePlaces(row, place, direction) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function writeCursor({ at, key }: ChronologyPlace): string {
  return Buffer.from(JSON.stringify([at, key])).toString('base64url')
}

const longestCursor = 1_000

/** The place that a cursor names; null for what is no cursor of a chronology. */
export function readCursor(cursor: string): ChronologyPlace | null {
  if (cursor.length > longestCursor) return null
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(place) || place.length !== 2) return null
    const [at, key] = place as unknown[]
    const isTime = at === null || (typeof at === 'number' && Number.isFinite(at))
    return isTime && typeof key === 'string' ? { at, key } : null
  } catch {
    return null
  }
}
