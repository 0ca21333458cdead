/**
 * Remembers values by an object and a key for as long as the object lives: what was worked out of a
 * document is gone with the document.
 */
export class Memo<Value> {
  readonly #known = new WeakMap<object, Map<string, Value>>()
  readonly #maxKeys: number

  /** @param maxKeys how many keys of one object are remembered before all of them are forgotten */
  constructor(maxKeys = 100) {
    this.#maxKeys = maxKeys
  }

  get(owner: object, key: string, make: () => Value): Value {
    const values = this.#known.get(owner) ?? new Map<string, Value>()
    this.#known.set(owner, values)
    const known = values.get(key)
    if (known !== undefined) return known
    const value = make()
    if (values.size >= this.#maxKeys) values.clear()
    values.set(key, value)
    return value
  }

  forget(owner: object, key: string): void {
    this.#known.get(owner)?.delete(key)
  }
}
