import type { Bucket, BucketTerms } from './token-bucket'
import { refill, secondsUntil } from './token-bucket'

/** What is known of one member of staff. */
interface Looker {
  readonly bucket: Bucket
  /**
   * What was looked up not long ago, and whether it was charged for finding nobody; looking again
   * costs nothing.
   */
  readonly recent: Map<string, boolean>
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
  readonly #lookers = new Map<string, Looker>()

  constructor(terms: BucketTerms, nowMs: () => number = () => performance.now()) {
    this.#terms = terms
    this.#nowMs = nowMs
  }

  /**
   * Takes what these look-ups cost, all or nothing.
   * @returns 0, or the whole seconds after which they may be asked for again
   */
  take(staff: string, lookups: readonly string[]): number {
    const { bucket, recent } = this.#find(staff)
    const fresh = new Set(lookups.filter((lookup) => !recent.has(lookup)))
    // More than the bucket ever holds is possible when it is full, and leaves it in debt.
    const wanted = Math.min(fresh.size, this.#terms.capacity)
    const wait = secondsUntil(bucket, wanted, this.#terms)
    if (wait > 0) return wait
    this.#keep(staff, { bucket: spend(bucket, fresh.size), recent: remember(recent, fresh) })
    return 0
  }

  /** Charges, once, what look-ups that found nobody cost beyond the others. */
  chargeMisses(staff: string, lookups: readonly string[]): void {
    const { bucket, recent } = this.#find(staff)
    const missed = new Set(lookups.filter((lookup) => recent.get(lookup) !== true))
    if (missed.size === 0) return
    for (const lookup of missed) recent.set(lookup, true)
    this.#keep(staff, { bucket: spend(bucket, missed.size * (missCost - 1)), recent })
  }

  #find(staff: string): Looker {
    const known = this.#lookers.get(staff)
    const bucket = refill(known?.bucket ?? null, this.#terms, this.#nowMs())
    return { bucket, recent: known?.recent ?? new Map<string, boolean>() }
  }

  /** Who has not asked for longest is forgotten first: their bucket is the fullest. */
  #keep(staff: string, looker: Looker): void {
    this.#lookers.delete(staff)
    this.#lookers.set(staff, looker)
    const [oldest] = this.#lookers.keys()
    if (this.#lookers.size > maxLookers && oldest !== undefined) this.#lookers.delete(oldest)
  }
}

function spend({ tokens, atMs }: Bucket, cost: number): Bucket {
  return { tokens: tokens - cost, atMs }
}

function remember(recent: Map<string, boolean>, fresh: ReadonlySet<string>) {
  for (const lookup of fresh) recent.set(lookup, false)
  for (const lookup of recent.keys()) {
    if (recent.size <= maxRecent) break
    recent.delete(lookup)
  }
  return recent
}
