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
  remove(file: string): void
  /** Replaces the target in one step; durable only when the directory is synced. */
  rename(from: string, to: string): void
  /** Makes new and renamed files of a directory durable. */
  syncDirectory(directory: string): void
}

const dataSync = promisify(fs.fdatasync)

/** The real file system. */
export const diskFiles: LogFiles = {
  open: (file) => {
    return openFile(fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600))
  },
  remove: (file) => {
    fs.rmSync(file, { force: true })
  },
  rename: (from, to) => {
    fs.renameSync(from, to)
  },
  syncDirectory,
}

/** Makes a private directory and what is missing above it, durably; leaves one that exists alone. */
export function makeDirectory(directory: string): void {
  const full = path.resolve(directory)
  const first = fs.mkdirSync(full, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = full; made.length >= first.length; made = path.dirname(made))
    syncDirectory(path.dirname(made))
}

/** The system's name of an error, such as ENOSPC; empty when it has none. */
export function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode ? String(error.code) : ''
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

function syncDirectory(directory: string): void {
  // Windows has no such call, and keeps its directories by itself.
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(directory, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
