const hourMs = 3_600_000
export const dayMs = 86_400_000

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  ...({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const),
})

/** Formatting one instant costs as much as comparing hundreds, and the clock changes on full hours only. */
const offsets = new Map<number, number>()
const mostOffsets = 200_000

/** How far London's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number): number {
  const hour = Math.floor(instant / hourMs)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const parts = new Map(
    clock.formatToParts(hour * hourMs).map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'))
  if (offsets.size >= mostOffsets) offsets.clear()
  offsets.set(hour, local - hour * hourMs)
  return local - hour * hourMs
}

/** The day in London at an instant, counted from 1 January 1970. */
export function dayNumberAt(instant: number): number {
  return Math.floor((instant + offsetAt(instant)) / dayMs)
}

/** The first instant of a day in London, in milliseconds since 1970, UTC. */
export function startOfDay(dayNumber: number): number {
  const midnight = dayNumber * dayMs
  // No clock changes at midnight: the offset of the day before is that of midnight.
  return midnight - offsetAt(midnight - hourMs)
}

/** ISO 8601 day of a day number, as in 2025-08-14. */
export function isoDay(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10)
}

/** Number of an ISO 8601 day; NaN for what is none. */
export function dayNumberOf(isoText: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(isoText) ? Date.parse(isoText) / dayMs : Number.NaN
}

/**
 * The first instant of what a text names: a day (in London), or an instant with its offset.
 * @returns milliseconds since 1970, UTC; null when it names neither
 */
export function instantOf(text: string): number | null {
  const day = dayNumberOf(text)
  if (!Number.isNaN(day)) return startOfDay(day)
  const instant = /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(instant) ? null : instant
}
