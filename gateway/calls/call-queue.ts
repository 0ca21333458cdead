import type { Deadline } from './deadline'

export interface CallQueueOptions {
  /** Calls that run at the same time. */
  readonly maxRunning: number
  /** Calls that wait; one more is refused. */
  readonly maxWaiting: number
}

/** Too many calls run and wait already. */
export class QueueFullError extends Error {
  constructor() {
    super('Too many calls wait already')
    this.name = 'QueueFullError'
  }
}

/** Lets a bounded number of calls run at a time; a bounded number of others wait their turn, in order. */
export class CallQueue {
  readonly #options: CallQueueOptions
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(options: CallQueueOptions) {
    this.#options = options
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * Takes a permit: null when one is free at once, else what resolves when it is this call's turn.
   * Whoever has a permit gives it back with `passOn`.
   * @param deadline a call whose time is up while it waits gets none: it rejects with the reason
   * @throws QueueFullError
   */
  enter(deadline: Pick<Deadline, 'onEnd'>): Promise<void> | null {
    if (this.#running >= this.#options.maxRunning) return this.#wait(deadline)
    this.#running += 1
    return null
  }

  /** The permit of a call that ended goes to whoever waits longest. */
  passOn(): void {
    for (const start of this.#waiting) {
      this.#waiting.delete(start)
      start()
      return
    }
    this.#running -= 1
  }

  #wait(deadline: Pick<Deadline, 'onEnd'>): Promise<void> {
    if (this.#waiting.size >= this.#options.maxWaiting) throw new QueueFullError()
    return new Promise((resolve, reject) => {
      const forget = deadline.onEnd((reason) => {
        this.#waiting.delete(start)
        reject(reason)
      })
      const start = () => {
        forget()
        resolve()
      }
      this.#waiting.add(start)
    })
  }
}
