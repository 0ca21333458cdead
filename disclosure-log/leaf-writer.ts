import type { LogSigner } from './checkpoint'
import type { LogEntry } from './entry'
import { isDisclosure } from './entry'
import type { Frontier } from './frontier'
import { hashOfLeaf, textOfEntry } from './leaf'
import type { LeafStore } from './leaf-store'
import { loadFrontier } from './load-frontier'

export interface LeafWriterOptions {
  readonly log: string
  readonly store: LeafStore
  /** @throws when the key cannot be had: then nothing is written */
  readonly openSigner: (isNewLog: boolean) => LogSigner
  /** Told the tree of what is durable. */
  readonly onGrown: (frontier: Frontier) => void
}

/**
 * Adds leaves to one log. After a failed write, or one whose end nobody waited for, it reads again what
 * is really there, so that there is neither a gap nor a fork, nor an entry twice.
 */
export class LeafWriter {
  readonly #options: LeafWriterOptions
  /** Null while what the store holds is not known. */
  #frontier: Frontier | null = null
  /** From this index on there may be leaves that were never confirmed; null: all were. */
  #doubtfulFrom: number | null = null
  /**
   * Where events stand that are durable: a write may end well just after nobody waited for it any more,
   * and its events are then handed in again. Entries of requests never are.
   */
  readonly #events = new WeakMap<LogEntry, number>()
  /** The write that is under way, or that was given up. */
  #current: object | null = null

  constructor(options: LeafWriterOptions) {
    this.#options = options
  }

  /** Resolves when all entries are durable, with the index of each. */
  async write(entries: readonly LogEntry[]): Promise<readonly number[]> {
    // What became of a write that was given up is not known.
    if (this.#current) this.#frontier = null
    const current = {}
    this.#current = current
    const isCurrent = () => this.#current === current
    try {
      const { frontier, indexes } = await this.#insert(entries)
      for (const [at, entry] of entries.entries())
        if (!isDisclosure(entry)) this.#events.set(entry, indexes[at] ?? -1)
      if (isCurrent()) this.#settle(frontier)
      return indexes
    } catch (error) {
      if (isCurrent()) this.#settle(null)
      throw error
    }
  }

  #settle(frontier: Frontier | null): void {
    this.#current = null
    this.#frontier = frontier
    if (!frontier) return
    this.#doubtfulFrom = null
    this.#options.onGrown(frontier)
  }

  async #insert(entries: readonly LogEntry[]) {
    const { log, store, openSigner } = this.#options
    const signer = openSigner(this.#frontier === null && (await store.isEmpty(log)))
    const before = this.#frontier ?? (await loadFrontier(log, store, signer))
    const standing = await this.#findDoubtful()
    const missing = entries.filter(
      (entry) => !this.#events.has(entry) && !standing.has(textOfEntry(entry)),
    )
    const leaves = missing.map((entry, offset) => ({ log, index: before.size + offset, entry }))
    this.#doubtfulFrom ??= before.size
    if (leaves.length > 0) await store.insert(leaves)
    for (const { entry, index } of leaves) standing.set(textOfEntry(entry), index)
    return {
      frontier: before.with(leaves.map(hashOfLeaf)),
      indexes: entries.map(
        (entry) => this.#events.get(entry) ?? standing.get(textOfEntry(entry)) ?? -1,
      ),
    }
  }

  /** Indexes of leaves that may be ours, by the text of their entries. */
  async #findDoubtful(): Promise<Map<string, number>> {
    if (this.#doubtfulFrom === null) return new Map()
    const { log, store } = this.#options
    const leaves = await store.readLeaves(log, this.#doubtfulFrom)
    return new Map(leaves.map(({ entry, index }) => [textOfEntry(entry), index]))
  }
}
