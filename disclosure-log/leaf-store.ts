import type { Leaf } from './leaf'
import type { Hash } from './merkle'

/** A signed checkpoint, with what is needed to go on from it. */
export interface StoredCheckpoint {
  readonly log: string
  readonly size: number
  /** The signed note. */
  readonly note: string
  /** Of the frontier at this size; worth only as much as its root is the signed one. */
  readonly nodes: readonly Hash[]
}

/** Where leaves and checkpoints are kept: only ever added to. */
export interface LeafStore {
  /** True when the log has neither leaves nor checkpoints. */
  isEmpty(log: string): Promise<boolean>
  findNewestCheckpoint(log: string): Promise<StoredCheckpoint | null>
  /** Leaves from this index on, in their order. */
  readLeaves(log: string, from: number): Promise<readonly Leaf[]>
  /**
   * Resolves when all leaves are durable. They are written in order, none without the one before it; an
   * index that is taken is refused.
   * @throws IndexTakenError when another writer has written to the log
   */
  insert(leaves: readonly Leaf[]): Promise<void>
  insertCheckpoint(checkpoint: StoredCheckpoint): Promise<void>
}

/** Another writer has taken an index of the log. */
export class IndexTakenError extends Error {
  constructor() {
    super('Another writer has written to this disclosure log')
    this.name = 'IndexTakenError'
  }
}
