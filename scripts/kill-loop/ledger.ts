/** A document as a writer makes it: everything in it follows from these four. */
export interface Item {
  readonly _id: number
  readonly writer: number
  readonly version: number
  /** Unique among all documents; an update may change it. */
  readonly key: string
  readonly text: string
}

/**
 * Returns the item that a writer stores as this version of a document. Texts are long enough, 10 kB
 * on average, for the store's log to be compacted every few rounds, under writes and kills.
 */
export function makeItem(id: number, writer: number, version: number): Item {
  const key = `key ${String(id)} ${String(version >> 1)}`
  return {
    _id: id,
    writer,
    version,
    key,
    text: 'x'.repeat(50 + ((id * 31 + version * 7) % 20_000)),
  }
}

/** What a document must be: one state, or one of two while a write is under way. */
export interface Entry {
  /** As last acknowledged; null when it is not there. */
  readonly acknowledged: Item | null
  /** What the write under way would make of it. */
  readonly underWay?: Item | null
}

/** What was written and what of it was acknowledged; each document has one writer. */
export class Ledger {
  readonly #entries = new Map<number, Entry>()
  #acknowledgedWrites = 0

  get acknowledgedWrites(): number {
    return this.#acknowledgedWrites
  }

  get entries(): ReadonlyMap<number, Entry> {
    return this.#entries
  }

  /** Returns the acknowledged items of a writer. */
  itemsOf(writer: number): Item[] {
    return [...this.#entries.values()].flatMap(({ acknowledged }) =>
      acknowledged?.writer === writer ? [acknowledged] : [],
    )
  }

  /** Notes that a write has begun whose outcome is not known until it is acknowledged. */
  begin(id: number, next: Item | null): void {
    this.#entries.set(id, {
      acknowledged: this.#entries.get(id)?.acknowledged ?? null,
      underWay: next,
    })
  }

  /** Notes that the write under way was acknowledged. */
  acknowledge(id: number): void {
    this.#acknowledgedWrites += 1
    this.settle(id, this.#entries.get(id)?.underWay ?? null)
  }

  /** Notes what a document is found to be after a restart. */
  settle(id: number, found: Item | null): void {
    if (found === null) this.#entries.delete(id)
    else this.#entries.set(id, { acknowledged: found })
  }
}
