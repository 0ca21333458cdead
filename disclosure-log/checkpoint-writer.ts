import type { Checkpoint, LogSigner } from './checkpoint'
import { signCheckpoint } from './checkpoint'
import type { Frontier } from './frontier'
import type { LeafStore } from './leaf-store'

export interface CheckpointWriterOptions {
  readonly log: string
  readonly store: LeafStore
  /** @throws when the key cannot be had */
  readonly openSigner: (isNewLog: boolean) => LogSigner
  readonly now: () => Date
  readonly report: (error: unknown) => void
}

/** Under load a checkpoint follows the last one after this time. */
const checkpointEveryMs = 500

/** Signs what a log has grown to: a moment after it grew, and when it stops. */
export class CheckpointWriter {
  readonly #options: CheckpointWriterOptions
  #frontier: Frontier | null = null
  #signedSize = 0
  #timer: NodeJS.Timeout | null = null
  #signing: Promise<void> = Promise.resolve()

  constructor(options: CheckpointWriterOptions) {
    this.#options = options
  }

  /** Everything in this tree is durable. */
  grow(frontier: Frontier): void {
    this.#frontier = frontier
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null
        this.#signing = this.#sign().catch(this.#options.report)
        // Nothing is old that no checkpoint of this gateway is signed for.
      },
      this.#signedSize === 0 ? 0 : checkpointEveryMs,
    )
  }

  /** Signs what is not signed yet, unless it is known that it cannot be stored. */
  async stop({ maySign }: { readonly maySign: boolean }): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    if (!maySign) return
    await this.#signing
    await this.#sign().catch(this.#options.report)
  }

  async #sign(): Promise<void> {
    const frontier = this.#frontier
    if (!frontier || frontier.size <= this.#signedSize) return
    const { log, store, openSigner, now } = this.#options
    const { size } = frontier
    const checkpoint: Checkpoint = { log, size, root: frontier.root(), at: now().toISOString() }
    const note = signCheckpoint(checkpoint, openSigner(false))
    await store.insertCheckpoint({ log, size, note, nodes: frontier.nodes })
    this.#signedSize = size
  }
}
