import { createPublicKey } from 'node:crypto'

import type { LogSigner } from './checkpoint'
import { toVerifierKey } from './checkpoint'
import type { LogEntry, UnansweredRequest } from './entry'
import type { FoundDisclosure, LogQuestion } from './log-question'
import type { LogReceipt } from './log-writer'
import { LogWriter } from './log-writer'
import type { ProvenEntry } from './prove-stored'
import { proveStored } from './prove-stored'
import { MongoLeafStore } from './store'
import { Trial } from './trial'

export interface DisclosureLogOptions {
  readonly uri: string
  readonly database: string
  /** Name of this gateway instance's log; two instances never share one. */
  readonly log: string
  /** The key of the checkpoints. @throws when it cannot be had: then nothing is written */
  readonly openSigner: (isNewLog: boolean) => LogSigner
  /** Told why the log cannot be written. */
  readonly report: (error: unknown) => void
  /** Told how many entries are not durable yet, whenever that has changed. */
  readonly onWaiting?: (entries: number) => void
  /** How long an entry may take to be durable. Default 3 s. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/** An answer in the log, its proof, and the public key of whoever checked it. */
export interface ProvenAnswer extends ProvenEntry {
  /** In one line, as verifiers of signed notes take it. */
  readonly key: string
}

/** The log as its writer sees it. */
export interface DisclosureLog {
  /**
   * Resolves when the entry is durable.
   * @throws LogUnavailableError when it is not within the time-out, and at once while the log is down:
   * then there must be no answer.
   */
  append(entry: LogEntry): Promise<LogReceipt>
  /** Says that these requests got no answer; resolves when it is said, or cannot be said yet. */
  noteUnanswered(requests: readonly UnansweredRequest[]): Promise<void>
  /** True from a failure until the log was written again: whatever is appended is refused at once. */
  isDown(): boolean
  /** True when the log can be written now: it was tried within the last second. */
  isAvailable(): Promise<boolean>
  /** Disclosures of every gateway's log, newest first. @throws when the store cannot be read */
  find(question: LogQuestion): Promise<readonly FoundDisclosure[]>
  /**
   * An answer of any gateway's log with the proof that it stands there, and with the key to check it by; null: there is
   * none at this index. @throws when the store cannot be read, or the key not be had
   */
  prove(log: string, index: number): Promise<ProvenAnswer | null>
  /** Signs what is written, then frees everything. */
  close(): Promise<void>
}

/**
 * Opens the log. It opens even while the store is down or the key is missing, refuses entries until
 * both are back, and goes on from what the store then holds.
 */
export function openDisclosureLog(options: DisclosureLogOptions): DisclosureLog {
  const { log, timeoutMs = 3000, now = () => new Date(), openSigner, report, onWaiting } = options
  const store = new MongoLeafStore({ ...options, timeoutMs })
  const told = onWaiting ? { report, onWaiting } : { report }
  const writer = new LogWriter({ log, store, openSigner, timeoutMs, now, ...told })
  writer.announce()
  const trial = new Trial(async () => {
    openSigner(await store.isEmpty(log))
    await store.tryToWrite(log)
  }, report)
  return {
    append: (entry) => writer.append(entry),
    find: (question) => store.findDisclosures(question),
    prove: async (log, index) => {
      const stretch = await store.readStretch(log, index)
      const key = createPublicKey(openSigner(false).privateKey)
      const found = proveStored(stretch, { log, index }, key)
      return found && { ...found, key: toVerifierKey(key) }
    },
    noteUnanswered: (requests) => writer.noteUnanswered(requests),
    isDown: () => writer.isDown,
    isAvailable: async () => !writer.isDown && trial.succeeds(),
    close: async () => {
      await writer.stop()
      await store.close()
    },
  }
}
