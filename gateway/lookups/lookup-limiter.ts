import { BoundedCache } from '../../common/bounded-cache'
import type { Limiter } from './bounds'
import { Buckets } from './buckets'
import type { BucketTerms } from '../../common/token-bucket'

/**
 * What somebody looked up not long ago, and whether it was charged for finding nobody; looking again
 * costs nothing.
 */
type RecentLookups = BoundedCache<boolean>

/** A look-up that finds nobody costs as much as so many that find somebody. */
const missCost = 4

const maxRecent = 500
const maxLookers = 10_000

/**
 * Bounds how many different identifiers somebody looks up on this gateway: honest work asks about few
 * people again and again, whoever tries numbers asks about many and finds few.
 */
export class LookupLimiter implements Limiter<readonly string[]> {
  readonly #buckets: Buckets
  readonly #recent = new BoundedCache<RecentLookups>(maxLookers)

  constructor(terms: BucketTerms, nowMs?: () => number) {
    this.#buckets = new Buckets(terms, nowMs)
  }

  secondsUntil(asker: string, lookups: readonly string[]): number {
    const fresh = this.#freshOf(asker, lookups)
    // Who is in debt may still open an enquiry, and ask again about whom they asked.
    if (fresh.size === 0) return 0
    return this.#buckets.secondsUntil(asker, fresh.size)
  }

  take(asker: string, lookups: readonly string[]): void {
    const fresh = this.#freshOf(asker, lookups)
    if (fresh.size === 0) return
    this.#buckets.take(asker, fresh.size)
    const recent = this.#recentOf(asker)
    for (const lookup of fresh) recent.set(lookup, false)
  }

  /** Charges, once, what look-ups that found nobody cost beyond the others. */
  chargeMisses(asker: string, lookups: readonly string[]): void {
    if (lookups.length === 0) return
    const recent = this.#recentOf(asker)
    const missed = new Set(lookups.filter((lookup) => recent.find(lookup) !== true))
    this.#buckets.take(asker, missed.size * (missCost - 1))
    for (const lookup of missed) recent.set(lookup, true)
  }

  #freshOf(asker: string, lookups: readonly string[]): ReadonlySet<string> {
    const recent = this.#recent.find(asker)
    return new Set(lookups.filter((lookup) => recent?.find(lookup) === undefined))
  }

  /** One for all requests: nothing is put in its place. */
  #recentOf(asker: string): RecentLookups {
    return this.#recent.get(asker, () => new BoundedCache(maxRecent))
  }
}
