import { setTimeout as sleep } from 'node:timers/promises'

/** Several times what it costs to read somebody's records and leave them out. */
const stepMs = 10

/** A clock that never goes back, and waiting on it; milliseconds. */
export interface StepClock {
  readonly now: () => number
  readonly wait: (ms: number) => Promise<unknown>
}

const processClock: StepClock = { now: () => performance.now(), wait: (ms) => sleep(ms) }

/**
 * A search whose "nobody" takes a whole number of steps, so that time does not tell whether somebody was
 * read and left out.
 */
export async function inSteps<Found>(
  search: () => Promise<Found>,
  { now, wait }: StepClock = processClock,
): Promise<Found> {
  const startedMs = now()
  const found = await search()
  if (isNobody(found)) await wait(stepMs - ((now() - startedMs) % stepMs))
  return found
}

function isNobody(found: unknown): boolean {
  return found === null || (Array.isArray(found) && found.length === 0)
}
