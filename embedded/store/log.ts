import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { StoreError } from './errors'
import type { LogFile, LogFiles } from './log-files'
import { diskFiles } from './log-files'
import type { LogRecord } from './log-frames'
import { type Compacted, compactLog, readCompactedBytes } from './log-compaction'
import { encodeFrame, fileHeader } from './log-frames'
import { recover } from './log-recovery'

export type { LogRecord }

/** The durable side of the store: everything that changes goes through here first. */
export interface StoreLog {
  /**
   * Hands one atomic commit to the operating system before it returns. On failure the file is as
   * before.
   * @throws StoreError 14031 OutOfDiskSpace, or 8 when the disk fails otherwise
   */
  append(records: readonly LogRecord[]): void
  /** Resolves when everything appended before the call is on disk; callers share one sync. */
  sync(): Promise<void>
  /** Rewrites the log as a snapshot when it has grown far beyond what it holds. */
  compactIfWorthIt(snapshot: () => Iterable<LogRecord>): Promise<void>
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
const idleMs = 1000

/**
 * Opens the log of a directory, making it when there is none, and hands over what it holds.
 * @throws DamagedLogError when something that was safely on disk has changed
 */
export function openLog(options: LogOptions): Promise<StoreLog> {
  const files = options.files ?? diskFiles
  mkdirSync(options.directory, { recursive: true, mode: 0o700 })
  const name = path.join(options.directory, logName)
  files.remove(`${name}.new`)
  const file = files.open(name)
  try {
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
  #syncing: Promise<void> | null = null
  #compacting: Promise<void> | null = null
  readonly #name: string
  readonly #options: LogOptions & { readonly files: LogFiles }
  readonly #timer: NodeJS.Timeout

  constructor(file: LogFile, name: string, options: LogOptions & { readonly files: LogFiles }) {
    this.#file = file
    this.#name = name
    this.#options = options
    this.#end = file.size < fileHeader.length ? this.#begin() : this.#recover()
    this.#syncedTo = this.#end
    this.#dataEnd = this.#end
    this.#timer = setInterval(() => {
      this.#onIdle()
    }, idleMs)
    this.#timer.unref()
  }

  append(records: readonly LogRecord[]): void {
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
    return !this.#broken && this.#end >= from && this.#end >= 2 * this.#compactedBytes
  }

  /** Again when as much was written meanwhile: no other write may come to ask for it. */
  async #compactWhileWorthIt(snapshot: () => Iterable<LogRecord>): Promise<void> {
    do await this.#compact(snapshot)
    while (this.#isWorthCompacting())
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#compacting
    if (!this.#broken) {
      await this.sync()
      this.#recordSync()
      await this.sync()
    }
    this.#file.close()
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
      this.#broken = asError(failure)
    }
    const { message } = asError(error)
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
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
      this.#broken = asError(error)
      this.#checkUsable()
    } finally {
      this.#syncing = null
    }
  }

  #onIdle(): void {
    if (this.#broken || this.#compacting) return
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
    try {
      const compacted = await compactLog({
        name: this.#name,
        files: this.#options.files,
        source: () => ({ file: this.#file, end: this.#end }),
        snapshot,
      })
      this.#replaceFile(compacted)
    } catch (error) {
      this.#options.files.remove(`${this.#name}.new`)
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
    this.#synced = this.#appended
    this.#compactedBytes = snapshotBytes
    void (this.#syncing ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        old.close()
      })
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
