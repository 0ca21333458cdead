import { randomUUID } from 'node:crypto'

/** So long a job may be answered, in seconds: an agency need not remember those of longer ago. */
export const jobLifeSeconds = 86_400

/** By how much the index's clock may be ahead of an agency's. */
const skewSeconds = 300

const pattern = /^(\d{10})\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The name of a new job: seconds since 1970, a full stop, and a UUID. */
export function newJobId(nowMs: number): string {
  return `${String(Math.floor(nowMs / 1000)).padStart(10, '0')}.${randomUUID()}`
}

/** How old a job is, in seconds; null: it is not named as jobs are, or is from the future. */
export function ageOfJob(id: string, nowMs: number): number | null {
  const made = pattern.exec(id)?.[1]
  const age = made === undefined ? null : Math.floor(nowMs / 1000) - Number(made)
  return age === null || age < -skewSeconds ? null : age
}
