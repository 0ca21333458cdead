import type { Leaf } from '../../disclosure-log/leaf'
import type { LeafStore, StoredCheckpoint } from '../../disclosure-log/leaf-store'
import { IndexTakenError } from '../../disclosure-log/leaf-store'

/** A store of one log that can be down, hang, or write without saying so. */
export class FakeLeafStore implements LeafStore {
  leaves: Leaf[] = []
  checkpoints: StoredCheckpoint[] = []
  readonly batches: number[] = []
  mood: 'well' | 'down' | 'hanging' | 'silent' = 'well'
  reads = 0
  /** What happens before leaves are inserted. */
  onInsert: ((leaves: readonly Leaf[]) => Promise<void>) | null = null

  async isEmpty(): Promise<boolean> {
    await this.#suffer()
    return this.leaves.length === 0 && this.checkpoints.length === 0
  }

  async findNewestCheckpoint(): Promise<StoredCheckpoint | null> {
    await this.#suffer()
    return this.checkpoints.at(-1) ?? null
  }

  async readLeaves(_log: string, from: number): Promise<readonly Leaf[]> {
    this.reads += 1
    await this.#suffer()
    return this.leaves.filter(({ index }) => index >= from)
  }

  async insert(leaves: readonly Leaf[]): Promise<void> {
    if (this.mood === 'silent') {
      this.#write(leaves)
      throw new Error('the connection was lost before the answer')
    }
    await this.#suffer()
    await this.onInsert?.(leaves)
    this.#write(leaves)
  }

  async insertCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    await this.#suffer()
    this.checkpoints.push(checkpoint)
  }

  #write(leaves: readonly Leaf[]): void {
    this.batches.push(leaves.length)
    for (const leaf of leaves) {
      if (this.leaves.some(({ index }) => index === leaf.index)) throw new IndexTakenError()
      this.leaves.push(leaf)
    }
  }

  async #suffer(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (this.mood === 'down') throw new Error('connection refused')
    if (this.mood === 'hanging') await new Promise(() => undefined)
  }
}
