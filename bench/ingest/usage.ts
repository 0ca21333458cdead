import { cpuMs, peakMemoryMib } from '../hub/process-usage'

/** Milliseconds of CPU, by process. */
export interface Used {
  readonly index: number
  readonly store: number
}

/** Counts what index and store use for a kind of work: other work on the machine does not count. */
export class Usage {
  readonly #store: number
  #used: Used = { index: 0, store: 0 }

  /** @param store the store's process */
  constructor(store: number) {
    this.#store = store
  }

  async run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#read()
    try {
      return await work()
    } finally {
      const after = this.#read()
      const { index, store } = this.#used
      this.#used = {
        index: index + after.index - before.index,
        store: store + after.store - before.store,
      }
    }
  }

  /** For a thousand of so many people. */
  forThousand(people: number): Used {
    const of = (milliseconds: number) => Math.round((milliseconds * 1000) / Math.max(1, people))
    return { index: of(this.#used.index), store: of(this.#used.store) }
  }

  #read(): Used {
    const { user, system } = process.cpuUsage()
    return { index: (user + system) / 1000, store: cpuMs(this.#store) }
  }
}

/** The most that index and store held, in mebibytes. */
export function mostMemory(store: number) {
  return {
    indexMiB: Math.round(peakMemoryMib(process.pid)),
    storeMiB: Math.round(peakMemoryMib(store)),
  }
}
