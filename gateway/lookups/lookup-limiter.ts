import { BoundedCache } from '../../common/bounded-cache'
import type { Bucket, BucketTerms } from './token-bucket'
import { refill, secondsUntil } from './token-bucket'

/** What is known of one member of staff. */
interface Looker {
  bucket: Bucket
  /**
   * What was looked up not long ago, and whether it was charged for finding nobody; looking again
   * costs nothing.
   */
  readonly recent: BoundedCache<boolean>
}

/** A look-up that finds nobody costs as much as so many that find somebody. */
const missCost = 4

const maxRecent = 500
const maxLookers = 10_000

/**
 * Bounds how many different identifiers a member of staff looks up on this gateway: honest work asks
 * about few people again and again, whoever tries numbers asks about many and finds few.
 */
export class LookupLimiter {
  readonly #terms: BucketTerms
  readonly #nowMs: () => number
  /** Who has not asked for longest is forgotten first: their bucket is the fullest. */
  readonly #lookers = new BoundedCache<Looker>(maxLookers)

  constructor(terms: BucketTerms, nowMs: () => number = () => performance.now()) {
    this.#terms = terms
    this.#nowMs = nowMs
  }

  /**
   * Takes what these look-ups cost, all or nothing.
   * @returns 0, or the whole seconds after which they may be asked for again
   */
  take(staff: string, lookups: readonly string[]): number {
    const looker = this.#get(staff)
    const { bucket, recent } = looker
    const fresh = new Set(lookups.filter((lookup) => recent.find(lookup) === undefined))
    // Who is in debt may still open an enquiry, and ask again about whom they asked.
    if (fresh.size === 0) return 0
    // More than the bucket ever holds is possible when it is full, and leaves it in debt.
    const wanted = Math.min(fresh.size, this.#terms.capacity)
    const wait = secondsUntil(bucket, wanted, this.#terms)
    if (wait > 0) return wait
    looker.bucket = spend(bucket, fresh.size)
    for (const lookup of fresh) recent.set(lookup, false)
    return 0
  }

  /** Charges, once, what look-ups that found nobody cost beyond the others. */
  chargeMisses(staff: string, lookups: readonly string[]): void {
    const looker = this.#get(staff)
    const { bucket, recent } = looker
    const missed = new Set(lookups.filter((lookup) => recent.find(lookup) !== true))
    looker.bucket = spend(bucket, missed.size * (missCost - 1))
    for (const lookup of missed) recent.set(lookup, true)
  }

  /** With the bucket as it is now. One looker serves all requests: nothing is put in its place. */
  #get(staff: string): Looker {
    const nowMs = this.#nowMs()
    const looker = this.#lookers.get(staff, () => ({
      bucket: refill(null, this.#terms, nowMs),
      recent: new BoundedCache(maxRecent),
    }))
    looker.bucket = refill(looker.bucket, this.#terms, nowMs)
    return looker
  }
}

function spend({ tokens, atMs }: Bucket, cost: number): Bucket {
  return { tokens: tokens - cost, atMs }
}
