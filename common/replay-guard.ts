/** What a replay guard says about a token's id. */
export type ReplayVerdict = 'FRESH' | 'REPLAYED' | 'FULL'

/**
 * Remembers the ids of tokens until they expire, so that each is accepted once. Bounded: when it is
 * full of ids that are still alive it accepts no more, because forgetting one would let it back in.
 * It guards one process: instances of an agency behind a load balancer each need their own audience.
 */
export class ReplayGuard {
  readonly #capacity: number
  /** Id to the second after which the token is dead anyway; oldest first. */
  readonly #seen = new Map<string, number>()

  /** @param capacity how many living ids fit (100,000 are about 2,800 calls a second for 35 s) */
  constructor(capacity = 100_000) {
    this.#capacity = capacity
  }

  /** How many ids are remembered. */
  get size(): number {
    return this.#seen.size
  }

  /**
   * Accepts an id the first time it is shown.
   * @param deadAfter seconds since 1970 after which no check would accept the token
   * @param now seconds since 1970
   */
  accept(id: string, deadAfter: number, now: number): ReplayVerdict {
    this.#forgetDead(now)
    if (this.#seen.has(id)) return 'REPLAYED'
    if (this.#seen.size >= this.#capacity) return 'FULL'
    this.#seen.set(id, deadAfter)
    return 'FRESH'
  }

  /** Tokens live equally long, so the dead are at the front and each is looked at about once. */
  #forgetDead(now: number): void {
    for (const [id, deadAfter] of this.#seen) {
      if (deadAfter >= now) return
      this.#seen.delete(id)
    }
  }
}
