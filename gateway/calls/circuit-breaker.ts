export interface CircuitBreakerOptions {
  /** Failures in a row after which nobody is let through. */
  readonly failuresToOpen: number
  /** Milliseconds until one call may try again. */
  readonly openMs: number
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
  /** Told when it opens and when it closes. */
  readonly onChange?: (isOpen: boolean) => void
}

/** `PROBING`: one call tries whether there is an answer again. */
export type CircuitState = 'CLOSED' | 'OPEN' | 'PROBING'

/** How a call that was let through ended. `LEFT`: nobody waited for its end, so it tells nothing. */
export type CallEnd = 'SUCCEEDED' | 'FAILED' | 'LEFT'

/** Tells the breaker how a call ended; to be called once. */
export type EndCall = (end: CallEnd) => void

/**
 * Keeps callers from waiting for a subgraph that does not answer: after some failures in a row nobody
 * is let through, and after a time one call at a time may try whether it answers again.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions
  #failures = 0
  /** When it opened; null while it is closed. */
  #openedMs: number | null = null
  #isProbing = false

  constructor(options: CircuitBreakerOptions) {
    this.#options = options
  }

  get state(): CircuitState {
    if (this.#openedMs === null) return 'CLOSED'
    return this.#isProbing ? 'PROBING' : 'OPEN'
  }

  /** Whether a call would be refused at this moment. */
  get isRefusing(): boolean {
    const { openMs, nowMs } = this.#options
    return this.#openedMs !== null && (this.#isProbing || nowMs() - this.#openedMs < openMs)
  }

  /** Lets a call through, or gives null when it must fail at once. */
  enter(): EndCall | null {
    if (this.isRefusing) return null
    if (this.#openedMs === null)
      return (end) => {
        this.#endCall(end)
      }
    this.#isProbing = true
    return (end) => {
      this.#isProbing = false
      if (end === 'FAILED') this.#openedMs = this.#options.nowMs()
      this.#endCall(end)
    }
  }

  #endCall(end: CallEnd): void {
    if (end === 'SUCCEEDED') {
      this.#failures = 0
      if (this.#openedMs !== null) this.#options.onChange?.(false)
      this.#openedMs = null
    }
    if (end === 'FAILED') this.#countFailure()
  }

  #countFailure(): void {
    this.#failures += 1
    const { failuresToOpen, nowMs, onChange } = this.#options
    // Calls that began before it opened fail late: they do not keep it open for longer.
    if (this.#failures < failuresToOpen || this.#openedMs !== null) return
    this.#openedMs = nowMs()
    onChange?.(true)
  }
}
