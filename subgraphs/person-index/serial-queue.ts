type Task = () => Promise<void>

/**
 * Runs tasks one after the other: linking reads and then writes what it read, so two at once could
 * undo each other. Those of one lane run in the order in which they came, and the lanes take turns, so
 * that nobody's many tasks keep another's waiting.
 */
export class SerialQueue {
  /** Lanes in which something waits, the next one first. */
  readonly #lanes = new Map<string, Task[]>()
  #isRunning = false

  /** Runs the task after all earlier ones of its lane, whether they succeeded or not. */
  run<Result>(lane: string, task: () => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const waiting = this.#lanes.get(lane) ?? []
      waiting.push(() => task().then(resolve, reject))
      this.#lanes.set(lane, waiting)
      void this.#runAll()
    })
  }

  async #runAll(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    for (let task = this.#takeNext(); task; task = this.#takeNext()) await task()
    this.#isRunning = false
  }

  #takeNext(): Task | undefined {
    const [first] = this.#lanes
    if (!first) return undefined
    const [lane, [task, ...later]] = first
    // At the end again: the next lane has its turn.
    this.#lanes.delete(lane)
    if (later.length > 0) this.#lanes.set(lane, later)
    return task
  }
}
