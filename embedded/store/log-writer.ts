import type { LogFile, LogFiles } from './log-files'
import type { LogRecord } from './log-frames'
import { encodeFrame, fileHeader } from './log-frames'

/** Writes a whole new log beside the one in use, to take its place when it is complete. */
export class LogWriter {
  readonly file: LogFile
  #end = fileHeader.length
  #syncedTo = 0
  readonly #files: LogFiles
  readonly #temporary: string

  /** @param name the log whose place it will take */
  constructor(files: LogFiles, name: string) {
    this.#files = files
    this.#temporary = temporaryName(name)
    files.remove(this.#temporary)
    this.file = files.open(this.#temporary)
    this.file.write(fileHeader, 0)
  }

  get end(): number {
    return this.#end
  }

  /** One frame. */
  write(records: readonly LogRecord[]): void {
    const frame = encodeFrame(records, { offset: this.#end, syncedTo: this.#syncedTo })
    this.file.write(frame, this.#end)
    this.#end += frame.length
  }

  /** Brings everything so far to the disk; what is written next says so. */
  async sync(): Promise<void> {
    const end = this.#end
    await this.file.sync()
    this.#syncedTo = end
  }

  /** Puts the new log into the place of the old one. Durable when `syncDirectory` has returned too. */
  replace(name: string): void {
    // Says how much is on disk already, so that later damage to it is never taken for a torn tail.
    this.write([])
    this.file.syncNow()
    this.#files.rename(this.#temporary, name)
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.file.close()
    this.#files.remove(this.#temporary)
  }
}

/** Where the successor of a log is written; one that is left over was never complete. */
export function temporaryName(name: string): string {
  return `${name}.new`
}
