/** The header by which one question to the hub waits shorter for agencies, in milliseconds. */
export const agencyWaitHeader = 'sightline-wait-ms'

/** Shorter nobody waits: an agency that is well answers within it, whether or not it knows somebody. */
export const leastAgencyWaitMs = 100

/**
 * Reads how long a question waits for agencies, in milliseconds.
 * @param most how long the hub waits when nothing is said
 * @returns null when it is no whole number of milliseconds from `leastAgencyWaitMs` to `most`
 */
export function readAgencyWait(text: string, most: number): number | null {
  const waitMs = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return waitMs >= leastAgencyWaitMs && waitMs <= most ? waitMs : null
}
