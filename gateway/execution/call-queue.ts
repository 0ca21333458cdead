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

/** Runs a bounded number of calls at a time; a bounded number of others wait their turn, in order. */
export class CallQueue {
  readonly #options: CallQueueOptions
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(options: CallQueueOptions) {
    this.#options = options
  }

  /**
   * What the call gives, once it had its turn.
   * @param deadline a call whose time is up while it waits never runs
   * @throws QueueFullError; the deadline's reason; what the call throws
   */
  async run<T>(deadline: Pick<Deadline, 'onEnd'>, call: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#options.maxRunning) await this.#wait(deadline)
    else this.#running += 1
    try {
      return await call()
    } finally {
      this.#passOn()
    }
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

  /** The place of a call that ended goes to whoever waits longest. */
  #passOn(): void {
    for (const start of this.#waiting) {
      this.#waiting.delete(start)
      start()
      return
    }
    this.#running -= 1
  }
}
