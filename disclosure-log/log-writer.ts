import type { Checkpoint, LogSigner } from './checkpoint'
import { signCheckpoint } from './checkpoint'
import type { GatewayEvent, LogEntry } from './entry'
import { isDisclosure } from './entry'
import type { Frontier } from './frontier'
import { GroupCommit } from './group-commit'
import type { Leaf } from './leaf'
import { hashOfLeaf } from './leaf'
import type { LeafStore } from './leaf-store'
import { IndexTakenError } from './leaf-store'
import { loadFrontier } from './load-frontier'

/** Where an entry stands in the log. */
export type LogReceipt = Pick<Leaf, 'log' | 'index'>

export interface LogWriterOptions {
  /** Name of the log; two instances never share one. */
  readonly log: string
  readonly store: LeafStore
  /** The key of the checkpoints. @throws when it cannot be had: then nothing is written */
  readonly openSigner: (isNewLog: boolean) => LogSigner
  readonly timeoutMs: number
  readonly now: () => Date
  /** Told what callers are not told. */
  readonly report: (error: unknown) => void
  /** Told how many entries are not durable yet, whenever that has changed. */
  readonly onWaiting?: (entries: number) => void
}

/** Under load a checkpoint follows the last one after this time. */
const checkpointEveryMs = 500

/** How many unanswered requests are remembered while the log cannot be written. */
const maxUnanswered = 10_000

/**
 * Writes one log. After a failed write it reads again what is really there before the next, so that
 * there is neither a gap nor a fork. It signs checkpoints as it goes and one at the end.
 */
export class LogWriter {
  readonly #options: LogWriterOptions
  readonly #group: GroupCommit<LogEntry, LogReceipt>
  /** Null while what the store holds is not known. */
  #frontier: Frontier | null = null
  /** What is to be written before anything else. */
  #events: GatewayEvent[] = []
  #unanswered: string[] = []
  #signedSize = 0
  #timer: NodeJS.Timeout | null = null
  #signing: Promise<void> = Promise.resolve()

  constructor(options: LogWriterOptions) {
    this.#options = options
    const { timeoutMs, onWaiting } = options
    this.#group = new GroupCommit({
      write: (entries) => this.#write(entries),
      timeoutMs,
      isTransient: (error) => error instanceof IndexTakenError,
      ...(onWaiting ? { onWaiting } : {}),
    })
  }

  /**
   * Resolves when the entry is durable.
   * @throws LogUnavailableError when it is not within the time-out: then there must be no answer
   */
  async append(entry: LogEntry): Promise<LogReceipt> {
    try {
      return await this.#group.append(entry)
    } catch (error) {
      if (isDisclosure(entry) && this.#unanswered.length < maxUnanswered)
        this.#unanswered.push(entry.requestId)
      throw error
    }
  }

  /** Writes down that this gateway has started: now, or before the first entry that can be written. */
  announce(): void {
    const { log, now, report } = this.#options
    const event = { event: 'STARTED', at: now().toISOString(), instance: log } as const
    this.#group.append(event).catch((error: unknown) => {
      this.#events.push(event)
      report(error)
    })
  }

  /** Signs what is written and not yet signed. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    await this.#signing
    if (this.#frontier) await this.#sign(this.#frontier).catch(this.#options.report)
  }

  async #write(entries: readonly LogEntry[]): Promise<readonly LogReceipt[]> {
    const { log, store, openSigner, now } = this.#options
    try {
      const signer = openSigner(this.#frontier === null && (await store.isEmpty(log)))
      const frontier = this.#frontier ?? (await loadFrontier(log, store, signer))
      const unanswered = [...this.#unanswered]
      const events = withUnanswered(this.#events, unanswered, now())
      const leaves = [...events, ...entries].map((entry, offset) => {
        return { log, index: frontier.size + offset, entry }
      })
      await store.insert(leaves)
      this.#events = []
      this.#unanswered = this.#unanswered.filter((id) => !unanswered.includes(id))
      this.#frontier = frontier.with(leaves.map(hashOfLeaf))
      this.#signSoon()
      return leaves.slice(events.length).map(({ index }) => ({ log, index }))
    } catch (error) {
      this.#frontier = null
      throw error
    }
  }

  #signSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null
        const frontier = this.#frontier
        if (frontier) this.#signing = this.#sign(frontier).catch(this.#options.report)
      },
      // The first checkpoint comes at once: it signs what a sudden end left unsigned.
      this.#signedSize === 0 ? 0 : checkpointEveryMs,
    )
  }

  async #sign(frontier: Frontier): Promise<void> {
    if (frontier.size <= this.#signedSize) return
    const { log, store, openSigner, now } = this.#options
    const { size } = frontier
    const checkpoint: Checkpoint = { log, size, root: frontier.root(), at: now().toISOString() }
    const note = signCheckpoint(checkpoint, openSigner(false))
    await store.insertCheckpoint({ log, size, note, nodes: frontier.nodes })
    this.#signedSize = size
  }
}

function withUnanswered(
  events: readonly GatewayEvent[],
  requestIds: readonly string[],
  at: Date,
): readonly GatewayEvent[] {
  if (requestIds.length === 0) return events
  return [...events, { event: 'NO_ANSWER', at: at.toISOString(), requestIds }]
}
