/** How many are remembered; an id that comes again comes soon. */
const maxRemembered = 10_000

/** The ids of requests for which an entry was appended lately. */
export class RequestIds {
  readonly #known = new Set<string>()

  /** False for an id that was taken before. */
  take(requestId: string): boolean {
    if (this.#known.has(requestId)) return false
    this.#known.add(requestId)
    for (const oldest of this.#known) {
      if (this.#known.size <= maxRemembered) break
      this.#known.delete(oldest)
    }
    return true
  }
}
