import type { ChainHead, ChainLink } from './chain'
import { emptyHead, linkEntries } from './chain'
import type { DisclosureEntry } from './entry'

/** Where links are kept. */
export interface LinkStore {
  /** The newest durable link of the chain; null when there is none. */
  readHead(chain: string): Promise<ChainHead | null>
  /**
   * Resolves when all links are durable. They are written in order and none without the one before
   * it; a place that is taken is refused.
   * @throws PlaceTakenError when another writer has written to the chain.
   */
  insert(links: readonly ChainLink[]): Promise<void>
}

/** Another writer has taken a place of the chain. */
export class PlaceTakenError extends Error {
  constructor() {
    super('Another writer has written to this chain of the disclosure log')
    this.name = 'PlaceTakenError'
  }
}

/** The disclosure log did not take an entry in time: there must be no answer. */
export class LogUnavailableError extends Error {
  constructor(cause?: unknown) {
    super('The disclosure log cannot be written', { cause })
    this.name = 'LogUnavailableError'
  }
}

/** Where an entry stands in the log. */
export type LogReceipt = Pick<ChainLink, 'chain' | 'sequence' | 'hash'>

interface Waiting {
  readonly entry: DisclosureEntry
  readonly resolve: (receipt: LogReceipt) => void
  readonly reject: (error: LogUnavailableError) => void
  isSettled: boolean
}

/**
 * Writes one chain. Entries that arrive while a write is under way share the next one. After a failed
 * write the head is read again before the next, so that the chain goes on from what is really there.
 */
export class ChainWriter {
  readonly #chain: string
  readonly #store: LinkStore
  readonly #timeoutMs: number
  #waiting: Waiting[] = []
  #isWriting = false
  /** Null while what the store holds is not known. */
  #head: ChainHead | null = null

  constructor(chain: string, store: LinkStore, timeoutMs: number) {
    this.#chain = chain
    this.#store = store
    this.#timeoutMs = timeoutMs
  }

  /**
   * Resolves when the entry is durable.
   * @throws LogUnavailableError when it is not within the time-out. It may be in the log all the same:
   * an answer that was never given may be logged, never the other way round.
   */
  append(entry: DisclosureEntry): Promise<LogReceipt> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.reject(new LogUnavailableError('It took too long'))
      }, this.#timeoutMs)
      const settle = (tell: () => void) => {
        clearTimeout(timer)
        waiting.isSettled = true
        tell()
      }
      const waiting: Waiting = {
        entry,
        isSettled: false,
        resolve: (receipt) => {
          settle(() => {
            resolve(receipt)
          })
        },
        reject: (error) => {
          settle(() => {
            reject(error)
          })
        },
      }
      this.#waiting.push(waiting)
      if (!this.#isWriting) void this.#writeAll()
    })
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    // What arrives in the same turn of the event loop shares the first write too.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.filter(({ isSettled }) => !isSettled)
      this.#waiting = []
      if (batch.length > 0) await this.#writeBatch(batch)
    }
    this.#isWriting = false
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const links = await this.#write(batch.map(({ entry }) => entry))
      for (const [index, { chain, sequence, hash }] of links.entries())
        batch[index]?.resolve({ chain, sequence, hash })
    } catch (error) {
      this.#head = null
      if (error instanceof PlaceTakenError) this.#waiting.unshift(...batch)
      else for (const { reject } of batch) reject(new LogUnavailableError(error))
    }
  }

  async #write(entries: readonly DisclosureEntry[]): Promise<readonly ChainLink[]> {
    const head = this.#head ?? (await this.#within(this.#store.readHead(this.#chain))) ?? emptyHead
    const links = linkEntries(this.#chain, head, entries)
    await this.#within(this.#store.insert(links))
    for (const { sequence, hash } of links) this.#head = { sequence, hash }
    return links
  }

  /** A store that hangs must not keep later entries waiting behind it. */
  async #within<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new LogUnavailableError('The store did not answer'))
      }, this.#timeoutMs)
    })
    try {
      return await Promise.race([work, timeout])
    } finally {
      clearTimeout(timer)
    }
  }
}
