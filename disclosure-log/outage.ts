import { asError } from './as-error'

export interface OutageOptions {
  /** Tries once whether the log can be written. @throws when it cannot */
  readonly probe: () => Promise<void>
  /** Told that the outage is over. */
  readonly onUp: () => void
}

/** How long after a failure the log is tried again at first, and at most. */
const firstDelayMs = 50
const longestDelayMs = 1000

/**
 * Knows whether a log is down: from a failure on, until a try in the background succeeds. While it is
 * down nobody need wait to hear so.
 */
export class Outage {
  readonly #options: OutageOptions
  #cause: Error | null = null
  #timer: NodeJS.Timeout | null = null
  #isStopped = false

  constructor(options: OutageOptions) {
    this.#options = options
  }

  /** Why the log is down; null: it is up, as far as is known. */
  get cause(): Error | null {
    return this.#cause
  }

  /** The log has just failed. */
  begin(cause: unknown): void {
    if (this.#cause) return
    this.#cause = asError(cause)
    this.#tryAfter(firstDelayMs)
  }

  /** Tries no more. */
  stop(): void {
    this.#isStopped = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  #tryAfter(delayMs: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#options.probe().then(
        () => {
          this.#cause = null
          this.#options.onUp()
        },
        () => {
          this.#tryAfter(Math.min(2 * delayMs, longestDelayMs))
        },
      )
    }, delayMs).unref()
  }
}
