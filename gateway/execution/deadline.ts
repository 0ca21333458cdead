/** Time is up. */
export class DeadlineError extends Error {
  constructor() {
    super('The time is up')
    this.name = 'TimeoutError'
  }
}

/**
 * The end of one call: when its time is up or when nobody waits for it any more. An AbortController
 * does the same at many times the cost, and a person view makes seven calls.
 */
export class Deadline {
  readonly #timer: NodeJS.Timeout
  readonly #caller: AbortSignal | null
  readonly #listeners = new Set<(reason: Error) => void>()
  #reason: Error | null = null

  /** Starts the time of a call; `caller` is the signal of whoever waits for it. */
  constructor(timeoutMs: number, caller: AbortSignal | null) {
    this.#timer = setTimeout(() => {
      this.#end(new DeadlineError())
    }, timeoutMs)
    this.#caller = caller
    caller?.addEventListener('abort', this.#leave, { once: true })
    if (caller?.aborted === true) this.#leave()
  }

  /** Why the call must end; null while it need not. */
  get reason(): Error | null {
    return this.#reason
  }

  /** Calls back when the call must end; gives what takes that back. */
  onEnd(listener: (reason: Error) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** To be called when the call has ended. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#caller?.removeEventListener('abort', this.#leave)
  }

  readonly #leave = () => {
    const reason: unknown = this.#caller?.reason
    this.#end(reason instanceof Error ? reason : new Error('Nobody waits any more'))
  }

  #end(reason: Error): void {
    if (this.#reason) return
    this.#reason = reason
    for (const listener of this.#listeners) listener(reason)
  }
}
