/** A moment as far as it is known: a year, a month, a day or a minute. */
export interface Moment {
  /** As it was given. */
  readonly iso: string
  /** For people, in the time of this country; no more of it than is known. */
  readonly text: string
  /** Where it begins, milliseconds since 1970. */
  readonly startsAt: number
}

const dayMs = 86_400_000
const zone = 'Europe/London'
const dayFormat = format({ day: 'numeric', month: 'long', year: 'numeric' })
const timeFormat = format({ hour: 'numeric', minute: '2-digit', hour12: true })
const monthFormat = format({ month: 'long', year: 'numeric' })

/** Reads `2025`, `2025-08`, `2025-08-30` or a full ISO 8601 time; null for anything else. */
export function readMoment(value: unknown): Moment | null {
  if (typeof value !== 'string') return null
  const [, year, month, day, time] =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)?)?$/.exec(value) ?? []
  if (year === undefined) return null
  const startsAt = Date.parse(time ? value : `${year}-${month ?? '01'}-${day ?? '01'}T12:00:00Z`)
  if (Number.isNaN(startsAt)) return null
  return { iso: value, startsAt, text: wordsFor(startsAt, { year, month, day, time }) }
}

function wordsFor(
  at: number,
  { year, month, day, time }: Readonly<Record<string, string | undefined>>,
): string {
  if (time !== undefined) return `${dayText(at)}, ${timeText(at)}`
  if (day !== undefined) return dayText(at)
  return month === undefined ? (year ?? '') : monthFormat.format(at)
}

/**
 * From which day to which, as in `3 June 2024 to now`; one day alone is that day. What is not known is said.
 * @param after the first day after it, ISO 8601; null: it goes on
 */
export function periodWords(from: unknown, after: unknown): string {
  const [first, end] = [readMoment(from), readMoment(after)]
  const start = first?.text ?? 'Start not known'
  if (end === null) return `${start} to now`
  const last = dayText(end.startsAt - dayMs)
  return start === last ? start : `${start} to ${last}`
}

/** As in 30 August 2025. */
export function dayText(at: number): string {
  return dayFormat.format(at)
}

/** As in 10:25pm; midnight and noon by name. */
export function timeText(at: number): string {
  const text = timeFormat.format(at).replace(/\s/g, '').toLowerCase()
  if (text === '12:00am' || text === '0:00am') return 'midnight'
  return text === '12:00pm' || text === '0:00pm' ? 'midday' : text.replace(/^0:/, '12:')
}

/** When something ends that lasts less than a day, as in `11:17pm today`. @param moment milliseconds since 1970 */
export function untilText(moment: number, now: number): string {
  return `${timeText(moment)} ${dayText(moment) === dayText(now) ? 'today' : 'tomorrow'}`
}

/** Whole years from a birth date to a day. */
export function ageOn(birth: string, at: number): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(birth) ?? []
  if (year === undefined) return null
  const [thisYear, today] = new Date(at).toISOString().slice(0, 10).split(/-(.*)/)
  const hadBirthday = (today ?? '') >= `${month}-${day}`
  return Number(thisYear) - Number(year) - (hadBirthday ? 0 : 1)
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
}
