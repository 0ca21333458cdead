import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'

import { ImportError } from './import-error'

/** No record comes near it: a million bytes. */
export const maxLineBytes = 1_048_576

/** A line of a text file without its end; null: it is too long, or no text of the encoding. */
export interface FileLine {
  /** From 1. */
  readonly place: number
  readonly text: string | null
  readonly problem: 'LINE_TOO_LONG' | 'LINE_ENCODING' | null
}

/** Encodings that files of agencies come in. */
export const encodings = ['utf-8', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface LineOptions {
  readonly encoding?: Encoding
  /** Told how many bytes are read so far. */
  readonly onRead?: (bytes: number) => void
}

const newline = 0x0a

/**
 * The lines of a file of any size. A line that is too long is never held whole, and bytes that are no text are never
 * replaced by others: a name that nobody has would be stored.
 * @throws ImportError FILE_ENCODING when the file is in UTF-16
 */
export async function* readLines(
  file: string,
  options: LineOptions = {},
): AsyncGenerator<FileLine> {
  const { encoding = 'utf-8', onRead } = options
  await refuseUtf16(file)
  const decoder = new TextDecoder(encoding, { fatal: true })
  let place = 0
  for await (const bytes of splitBytes(file, onRead)) {
    place += 1
    yield bytes === null
      ? { place, text: null, problem: 'LINE_TOO_LONG' }
      : decodeLine(bytes, place, decoder)
  }
}

/** Files that are read whole are held to this. */
export const maxWholeBytes = 64 * 1024 * 1024

/**
 * The text of a file that is read whole.
 * @throws ImportError FILE_ENCODING, FILE_MALFORMED when it is too long for that
 */
export async function readWhole(file: string): Promise<string> {
  await refuseUtf16(file)
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size > maxWholeBytes)
      throw new ImportError(
        'FILE_MALFORMED',
        `${file}: it is longer than ${maxWholeBytes} bytes; give it as .ndjson, one record on each line`,
      )
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ImportError('FILE_ENCODING', `${file}: it is not text in UTF-8; save it as UTF-8`)
  } finally {
    await handle.close()
  }
}

async function refuseUtf16(file: string): Promise<void> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(2), length: 2 })
    if (buffer.equals(Buffer.from([0xff, 0xfe])) || buffer.equals(Buffer.from([0xfe, 0xff])))
      throw new ImportError('FILE_ENCODING', `${file}: it is in UTF-16; save it as UTF-8`)
  } finally {
    await handle.close()
  }
}

/** The bytes of each line; null for one that is too long. */
async function* splitBytes(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer | null> {
  const handle = await open(file)
  const stream = handle.createReadStream()
  let rest: Buffer[] = []
  let length = 0
  const take = (): Buffer | null => {
    const line = length > maxLineBytes ? null : Buffer.concat(rest)
    rest = []
    length = 0
    return line
  }
  const add = (part: Buffer): void => {
    length += part.length
    // Of a line that is too long only its length is kept.
    if (length <= maxLineBytes) rest.push(part)
    else rest = []
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at))
      onRead(stream.bytesRead)
      yield take()
      from = at + 1
    }
    add(chunk.subarray(from))
  }
  if (length > 0) yield take()
}

function decodeLine(bytes: Buffer, place: number, decoder: TextDecoder): FileLine {
  try {
    const text = decoder.decode(bytes).replace(/\r$/, '')
    // Of no text: whoever wrote it exported something else.
    if (text.includes('\0')) return { place, text: null, problem: 'LINE_ENCODING' }
    return { place, text, problem: null }
  } catch {
    return { place, text: null, problem: 'LINE_ENCODING' }
  }
}

/** What is wrong with a line that is no text. */
export function lineProblem({ problem }: Pick<FileLine, 'problem'>): string {
  return problem === 'LINE_TOO_LONG'
    ? `is longer than ${maxLineBytes} bytes`
    : 'holds bytes that are no text in the encoding of the file; save the file as UTF-8'
}
