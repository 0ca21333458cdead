import { isDay } from '../../../common/days'

const dayPattern = /^(\d{4}-\d{2}-\d{2})$/
const instantPattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/**
 * The point in time that a text names, or null: an ISO 8601 date (its first instant in UTC), or a
 * date and time with its offset. A time without an offset names no point in time.
 */
export function readInstant(text: string): Date | null {
  const day = (dayPattern.exec(text) ?? instantPattern.exec(text))?.[1]
  return day !== undefined && isDay(day) ? new Date(text) : null
}

/** The day of a point in time, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/**
 * A time as ISO 8601 in UTC, with no more of it than is known: to the millisecond, or to the day, the
 * month or the year.
 */
export function knownTime(instant: Date, precision: unknown): string {
  const text = instant.toISOString()
  if (precision === 'YEAR') return text.slice(0, 4)
  if (precision === 'MONTH') return text.slice(0, 7)
  return precision === 'EXACT' ? text : text.slice(0, 10)
}

/** The last day that a time may have been on, when it is known to the month or year only. */
export function latestDayOf(instant: Date, precision: unknown): string {
  const year = instant.getUTCFullYear()
  if (precision === 'YEAR' || precision === 'UNCERTAIN') return `${year}-12-31`
  if (precision === 'MONTH') return dayOf(new Date(Date.UTC(year, instant.getUTCMonth() + 1, 0)))
  return dayOf(instant)
}
