import { withCode } from './as-error'
import type { LogSigner } from './checkpoint'
import { CheckpointWriter } from './checkpoint-writer'
import type { GatewayEvent, LogEntry, UnansweredRequest } from './entry'
import { isDisclosure, unansweredRequest } from './entry'
import { GroupCommit, LogUnavailableError } from './group-commit'
import type { Leaf } from './leaf'
import type { LeafStore } from './leaf-store'
import { IndexTakenError } from './leaf-store'
import { LeafWriter } from './leaf-writer'
import { Outage } from './outage'
import { RequestIds } from './request-ids'

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

/** How many unanswered requests are remembered while the log cannot be written. */
const maxUnanswered = 10_000

/** How long a log that is down when it is closed is given to take what is still to be said. */
const lastTryMs = 300

/**
 * Writes one log. After a failure it is down: it refuses at once, until it has written down in the
 * background what could not be written, above all which requests got no answer.
 */
export class LogWriter {
  readonly #options: LogWriterOptions
  readonly #group: GroupCommit<LogEntry, LogReceipt>
  readonly #checkpoints: CheckpointWriter
  readonly #outage = new Outage({
    probe: () => this.#flush(),
    // Requests that were refused meanwhile.
    onUp: () => void this.#tryToFlush(),
  })
  readonly #requestIds = new RequestIds()
  /** What is still to be written down. */
  #events: GatewayEvent[] = []
  #unanswered: UnansweredRequest[] = []

  constructor(options: LogWriterOptions) {
    this.#options = options
    const { log, timeoutMs, onWaiting } = options
    this.#checkpoints = new CheckpointWriter(options)
    const leaves = new LeafWriter({
      ...options,
      onGrown: (frontier) => {
        this.#checkpoints.grow(frontier)
      },
    })
    this.#group = new GroupCommit({
      write: async (entries) => (await leaves.write(entries)).map((index) => ({ log, index })),
      timeoutMs,
      isTransient: (error) => error instanceof IndexTakenError,
      ...(onWaiting ? { onWaiting } : {}),
    })
  }

  /** True from a failure until the log was written again. */
  get isDown(): boolean {
    return this.#outage.cause !== null
  }

  /**
   * Resolves when the entry is durable. An entry that was refused may stand in the log all the same:
   * then the log says of its request that it got no answer, as soon as it can be written.
   * @throws LogUnavailableError when it is not within the time-out, at once while the log is down, and
   * for a second entry of one request: then there must be no answer
   */
  async append(entry: LogEntry): Promise<LogReceipt> {
    if (isDisclosure(entry) && !this.#requestIds.take(entry.requestId))
      throw new LogUnavailableError(repeated())
    try {
      const { cause } = this.#outage
      if (cause) throw new LogUnavailableError(cause)
      return await this.#group.append(entry)
    } catch (error) {
      if (isDisclosure(entry)) this.#remember(unansweredRequest(entry))
      this.#outage.begin(causeOf(error))
      throw error
    }
  }

  /** Writes down that this gateway has started: now, or as soon as the log can be written. */
  announce(): void {
    const { log, now } = this.#options
    this.#events.push({ event: 'STARTED', at: now().toISOString(), instance: log })
    void this.#tryToFlush()
  }

  /** Writes down that these requests got no answer: now, or as soon as the log can be written. */
  async noteUnanswered(requests: readonly UnansweredRequest[]): Promise<void> {
    requests.forEach((request) => {
      this.#remember(request)
    })
    if (!this.isDown) await this.#tryToFlush()
  }

  /** Says what is still to be said, if it can be, and signs what is written and not yet signed. */
  async stop(): Promise<void> {
    this.#outage.stop()
    await Promise.race([this.#tryToFlush(), after(lastTryMs)])
    await this.#checkpoints.stop({ maySign: !this.isDown })
  }

  #remember(request: UnansweredRequest): void {
    if (this.#unanswered.length < maxUnanswered) this.#unanswered.push(request)
  }

  async #tryToFlush(): Promise<void> {
    try {
      await this.#flush()
    } catch (error) {
      this.#outage.begin(causeOf(error))
      this.#options.report(error)
    }
  }

  /** @throws LogUnavailableError; then it is all still to be said */
  async #flush(): Promise<void> {
    const events = this.#takeEvents()
    try {
      await Promise.all(events.map((event) => this.#group.append(event)))
    } catch (error) {
      this.#events.unshift(...events)
      throw error
    }
  }

  #takeEvents(): readonly GatewayEvent[] {
    const [events, unanswered] = [this.#events, this.#unanswered]
    this.#events = []
    this.#unanswered = []
    if (unanswered.length === 0) return events
    const at = this.#options.now().toISOString()
    const requestIds = unanswered.map(({ requestId }) => requestId)
    return [...events, { event: 'NO_ANSWER', at, requestIds, asked: unanswered }]
  }
}

/** The log's own failure, without the words that callers throw it in. */
function causeOf(error: unknown): unknown {
  return error instanceof LogUnavailableError ? error.cause : error
}

function repeated(): Error {
  return withCode(new Error('A request has one entry'), 'LOG_REQUEST_REPEATED')
}

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs).unref()
  })
}
