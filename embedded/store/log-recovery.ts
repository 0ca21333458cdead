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
    super(`${file} is damaged at byte ${offset}: ${problem}`)
    this.name = 'DamagedLogError'
    this.offset = offset
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
 * torn tail when no later frame claims that they were on disk once, and damage otherwise.
 * @throws DamagedLogError
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
      const repair = 'npm run store -- repair --data DIR'
      throw new DamagedLogError(
        name,
        torn,
        `later records prove that this part was once safely on disk. To salvage what is before and after it: ${repair}`,
      )
    }
  }
  return { end, tornBytes: file.size - end }
}

/**
 * Refuses a file that is not a log of this format.
 * @throws DamagedLogError
 */
export function checkFileHeader(file: LogFile, name: string): void {
  const header = file.read(0, fileHeader.length)
  if (!header.equals(fileHeader))
    throw new DamagedLogError(
      name,
      0,
      'it does not begin as a log of this version of the store does',
    )
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
  if (!header) return null
  const frame = window.read(offset, frameHeaderBytes + header.length)
  if (frame.length < frameHeaderBytes + header.length || !isIntact(frame, offset)) return null
  return { frame, syncedTo: header.syncedTo }
}

function findNextFrame(window: Window, from: number): number {
  let offset = from
  while (offset < window.size) {
    const bytes = window.read(offset, searchBytes)
    const place = findMagic(bytes, 0)
    // Three bytes overlap: the mark may lie across two stretches of reading.
    if (place < 0) offset += Math.max(1, bytes.length - 3)
    else if (readFrame(window, offset + place)) return offset + place
    else offset += place + 1
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
