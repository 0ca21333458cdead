/** Numbers in eight bytes each, however many there come to be. */
export class GrowingNumbers {
  #held = new Float64Array(1 << 16)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#held.length) this.grow()
    this.#held[this.#length] = value
    this.#length += 1
  }

  /** Makes room for as many again. */
  protected grow(): void {
    const larger = new Float64Array(this.#held.length * 2)
    larger.set(this.#held)
    this.#held = larger
  }

  /** What is held, until the next number comes. */
  taken(): Float64Array {
    return this.#held.subarray(0, this.#length)
  }

  /** Keeps only the first so many. */
  protected cut(length: number): void {
    this.#length = length
  }
}

/** Numbers, each once. Those that come again are let go when the room is full. */
export class DistinctNumbers extends GrowingNumbers {
  add(value: number): void {
    this.push(value)
  }

  protected override grow(): void {
    const before = this.taken().length
    this.#settle()
    // Unless half of the room was free again it would be sorted for every few numbers.
    if (this.taken().length > before / 2) super.grow()
  }

  /** Ascending. */
  sorted(): Float64Array {
    this.#settle()
    return this.taken().slice()
  }

  #settle(): void {
    const held = this.taken().sort()
    let kept = 0
    for (const value of held) {
      if (kept > 0 && held[kept - 1] === value) continue
      held[kept] = value
      kept += 1
    }
    this.cut(kept)
  }
}
