import { asError, withCode } from './as-error'
import type { Cancel } from './time-out'
import { afterTime } from './time-out'

/** The log did not take an entry in time: there must be no answer. Its cause is an Error. */
export class LogUnavailableError extends Error {
  constructor(cause: unknown) {
    super('The disclosure log cannot be written', { cause: asError(cause) })
    this.name = 'LogUnavailableError'
  }
}

export interface GroupCommitOptions<Item, Receipt> {
  /** Resolves when all items are durable, with a receipt for each in their order. */
  readonly write: (items: readonly Item[]) => Promise<readonly Receipt[]>
  /** How long an item may take to be durable. */
  readonly timeoutMs: number
  /** True for a failure after which the same items are to be written again at once. */
  readonly isTransient?: (error: unknown) => boolean
  /** Told how many items are not durable yet, whenever that has changed. */
  readonly onWaiting?: (items: number) => void
}

interface Waiting<Item, Receipt> {
  readonly item: Item
  readonly resolve: (receipt: Receipt) => void
  readonly reject: (error: LogUnavailableError) => void
  isSettled: boolean
}

/** After a batch of at least so many items the next one lingers so long for more to join it. */
const batchThreshold = 4
const lingerMs = 3

/**
 * Lets many who arrive at once share one durable write. Writes follow one another; what arrives during
 * one shares the next. Under load a batch lingers for more to join it: a few milliseconds for each
 * item, and half the work for the process and its store.
 */
export class GroupCommit<Item, Receipt> {
  readonly #options: GroupCommitOptions<Item, Receipt>
  #waiting: Waiting<Item, Receipt>[] = []
  #isWriting = false
  #unsettled = 0

  constructor(options: GroupCommitOptions<Item, Receipt>) {
    this.#options = options
  }

  /**
   * Resolves when the item is durable.
   * @throws LogUnavailableError when it is not within the time-out. It may be durable all the same: an
   * answer that was never given may be logged, never the other way round.
   */
  append(item: Item): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      const cancel = afterTime(this.#options.timeoutMs, () => {
        waiting.reject(new LogUnavailableError(tooLong('LOG_ENTRY_TIMED_OUT')))
      })
      const settle = () => {
        cancel()
        if (!waiting.isSettled) this.#count(-1)
        waiting.isSettled = true
      }
      const waiting: Waiting<Item, Receipt> = {
        item,
        resolve: (receipt) => {
          settle()
          resolve(receipt)
        },
        reject: (error) => {
          settle()
          reject(error)
        },
        isSettled: false,
      }
      this.#waiting.push(waiting)
      this.#count(1)
      if (!this.#isWriting) void this.#writeAll()
    })
  }

  #count(change: 1 | -1): void {
    this.#unsettled += change
    this.#options.onWaiting?.(this.#unsettled)
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    let isUnderLoad = false
    while (this.#waiting.length > 0) {
      // What arrives in the same turn of the event loop shares the write too.
      await (isUnderLoad ? after(lingerMs) : nextTurn())
      const batch = this.#waiting.filter(({ isSettled }) => !isSettled)
      this.#waiting = []
      isUnderLoad = batch.length >= batchThreshold
      if (batch.length > 0) await this.#writeBatch(batch)
    }
    this.#isWriting = false
  }

  async #writeBatch(batch: readonly Waiting<Item, Receipt>[]): Promise<void> {
    const { write, timeoutMs, isTransient = () => false } = this.#options
    try {
      const receipts = await within(timeoutMs, write(batch.map(({ item }) => item)))
      for (const [index, receipt] of receipts.entries()) batch[index]?.resolve(receipt)
    } catch (error) {
      if (isTransient(error)) this.#waiting.unshift(...batch)
      else for (const { reject } of batch) reject(new LogUnavailableError(error))
    }
  }
}

function tooLong(code: string): Error {
  return withCode(new Error('The store took too long'), code)
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}

/** A store that hangs must not keep later items waiting behind it. */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let cancel: Cancel = () => undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    cancel = afterTime(timeoutMs, () => {
      reject(tooLong('LOG_STORE_TIMED_OUT'))
    })
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    cancel()
  }
}
