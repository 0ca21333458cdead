/**
 * Runs tasks one after the other in the order in which they came: linking reads and then writes what
 * it read, so two at once could undo each other.
 */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs the task after all earlier ones, whether they succeeded or not. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(task, task)
    this.#last = result.catch(() => undefined)
    return result
  }
}
