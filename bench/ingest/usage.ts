import { cpuMs } from '../hub/process-usage'

/** Milliseconds of CPU, by process: other work on the machine does not count. */
export interface Used {
  readonly index: number
  readonly store: number
}

/**
 * What this process, which is the index, and the store's have used.
 * @param since what they had used before
 */
export function usedBy(store: number, since: Used = { index: 0, store: 0 }): Used {
  return { index: indexMs() - since.index, store: cpuMs(store) - since.store }
}

/** What this process has used, in milliseconds of CPU. */
export function indexMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** For a thousand of so many people. */
export function forThousand(milliseconds: number, people: number): number {
  return Math.round((milliseconds * 1000) / people)
}
