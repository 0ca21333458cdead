import type { CallerSignal } from '../../common/http/client-abort'
import { Listeners } from '../../common/http/listeners'
import { Ring, RingMember } from '../../common/ring'

/** Time is up. */
export class DeadlineError extends Error {
  constructor() {
    super('The time is up')
    this.name = 'TimeoutError'
  }
}

/** The question that it is a part of waits no longer; the subgraph may have had more time. */
export class NotWaitedForError extends Error {
  constructor() {
    super('The question waits no longer')
    this.name = 'NotWaitedForError'
  }
}

/**
 * The end of one call: when its time is up or when nobody waits for it any more. An AbortController
 * does the same at many times the cost, and a person view makes seven calls.
 */
export class Deadline extends RingMember {
  /** When its time is up, by the clock of `performance.now`. */
  readonly endsMs: number
  readonly #caller: CallerSignal | null
  readonly #forget: (deadline: Deadline) => void
  readonly #listeners = new Listeners<Error>()
  #reason: Error | null = null
  #patience: NodeJS.Timeout | null = null

  /** @param forget called when the call has ended; `caller` is whoever waits for it */
  constructor(caller: CallerSignal | null, endsMs: number, forget: (deadline: Deadline) => void) {
    super()
    this.#caller = caller
    this.endsMs = endsMs
    this.#forget = forget
    caller?.addEventListener('abort', this.#leave)
    if (caller?.aborted === true) this.#leave()
  }

  /** Why the call must end; null while it need not. */
  get reason(): Error | null {
    return this.#reason
  }

  /** Calls back when the call must end; gives what takes that back. */
  onEnd(listener: (reason: Error) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.remove(listener)
    }
  }

  /** The call must end; only the first reason counts. */
  end(reason: Error): void {
    if (this.#reason) return
    this.#reason = reason
    this.#listeners.tell(reason)
  }

  /** Whoever asks waits so long and no longer, in milliseconds. */
  endsWithin(waitMs: number): void {
    this.#patience = setTimeout(() => {
      this.end(new NotWaitedForError())
    }, waitMs)
  }

  /** To be called when the call has ended. */
  clear(): void {
    if (this.#patience) clearTimeout(this.#patience)
    this.#forget(this)
    this.#caller?.removeEventListener('abort', this.#leave)
  }

  readonly #leave = () => {
    const reason: unknown = this.#caller?.reason
    this.end(reason instanceof Error ? reason : new Error('Nobody waits any more'))
  }
}

/** Deadlines that all last as long: the first that began ends first, so one timer serves them all. */
export class Deadlines {
  readonly #durationMs: number
  /** In the order in which they end. */
  readonly #running = new Ring<Deadline>()
  #timer: NodeJS.Timeout | null = null

  constructor(durationMs: number) {
    this.#durationMs = durationMs
  }

  /**
   * The time of a call begins; `clear` must be called when it ends.
   * @param waitMs how long whoever asks waits, where that is shorter; null: as long as it lasts
   */
  start(caller: CallerSignal | null, waitMs: number | null = null): Deadline {
    const endsMs = performance.now() + this.#durationMs
    const deadline = new Deadline(caller, endsMs, this.#forget)
    this.#running.add(deadline)
    if (waitMs !== null && waitMs < this.#durationMs) deadline.endsWithin(waitMs)
    this.#timer ??= setTimeout(this.#endDue, this.#durationMs)
    return deadline
  }

  /** Ends no call any more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#running.clear()
  }

  readonly #forget = (deadline: Deadline) => {
    this.#running.remove(deadline)
  }

  readonly #endDue = () => {
    this.#timer = null
    const nowMs = performance.now()
    for (let next = this.#running.first; next; next = this.#running.first) {
      // A timer may be a millisecond early.
      if (next.endsMs > nowMs + 1) {
        this.#timer = setTimeout(this.#endDue, next.endsMs - nowMs)
        return
      }
      this.#running.remove(next)
      next.end(new DeadlineError())
    }
  }
}
