/** True for a day of the calendar as ISO 8601, as in 2024-02-29; JavaScript takes 30 February too. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** The day of a moment, in UTC. @param moment milliseconds since 1970 */
export function utcDayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
