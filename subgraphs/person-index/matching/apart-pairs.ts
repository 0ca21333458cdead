import { isAgainst } from './evidence'
import type { SaidPair } from './linkable-record'

/** Who was said, or is held, to be two people: asked about records and about groups of them. */
export class ApartPairs {
  readonly #others = new Map<string, Set<string>>()

  constructor(pairs: readonly SaidPair[]) {
    for (const { a, b, kind } of pairs) {
      if (!isAgainst(kind)) continue
      this.#add(a, b)
      this.#add(b, a)
    }
  }

  get isEmpty(): boolean {
    return this.#others.size === 0
  }

  /** Whether anything was said of the record. */
  has(key: string): boolean {
    return this.#others.has(key)
  }

  /** Whether one of these records and one of those were said to be two people. */
  isBetween(these: Iterable<string>, those: readonly string[]): boolean {
    for (const key of these) {
      const others = this.#others.get(key)
      if (others && those.some((other) => others.has(other))) return true
    }
    return false
  }

  #add(key: string, other: string): void {
    const known = this.#others.get(key) ?? new Set()
    this.#others.set(key, known.add(other))
  }
}
