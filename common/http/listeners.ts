/** The few who want to hear of one thing; a list costs less than a Set when every call has one. */
export class Listeners<Told> {
  readonly #all: ((told: Told) => void)[] = []

  /** One that listens already is not added again. */
  add(listener: (told: Told) => void): void {
    if (!this.#all.includes(listener)) this.#all.push(listener)
  }

  remove(listener: (told: Told) => void): void {
    const index = this.#all.indexOf(listener)
    if (index >= 0) this.#all.splice(index, 1)
  }

  /** Tells each who listens, once: there is nothing more to hear. */
  tell(told: Told): void {
    for (let next = this.#all.shift(); next; next = this.#all.shift()) next(told)
  }
}
