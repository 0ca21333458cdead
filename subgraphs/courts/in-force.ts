/** The days of an order, ISO 8601. */
export interface OrderDays {
  readonly startDate?: string | null
  readonly endDate?: string | null
  readonly dischargedDate?: string | null
}

/**
 * Whether an order is in force on a day: its first and last days are in it, the day of its discharge
 * is not. Null when its first day is not known. Pure.
 */
export function isInForce(
  { startDate, endDate, dischargedDate }: OrderDays,
  on: string,
): boolean | null {
  if (typeof startDate !== 'string') return null
  const hasEnded = typeof endDate === 'string' && endDate < on
  const isDischarged = typeof dischargedDate === 'string' && dischargedDate <= on
  return startDate <= on && !hasEnded && !isDischarged
}
