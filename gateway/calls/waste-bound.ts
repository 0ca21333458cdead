import type { Bucket, BucketTerms } from '../../common/token-bucket'
import { refill } from '../../common/token-bucket'

export interface WasteBoundOptions {
  /** Bytes. */
  readonly terms: BucketTerms
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
  /** Told when it is reached and when it is over. */
  readonly onChange?: (isReached: boolean) => void
}

/**
 * Fewer bytes that cannot be used are not counted: receiving and parsing them costs less than deciding about
 * the question did.
 */
export const countedBytes = 16 * 1024

/** However much came at once, it is forgotten after a minute. */
const forgottenAfterMinutes = 1

/**
 * Bounds what a subgraph can cost the gateway, which parses for everybody on one thread: who sends many
 * bytes that cannot be used is left alone until they are paid off, however many good answers are between
 * them.
 */
export class WasteBound {
  readonly #options: WasteBoundOptions
  #bucket: Bucket | null = null
  #isReached = false

  constructor(options: WasteBoundOptions) {
    this.#options = options
  }

  /** True while it is to be left alone. */
  isReached(): boolean {
    if (this.#isReached && this.#now().tokens >= 0) this.#change(false)
    return this.#isReached
  }

  /** @param bytes of a response that could not be used */
  add(bytes: number): void {
    if (bytes < countedBytes) return
    const { tokens, atMs } = this.#now()
    const most = this.#options.terms.perMinute * forgottenAfterMinutes
    this.#bucket = { tokens: Math.max(tokens - bytes, -most), atMs }
    if (this.#bucket.tokens < 0 && !this.#isReached) this.#change(true)
  }

  #now(): Bucket {
    this.#bucket = refill(this.#bucket, this.#options.terms, this.#options.nowMs())
    return this.#bucket
  }

  #change(isReached: boolean): void {
    this.#isReached = isReached
    this.#options.onChange?.(isReached)
  }
}
