/** How what is kept comes from outside. */
export interface Origin<Value> {
  /** Everything that the value depends on, as one text. */
  readonly read: () => Promise<string>
  /**
   * @param before what is kept now; undefined the first time
   * @throws Error for a text that no value can be made of
   */
  readonly make: (text: string, before: Value | undefined) => Value
}

/** A problem is shown to operators; the file that it quotes may hold anything. */
const maxProblemLength = 300

/** A value made of files that may change. What they hold is taken whole, or not at all. */
export class Kept<Value> {
  readonly #origin: Origin<Value>
  #value: Value
  /** The text that was looked at last, good or bad; null: it could not be read. */
  #seen: string | null
  #problem: string | null = null

  private constructor(origin: Origin<Value>, seen: string) {
    this.#origin = origin
    this.#seen = seen
    this.#value = origin.make(seen, undefined)
  }

  /** @throws Error when there is nothing good to begin with */
  static async open<Value>(origin: Origin<Value>): Promise<Kept<Value>> {
    return new Kept(origin, await origin.read())
  }

  get value(): Value {
    return this.#value
  }

  /** Why what is there now is not what is kept; null when it is. */
  get problem(): string | null {
    return this.#problem
  }

  /** Takes what is there now, when it has changed; what is bad changes nothing but the problem. */
  async look(): Promise<void> {
    try {
      const text = await this.#origin.read().catch((error: unknown) => {
        this.#seen = null
        throw error
      })
      if (text === this.#seen) return
      this.#seen = text
      this.#value = this.#origin.make(text, this.#value)
      this.#problem = null
    } catch (error) {
      this.#problem = describe(error)
    }
  }
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, maxProblemLength)
}
