import { Ring, RingMember } from './ring'

export interface CacheBounds<Value> {
  /** How old a value may become after it was set. Default: it does not age. */
  readonly maxAgeMs?: number
  /** Milliseconds; when it goes back, values are too old. Default a clock that never does. */
  readonly nowMs?: () => number
  /** Most of all entries together, as `sizeOf` has it; one that is larger alone is not kept. */
  readonly maxSize?: number
  /** For example a count of characters. Default: every entry has none. */
  readonly sizeOf?: (value: Value, key: string) => number
}

/** Remembers a bounded number of values; the one that was not used for longest goes first. */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>()
  /**
   * In the order of their last use. A Map's own order would have to be written anew at each use, and a
   * Map that is written to all the time leaves outgrown tables behind (see `Ring`).
   */
  readonly #order = new Ring<Entry<Value>>()
  readonly #maxEntries: number
  readonly #bounds: Required<CacheBounds<Value>>
  #size = 0

  /** @param maxEntries how many values fit, at least 1 */
  constructor(maxEntries: number, bounds: CacheBounds<Value> = {}) {
    this.#maxEntries = maxEntries
    this.#bounds = { ...unbounded, ...bounds }
  }

  /** How many values are remembered. */
  get count(): number {
    return this.#entries.size
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
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (this.#isOld(entry)) {
      this.#forget(entry)
      return undefined
    }
    this.#use(entry)
    return entry.value
  }

  set(key: string, value: Value): void {
    this.delete(key)
    const { maxAgeMs, maxSize, nowMs, sizeOf } = this.#bounds
    const setMs = maxAgeMs === Infinity ? 0 : nowMs()
    const entry = new Entry(key, value, { setMs, size: sizeOf(value, key) })
    if (entry.size > maxSize) return
    this.#entries.set(key, entry)
    this.#order.add(entry)
    this.#size += entry.size
    this.#forgetSurplus()
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) this.#forget(entry)
  }

  #isOld({ setMs }: Entry<Value>): boolean {
    const { maxAgeMs, nowMs } = this.#bounds
    if (maxAgeMs === Infinity) return false
    const ageMs = nowMs() - setMs
    return ageMs < 0 || ageMs >= maxAgeMs
  }

  #use(entry: Entry<Value>): void {
    if (this.#order.last === entry) return
    this.#order.remove(entry)
    this.#order.add(entry)
  }

  /** Forgets what is too much, and what is too old among what was not used for longest. */
  #forgetSurplus(): void {
    let { first } = this.#order
    while (first && (this.#isTooMuch() || this.#isOld(first))) {
      this.#forget(first)
      first = this.#order.first
    }
  }

  #isTooMuch(): boolean {
    return this.count > this.#maxEntries || this.#size > this.#bounds.maxSize
  }

  #forget(entry: Entry<Value>): void {
    this.#entries.delete(entry.key)
    this.#order.remove(entry)
    this.#size -= entry.size
  }
}

const unbounded = {
  maxAgeMs: Infinity,
  nowMs: () => performance.now(),
  maxSize: Infinity,
  sizeOf: () => 0,
}

class Entry<Value> extends RingMember {
  readonly key: string
  readonly value: Value
  readonly setMs: number
  readonly size: number

  constructor(key: string, value: Value, { setMs, size }: { setMs: number; size: number }) {
    super()
    this.key = key
    this.value = value
    this.setMs = setMs
    this.size = size
  }
}
