import { BoundedCache } from '../../common/bounded-cache'

/**
 * Remembers values by an object and a key for as long as the object lives: what was worked out of a
 * document is gone with the document.
 */
export class Memo<Value> {
  readonly #known = new WeakMap<object, BoundedCache<Value>>()
  readonly #maxKeys: number

  /** @param maxKeys how many keys of one object are remembered; the longest unused go first */
  constructor(maxKeys = 100) {
    this.#maxKeys = maxKeys
  }

  get(owner: object, key: string, make: () => Value): Value {
    return this.#valuesOf(owner).get(key, make)
  }

  forget(owner: object, key: string): void {
    this.#known.get(owner)?.delete(key)
  }

  #valuesOf(owner: object): BoundedCache<Value> {
    const known = this.#known.get(owner)
    if (known) return known
    const values = new BoundedCache<Value>(this.#maxKeys)
    this.#known.set(owner, values)
    return values
  }
}
