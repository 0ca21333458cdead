import { BoundedCache } from '../../common/bounded-cache'
import type { Limiter } from './bounds'
import type { Bucket, BucketTerms } from '../../common/token-bucket'
import { refill, secondsUntil } from '../../common/token-bucket'

const maxBuckets = 10_000

/** A bucket for each one who asks. Who has not asked for longest is forgotten first: theirs is the fullest. */
export class Buckets implements Limiter<number> {
  readonly #terms: BucketTerms
  readonly #nowMs: () => number
  readonly #buckets = new BoundedCache<Bucket>(maxBuckets)

  constructor(terms: BucketTerms, nowMs: () => number = () => performance.now()) {
    this.#terms = terms
    this.#nowMs = nowMs
  }

  secondsUntil(asker: string, count: number): number {
    // More than the bucket ever holds is possible when it is full, and leaves it in debt.
    const wanted = Math.min(count, this.#terms.capacity)
    return secondsUntil(this.#bucketOf(asker), wanted, this.#terms)
  }

  take(asker: string, count: number): void {
    const { tokens, atMs } = this.#bucketOf(asker)
    this.#buckets.set(asker, { tokens: tokens - count, atMs })
  }

  #bucketOf(asker: string): Bucket {
    return refill(this.#buckets.find(asker) ?? null, this.#terms, this.#nowMs())
  }
}
