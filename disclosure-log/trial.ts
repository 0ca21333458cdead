/** Anybody may ask after the health of a gateway: that must not cost a write each time. */
const reliedOnMs = 1000

/** Whether something can be done, tried once for all who ask within a second. */
export class Trial {
  readonly #attempt: () => Promise<void>
  readonly #report: (error: unknown) => void
  #verdict: Promise<boolean> | null = null
  #startedMs = Number.NEGATIVE_INFINITY

  /** @param attempt rejects when it cannot be done; `report` is told why */
  constructor(attempt: () => Promise<void>, report: (error: unknown) => void) {
    this.#attempt = attempt
    this.#report = report
  }

  succeeds(): Promise<boolean> {
    const nowMs = performance.now()
    if (this.#verdict && nowMs - this.#startedMs < reliedOnMs) return this.#verdict
    this.#startedMs = nowMs
    this.#verdict = this.#attempt().then(
      () => true,
      (error: unknown) => {
        this.#report(error)
        return false
      },
    )
    return this.#verdict
  }
}
