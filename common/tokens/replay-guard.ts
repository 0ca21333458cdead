/** What a replay guard says about a token's id. */
export type ReplayVerdict = 'FRESH' | 'REPLAYED' | 'FULL'

/** What the guard knows a token by; times in seconds since 1970. */
export interface GuardedToken {
  readonly id: string
  readonly issuedAt: number
  readonly deadAfter: number
}

/**
 * Remembers the ids of tokens until they expire, so that each is accepted once. Bounded: when it is
 * full of ids that are still alive it accepts no more, because forgetting one would let it back in.
 * It guards one process: instances of an agency behind a load balancer each need their own audience.
 * What an earlier process accepted it cannot know, so it takes nothing from before its own time.
 */
export class ReplayGuard {
  readonly #capacity: number
  readonly #since: number
  /** Id to the second after which the token is dead anyway; oldest first. */
  readonly #seen = new Map<string, number>()

  /**
   * @param since seconds since 1970: tokens issued before count as shown before
   * @param capacity how many living ids fit (100,000 are about 2,800 calls a second for 35 s)
   */
  constructor(since: number, capacity = 100_000) {
    this.#since = since
    this.#capacity = capacity
  }

  /** A guard for a process that begins now. */
  static fromNow(): ReplayGuard {
    return new ReplayGuard(Math.floor(Date.now() / 1000))
  }

  /** How many ids are remembered. */
  get size(): number {
    return this.#seen.size
  }

  /**
   * Accepts an id the first time it is shown. All times are seconds since 1970.
   * @param token `deadAfter`: no check would accept it later
   */
  accept({ id, issuedAt, deadAfter }: GuardedToken, now: number): ReplayVerdict {
    this.#forgetDead(now)
    if (issuedAt < this.#since || this.#seen.has(id)) return 'REPLAYED'
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
