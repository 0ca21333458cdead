import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

/** One open file of the log; a test's version loses what was not synced. */
export interface LogFile {
  /** Size in bytes when it was opened. */
  readonly size: number
  /** Reads up to `length` bytes; fewer at the end of the file. */
  read(offset: number, length: number): Buffer
  /** Writes everything before it returns. */
  write(bytes: Uint8Array, offset: number): void
  truncate(size: number): void
  /** Resolves when everything written before the call is on disk. */
  sync(): Promise<void>
  /** The same, without letting anything else run. */
  syncNow(): void
  close(): void
}

/** The file system as the log uses it. */
export interface LogFiles {
  open(file: string): LogFile
  exists(file: string): boolean
  remove(file: string): void
  /** Replaces the target in one step, durably. */
  rename(from: string, to: string): void
}

const dataSync = promisify(fs.fdatasync)

/** The real file system. */
export const diskFiles: LogFiles = {
  open: (file) => {
    const isNew = !fs.existsSync(file)
    const descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600)
    if (isNew) syncDirectory(path.dirname(file))
    return openFile(descriptor)
  },
  exists: (file) => fs.existsSync(file),
  remove: (file) => {
    fs.rmSync(file, { force: true })
  },
  rename: (from, to) => {
    fs.renameSync(from, to)
    syncDirectory(path.dirname(to))
  },
}

function openFile(descriptor: number): LogFile {
  return {
    size: fs.fstatSync(descriptor).size,
    read: (offset, length) => readUpTo(descriptor, offset, length),
    write: (bytes, offset) => {
      let written = 0
      while (written < bytes.length)
        written += fs.writeSync(
          descriptor,
          bytes,
          written,
          bytes.length - written,
          offset + written,
        )
    },
    truncate: (size) => {
      fs.ftruncateSync(descriptor, size)
    },
    sync: () => dataSync(descriptor),
    syncNow: () => {
      fs.fdatasyncSync(descriptor)
    },
    close: () => {
      fs.closeSync(descriptor)
    },
  }
}

function readUpTo(descriptor: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const count = fs.readSync(descriptor, buffer, filled, length - filled, offset + filled)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}

/** A new or renamed file is only durable when its directory is. */
function syncDirectory(directory: string): void {
  const descriptor = fs.openSync(directory, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
