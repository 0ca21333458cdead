/** Remembers a bounded number of values; the one that was not used for longest goes first. */
export class BoundedCache<Value> {
  readonly #values = new Map<string, Value>()
  readonly #capacity: number
  #newest: string | null = null

  /** @param capacity how many values fit, at least 1 */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get size(): number {
    return this.#values.size
  }

  /** The value under this key, made when it is not known. What throws is not remembered. */
  get(key: string, make: () => Value): Value {
    const known = this.find(key)
    if (known !== undefined) return known
    const value = make()
    this.set(key, value)
    return value
  }

  /** The value under this key, when it is known. */
  find(key: string): Value | undefined {
    const known = this.#values.get(key)
    // A Map that is written to all the time leaves outgrown tables behind: see `Ring`.
    if (known !== undefined && key !== this.#newest) this.set(key, known)
    return known
  }

  set(key: string, value: Value): void {
    // Maps keep the order of insertion: the oldest use is at the front.
    this.#values.delete(key)
    this.#values.set(key, value)
    this.#newest = key
    if (this.#values.size > this.#capacity) this.#forgetOldest()
  }

  #forgetOldest(): void {
    for (const key of this.#values.keys()) {
      this.#values.delete(key)
      return
    }
  }
}
