import path from 'node:path'

import { StoreError } from './errors'
import { type Compacted, compactLog, readCompactedBytes } from './log-compaction'
import type { LogFile, LogFiles } from './log-files'
import { codeOf, diskFiles, makeDirectory } from './log-files'
import type { LogRecord } from './log-frames'
import { encodeFrame, fileHeader } from './log-frames'
import { isUnbegun, recover } from './log-recovery'
import { temporaryName } from './log-writer'

export type { LogRecord }

/** The durable side of the store: everything that changes goes through here first. */
export interface StoreLog {
  /**
   * Hands one atomic commit to the operating system before it returns. On failure the file is as
   * before.
   * @throws StoreError 14031 OutOfDiskSpace, 10334 BSONObjectTooLarge, 91 ShutdownInProgress, or 8
   * when the disk fails otherwise
   */
  append(records: readonly LogRecord[]): void
  /** Resolves when everything appended before the call is on disk; callers share one sync. */
  sync(): Promise<void>
  /** Rewrites the log as a snapshot when it has grown far beyond what it holds. */
  compactIfWorthIt(snapshot: () => Iterable<LogRecord>): Promise<void>
  /** Takes nothing more, and resolves when everything is on disk. */
  close(): Promise<void>
}

export interface LogOptions {
  readonly directory: string
  readonly files?: LogFiles
  readonly onRecord: (record: LogRecord) => void
  /** Told what a person should know, a line at a time. */
  readonly report: (line: string) => void
  /** A log below this many bytes is never compacted. */
  readonly compactFromBytes?: number
}

export const logName = 'data.log'
/** Half of the second within which everything is on disk: a sync takes time, too. */
const idleMs = 500

/**
 * Opens the log of a directory, making it when there is none, and hands over what it holds.
 * @throws DamagedLogError when something that was safely on disk has changed, ForeignLogError for a
 * file of another format
 */
export function openLog(options: LogOptions): Promise<StoreLog> {
  const files = options.files ?? diskFiles
  makeDirectory(options.directory)
  const name = path.join(options.directory, logName)
  files.remove(temporaryName(name))
  const file = files.open(name)
  try {
    // Also for a log that was there: who made or replaced it may have died before doing so.
    files.syncDirectory(options.directory)
    return Promise.resolve(new FileLog(file, name, { ...options, files }))
  } catch (error) {
    file.close()
    throw error
  }
}

class FileLog implements StoreLog {
  #file: LogFile
  #end: number
  /** Commits handed to the system, and commits known to be on disk. */
  #appended = 0
  #synced = 0
  #syncedTo: number
  /** Highest `syncedTo` that a frame has recorded, and the end of the last frame with records. */
  #recordedTo = 0
  #dataEnd: number
  #compactedBytes = fileHeader.length
  #broken: Error | null = null
  #closing: Promise<void> | null = null
  #syncing: Promise<void> | null = null
  #compacting: Promise<void> | null = null
  readonly #name: string
  readonly #options: LogOptions & { readonly files: LogFiles }
  readonly #timer: NodeJS.Timeout

  constructor(file: LogFile, name: string, options: LogOptions & { readonly files: LogFiles }) {
    this.#file = file
    this.#name = name
    this.#options = options
    this.#end = isUnbegun(file) ? this.#begin() : this.#recover()
    this.#syncedTo = this.#end
    this.#dataEnd = this.#end
    this.#timer = setInterval(() => {
      this.#onIdle()
    }, idleMs)
    this.#timer.unref()
  }

  append(records: readonly LogRecord[]): void {
    // The number of a closed file may belong to another file by now.
    if (this.#closing) throw new StoreError(91, 'ShutdownInProgress', 'The store is being stopped')
    this.#write(records)
    this.#dataEnd = this.#end
  }

  async sync(): Promise<void> {
    const wanted = this.#appended
    while (this.#synced < wanted) {
      this.#checkUsable()
      await (this.#syncing ??= this.#startSync())
    }
  }

  async compactIfWorthIt(snapshot: () => Iterable<LogRecord>): Promise<void> {
    if (!this.#isWorthCompacting()) return
    await (this.#compacting ??= this.#compactWhileWorthIt(snapshot).finally(() => {
      this.#compacting = null
    }))
  }

  #isWorthCompacting(): boolean {
    const from = this.#options.compactFromBytes ?? 16 * 1024 * 1024
    return (
      !this.#broken && !this.#closing && this.#end >= from && this.#end >= 2 * this.#compactedBytes
    )
  }

  /** Again when as much was written meanwhile: no other write may come to ask for it. */
  async #compactWhileWorthIt(snapshot: () => Iterable<LogRecord>): Promise<void> {
    do await this.#compact(snapshot)
    while (this.#isWorthCompacting())
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    try {
      await this.#compacting
      if (this.#broken) return
      await this.sync()
      this.#recordSync()
      await this.sync()
    } finally {
      await this.#syncing?.catch(() => undefined)
      this.#file.close()
    }
  }

  /** A new log, or one whose very first bytes were never on disk. */
  #begin(): number {
    this.#file.truncate(0)
    this.#file.write(fileHeader, 0)
    this.#file.syncNow()
    return fileHeader.length
  }

  #recover(): number {
    const { end, tornBytes } = recover(this.#file, this.#name, (record) => {
      const compactedBytes = readCompactedBytes(record)
      if (compactedBytes === null) this.#options.onRecord(record)
      else this.#compactedBytes = compactedBytes
    })
    if (tornBytes > 0) {
      this.#file.truncate(end)
      this.#options.report(
        `${this.#name}: cut ${tornBytes} bytes at ${end} that were written but never acknowledged`,
      )
    }
    this.#file.syncNow()
    return end
  }

  #break(error: unknown): void {
    this.#broken = asError(error)
    this.#options.report(
      `${this.#name}: no more writes until a restart, reads go on: ${this.#broken.message}`,
    )
  }

  #checkUsable(): void {
    if (this.#broken)
      throw new StoreError(
        8,
        'UnknownError',
        `The store takes no writes until it is restarted: ${this.#broken.message}`,
      )
  }

  #write(records: readonly LogRecord[]): void {
    this.#checkUsable()
    const frame = encodeFrame(records, { offset: this.#end, syncedTo: this.#syncedTo })
    try {
      this.#file.write(frame, this.#end)
    } catch (error) {
      this.#undoWrite(error)
    }
    this.#recordedTo = this.#syncedTo
    this.#end += frame.length
    this.#appended += 1
  }

  #undoWrite(error: unknown): never {
    try {
      this.#file.truncate(this.#end)
    } catch (failure) {
      this.#break(failure)
    }
    const { message } = asError(error)
    if (codeOf(error) === 'ENOSPC')
      throw new StoreError(14031, 'OutOfDiskSpace', `No space left for ${this.#name}`)
    throw new StoreError(8, 'UnknownError', `The log could not be written: ${message}`)
  }

  async #startSync(): Promise<void> {
    const { file, appended, end } = { file: this.#file, appended: this.#appended, end: this.#end }
    try {
      await file.sync()
      // A compaction may have replaced the file meanwhile; it synced everything itself.
      if (file === this.#file) this.#syncedTo = Math.max(this.#syncedTo, end)
      this.#synced = Math.max(this.#synced, appended)
    } catch (error) {
      // What the system could not write may be gone from its memory too: nothing later is safe.
      this.#break(error)
      this.#checkUsable()
    } finally {
      this.#syncing = null
    }
  }

  #onIdle(): void {
    if (this.#broken) return
    if (this.#synced < this.#appended) this.sync().catch(() => undefined)
    else this.#recordSync()
  }

  /** Writes down that what was acknowledged is on disk, so that later damage to it is noticed. */
  #recordSync(): void {
    if (this.#recordedTo >= this.#dataEnd || this.#syncedTo < this.#dataEnd) return
    try {
      this.#write([])
    } catch (error) {
      this.#options.report(`${this.#name}: ${asError(error).message}`)
    }
  }

  async #compact(snapshot: () => Iterable<LogRecord>): Promise<void> {
    const { files } = this.#options
    const source = () => ({ file: this.#file, end: this.#end })
    const adopt = (compacted: Compacted) => {
      this.#replaceFile(compacted)
    }
    try {
      await compactLog({ name: this.#name, files, source, snapshot, adopt })
    } catch (error) {
      this.#compactedBytes = this.#end
      this.#options.report(`${this.#name}: not compacted: ${asError(error).message}`)
    }
  }

  #replaceFile({ file, end, snapshotBytes }: Compacted): void {
    const old = this.#file
    this.#file = file
    this.#end = end
    this.#dataEnd = end
    this.#syncedTo = end
    this.#recordedTo = 0
    this.#compactedBytes = snapshotBytes
    this.#syncDirectory()
    void (this.#syncing ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        old.close()
      })
  }

  #syncDirectory(): void {
    try {
      this.#options.files.syncDirectory(this.#options.directory)
      this.#synced = this.#appended
    } catch (error) {
      // Without power now, the name may be the old log's again: what only the new one has is not safe.
      this.#break(error)
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
