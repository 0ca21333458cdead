import { cpuMs } from '../hub/process-usage'

/** Milliseconds of CPU, by process: other work on the machine does not count. */
export interface Used {
  readonly index: number
  readonly store: number
}

const nothing: Used = { index: 0, store: 0 }

/**
 * What this process, which is the index, and a store have used.
 * @param store its process; null: none counts
 * @param since what they had used before
 * @param sum what is added to it
 */
export function usedBy(store: number | null, since: Used = nothing, sum: Used = nothing): Used {
  const { user, system } = process.cpuUsage()
  return {
    index: sum.index + (user + system) / 1000 - since.index,
    store: sum.store + (store === null ? 0 : cpuMs(store)) - since.store,
  }
}

/** For a thousand of so many people. */
export function forThousand({ index, store }: Used, people: number): Used {
  const of = (milliseconds: number) => Math.round((milliseconds * 1000) / Math.max(1, people))
  return { index: of(index), store: of(store) }
}
