import { Listeners } from './listeners'

/** Tells when a caller has gone away. Every AbortSignal does. */
export interface CallerSignal {
  readonly aborted: boolean
  readonly reason: unknown
  readonly addEventListener: (type: 'abort', listener: () => void) => void
  readonly removeEventListener: (type: 'abort', listener: () => void) => void
}

/** A caller's going away, at a fraction of an AbortController's cost: each request has one. */
export class ClientAbort implements CallerSignal {
  readonly #listeners = new Listeners<void>()
  #reason: Error | null = null

  get aborted(): boolean {
    return this.#reason !== null
  }

  get reason(): unknown {
    return this.#reason
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.remove(listener)
  }

  /** The caller has gone: everybody is told once. */
  abort(): void {
    if (this.#reason) return
    this.#reason = new Error('The caller has gone away')
    this.#listeners.tell()
  }
}
