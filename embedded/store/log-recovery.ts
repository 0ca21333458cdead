import type { LogFile } from './log-files'
import type { LogRecord } from './log-frames'
import {
  fileHeader,
  findMagic,
  frameHeaderBytes,
  isIntact,
  readFrameHeader,
  readRecords,
} from './log-frames'

/** A stretch of a log: an intact frame, or bytes that are none. */
export type Stretch =
  | {
      readonly kind: 'frame'
      readonly offset: number
      readonly frame: Buffer
      readonly syncedTo: number
    }
  | { readonly kind: 'damage'; readonly offset: number; readonly end: number }

const searchBytes = 1024 * 1024

/** A log that must not be used as it is: what was on disk once has changed. */
export class DamagedLogError extends Error {
  readonly offset: number

  constructor(file: string, offset: number, problem: string) {
    const repair = 'npm run store -- repair --data DIR'
    super(
      `${file} is damaged at byte ${offset}: ${problem}. To salvage what is before and after it: ${repair}`,
    )
    this.name = 'DamagedLogError'
    this.offset = offset
  }
}

/** A file that this version of the store did not write, and leaves alone. */
export class ForeignLogError extends Error {
  constructor(file: string, what: string) {
    super(`${file} ${what}. Give the store another directory, or run what wrote the file.`)
    this.name = 'ForeignLogError'
  }
}

/** What reading a log found out. */
export interface Recovery {
  /** End of the last frame that counts. */
  readonly end: number
  /** Bytes after it that never were acknowledged. */
  readonly tornBytes: number
}

/**
 * Reads a log from its start and hands over every record that counts. Bytes that are no frame are a
 * torn tail when no later frame claims that they were on disk once, and damage otherwise. A claim
 * follows within a second of what it speaks of: until then damage to it cannot be told from a tear.
 * @throws DamagedLogError, ForeignLogError
 */
export function recover(
  file: LogFile,
  name: string,
  onRecord: (record: LogRecord) => void,
): Recovery {
  checkFileHeader(file, name)
  let torn: number | null = null
  let end = fileHeader.length
  for (const stretch of scan(file)) {
    if (stretch.kind === 'damage') torn ??= stretch.offset
    else if (torn === null) {
      for (const record of readRecords(stretch.frame)) onRecord(record)
      end = stretch.offset + stretch.frame.length
    } else if (stretch.syncedTo > torn) {
      throw new DamagedLogError(
        name,
        torn,
        'later records prove that this part was once safely on disk',
      )
    }
  }
  return { end, tornBytes: file.size - end }
}

function checkFileHeader(file: LogFile, name: string): void {
  const header = file.read(0, fileHeader.length)
  if (header.equals(fileHeader)) return
  const format = /^SIGHTLINE-LOG-(\d)\n$/.exec(header.toString('latin1'))?.[1]
  if (format) throw new ForeignLogError(name, `is in format ${format}; this store reads format 1`)
  throw new DamagedLogError(name, 0, 'it does not begin as a log of this store does')
}

/**
 * True for a file in which nothing was ever acknowledged: its very first write is not whole. The
 * first write is synced before anything else is written.
 */
export function isUnbegun(file: LogFile): boolean {
  if (file.size > fileHeader.length) return false
  const bytes = file.read(0, file.size)
  const isWhole = bytes.length === fileHeader.length && bytes.equals(fileHeader)
  return !isWhole && bytes.every((byte, place) => byte === 0 || byte === fileHeader[place])
}

/** Every stretch between two places of a log, in order and without gaps; by default all of it. */
export function* scan(
  file: LogFile,
  { from = fileHeader.length, to = file.size }: { from?: number; to?: number } = {},
): Generator<Stretch> {
  const window = new Window(file, to)
  let offset = from
  while (offset < to) {
    const found = readFrame(window, offset)
    if (found) {
      yield { kind: 'frame', offset, ...found }
      offset += found.frame.length
    } else {
      const end = findNextFrame(window, offset + 1)
      yield { kind: 'damage', offset, end }
      offset = end
    }
  }
}

function readFrame(window: Window, offset: number): { frame: Buffer; syncedTo: number } | null {
  const header = readFrameHeader(window.read(offset, frameHeaderBytes))
  if (!header || header.syncedTo > offset) return null
  const frame = window.read(offset, frameHeaderBytes + header.length)
  if (frame.length < frameHeaderBytes + header.length || !isIntact(frame, offset)) return null
  return { frame, syncedTo: header.syncedTo }
}

function findNextFrame(window: Window, from: number): number {
  let offset = from
  while (offset < window.size) {
    const bytes = window.read(offset, searchBytes)
    for (let place = findMagic(bytes, 0); place >= 0; place = findMagic(bytes, place + 1))
      if (readFrame(window, offset + place)) return offset + place
    // Three bytes overlap: the mark may lie across two stretches of reading.
    offset += Math.max(1, bytes.length - 3)
  }
  return window.size
}

/** Reads ahead, so that small frames do not cost a system call each. */
class Window {
  readonly size: number
  readonly #file: LogFile
  #start = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(file: LogFile, size: number) {
    this.#file = file
    this.size = size
  }

  read(offset: number, length: number): Buffer {
    const end = Math.min(offset + length, this.size)
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      this.#start = offset
      this.#bytes = this.#file.read(offset, Math.max(end - offset, searchBytes))
    }
    return this.#bytes.subarray(offset - this.#start, end - this.#start)
  }
}
