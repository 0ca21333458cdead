import type { LogFile, LogFiles } from '../../../../embedded/store/log-files'

const pageBytes = 4096

/** A disk in memory that forgets unsynced pages when it loses power, and can be made to fail. */
export class DroppingDisk implements LogFiles {
  readonly contents = new Map<string, MemoryFile>()
  /** Bytes that can still be written; a write beyond fails as a full disk does, half done. */
  freeBytes = Number.POSITIVE_INFINITY
  failsToTruncate = false
  failsToSync = false
  failsToWrite = false
  failsToSyncDirectory = false
  /** What the names stand for after a loss of power. */
  #syncedNames = new Map<string, MemoryFile>()

  open(file: string): LogFile {
    const content = this.contents.get(file) ?? new MemoryFile(this)
    this.contents.set(file, content)
    return content.handle()
  }

  remove(file: string): void {
    this.contents.delete(file)
  }

  rename(from: string, to: string): void {
    const content = this.contents.get(from)
    if (!content) throw new Error(`no ${from}`)
    this.contents.delete(from)
    this.contents.set(to, content)
  }

  syncDirectory(): void {
    if (this.failsToSyncDirectory) throw new Error('EIO: directory')
    this.#syncedNames = new Map(this.contents)
  }

  /**
   * Loses power: each page written since the last sync is kept or not, as `keeps` says, and so are
   * new names since the last sync of the directory.
   */
  crash(keeps: () => boolean): void {
    if (!keeps()) {
      this.contents.clear()
      for (const [name, content] of this.#syncedNames) this.contents.set(name, content)
    }
    for (const content of this.contents.values()) content.crash(keeps)
  }

  only(): MemoryFile {
    const [content] = this.contents.values()
    if (!content) throw new Error('no file')
    return content
  }
}

/** What one file holds in memory and what of it is on the disk. */
export class MemoryFile {
  bytes = Buffer.alloc(0)
  #synced = Buffer.alloc(0)
  readonly #disk: DroppingDisk

  constructor(disk: DroppingDisk) {
    this.#disk = disk
  }

  handle(): LogFile {
    return {
      size: this.bytes.length,
      read: (offset, length) => Buffer.from(this.bytes.subarray(offset, offset + length)),
      write: (bytes, offset) => {
        this.#write(bytes, offset)
      },
      truncate: (size) => {
        if (this.#disk.failsToTruncate) throw new Error('EIO: truncate')
        this.bytes = Buffer.from(this.bytes.subarray(0, size))
      },
      sync: async () => {
        const { bytes } = this
        await Promise.resolve()
        this.#sync(bytes)
      },
      syncNow: () => {
        this.#sync(this.bytes)
      },
      close: () => undefined,
    }
  }

  crash(keeps: () => boolean): void {
    const size = keeps() ? this.bytes.length : Math.min(this.bytes.length, this.#synced.length)
    const left = Buffer.alloc(size)
    this.#synced.copy(left, 0, 0, size)
    for (let page = 0; page < size; page += pageBytes)
      if (keeps()) this.bytes.copy(left, page, page, Math.min(page + pageBytes, size))
    this.bytes = left
    this.#synced = Buffer.from(left)
  }

  #write(bytes: Uint8Array, offset: number): void {
    if (this.#disk.failsToWrite) throw Object.assign(new Error('EIO: write'), { code: 'EIO' })
    const fits = Math.min(bytes.length, this.#disk.freeBytes)
    const grown = Buffer.alloc(Math.max(this.bytes.length, offset + fits))
    this.bytes.copy(grown)
    grown.set(bytes.subarray(0, fits), offset)
    this.bytes = grown
    this.#disk.freeBytes -= fits
    if (fits < bytes.length)
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }

  #sync(bytes: Buffer): void {
    if (this.#disk.failsToSync) throw Object.assign(new Error('EIO: sync'), { code: 'EIO' })
    this.#synced = Buffer.from(bytes)
  }
}
