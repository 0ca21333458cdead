import type { RecordCollection } from '../records/record-collection'
import { markPeopleDue } from './due-people'
import type { Outbox } from './outbox'

/** A writer that has not ended its change by then has stopped in the middle; milliseconds. */
const leaseMs = 60_000

/** Makes everybody due whose records a process was writing when it stopped. */
export class UnfinishedChanges {
  readonly #outbox: Outbox
  readonly #people: () => RecordCollection
  readonly #now: () => number
  /** When each was first seen here: the clock of whoever writes does not count. */
  readonly #seen = new Map<string, number>()

  constructor(
    outbox: Outbox,
    people: () => RecordCollection,
    now: () => number = () => performance.now(),
  ) {
    this.#outbox = outbox
    this.#people = people
    this.#now = now
  }

  /** Once when a change is seen, for its writer may be gone, and once more when it must be: then it is over. */
  async markDue(): Promise<void> {
    const changes = await this.#outbox.listChanges()
    const standing = new Set(changes.map(({ _id }) => _id))
    for (const id of this.#seen.keys()) if (!standing.has(id)) this.#seen.delete(id)
    for (const { _id, refs } of changes) {
      const since = this.#seen.get(_id)
      const isOver = since !== undefined && this.#now() - since >= leaseMs
      if (since === undefined || isOver) await markPeopleDue(this.#people(), refs)
      if (isOver) await this.#outbox.endChange(_id)
      if (since === undefined) this.#seen.set(_id, this.#now())
    }
  }
}
