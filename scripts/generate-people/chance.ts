import { seededRandom } from '../../subgraphs/person-index/matching/scoring/random'

/** Choices that are the same for the same seed. */
export class Chance {
  readonly #random: () => number

  /** @param parts whole numbers; other parts, other choices */
  constructor(...parts: readonly number[]) {
    this.#random = seededRandom(parts.reduce(mixed, 0x9e3779b9))
  }

  /** A whole number from 0 up to the limit, without it. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  /** A whole number from the first to the last, both included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  /** True as often as the share says, 0 to 1. */
  happens(share: number): boolean {
    return this.#random() < share
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new RangeError('there is nothing to choose from')
    return item
  }

  /** The first come often, the last seldom, as names do. */
  pickEarly<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() ** 2 * items.length)]
    if (item === undefined) throw new RangeError('there is nothing to choose from')
    return item
  }

  /** One of the keys, each as often as its share says; shares add up to 1. */
  among<Key extends string>(shares: Readonly<Record<Key, number>>): Key {
    const keys = Object.keys(shares) as Key[]
    let left = this.#random()
    const found = keys.find((key) => (left -= shares[key]) < 0) ?? keys.at(-1)
    if (found === undefined) throw new RangeError('there is nothing to choose from')
    return found
  }
}

function mixed(before: number, part: number): number {
  const joined = Math.imul(before ^ part, 0x85ebca6b)
  return (Math.imul(joined ^ (joined >>> 13), 0xc2b2ae35) ^ part) >>> 0
}
