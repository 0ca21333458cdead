import { BoundedCache } from '../../common/bounded-cache'

/** A signature that was checked is relied on for this long: a key that is withdrawn ends it soon. */
const reliedOnSeconds = 30

/** How many tokens are remembered; those not shown for longest go first. */
const maxTokens = 2000

interface Verified<Content> {
  readonly content: Content
  /** Seconds since 1970, as the next. */
  readonly checkedAt: number
  readonly endsAt: number
}

/** Remembers for half a minute what tokens said whose signature was checked. */
export class VerifiedTokens<Content> {
  readonly #known = new BoundedCache<Verified<Content>>(maxTokens)

  /** What a token said, when it was checked not long ago and has not ended since. */
  recall(token: string, now: Date): Content | null {
    const known = this.#known.find(token)
    if (!known) return null
    const at = now.getTime() / 1000
    const isFresh = at >= known.checkedAt && at < known.checkedAt + reliedOnSeconds
    if (isFresh && at < known.endsAt) return known.content
    this.#known.delete(token)
    return null
  }

  /** @param endsAt from when on it says nothing any more; seconds since 1970 */
  keep(token: string, content: Content, { now, endsAt }: { now: Date; endsAt: number }): void {
    this.#known.set(token, { content, checkedAt: now.getTime() / 1000, endsAt })
  }
}
