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
   * @param signal who is aborted while waiting never runs
   * @throws QueueFullError; the signal's reason; what the call throws
   */
  async run<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#options.maxRunning) await this.#wait(signal)
    else this.#running += 1
    try {
      return await call()
    } finally {
      this.#passOn()
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#options.maxWaiting) throw new QueueFullError()
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(start)
        reject(signal.reason as Error)
      }
      const start = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
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
