import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** No record comes near it: about a million characters. */
const maxLineLength = 1_048_576

/** One entry of an import file: what it holds, or why it cannot be read. */
export type FileEntry = {
  /** The line of an .ndjson file, or the place in the list of a .json file, from 1. */
  readonly place: number
} & ({ readonly value: unknown } | { readonly problem: string })

/**
 * The entries of a file in their order. An .ndjson file is read line by line and may be of any size;
 * a .json file holds one list and is read whole.
 * @param onRead told how many bytes of an .ndjson file are read so far
 * @throws Error when the file cannot be read or a .json file holds no list.
 */
export function readEntries(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncIterable<FileEntry> {
  if (file.endsWith('.ndjson')) return readLines(file, onRead)
  if (file.endsWith('.json')) return readList(file)
  throw new Error(`${file}: expected a file whose name ends in .ndjson or .json`)
}

async function* readLines(
  file: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<FileEntry> {
  let place = 0
  const stream = createReadStream(file, 'utf8')
  for await (const line of splitLines(stream)) {
    place += 1
    onRead(stream.bytesRead)
    if (line === null) yield { place, problem: `is longer than ${maxLineLength} characters` }
    else if (line.trim() !== '') yield parseLine(line, place)
  }
}

/** Lines without their ends; null for one too long to be a record, which is never held whole. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = ''
  let isTooLong = false
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      yield isTooLong ? null : bounded(line)
      isTooLong = false
    }
    isTooLong ||= bounded(rest) === null
    if (isTooLong) rest = ''
  }
  if (isTooLong || rest !== '') yield isTooLong ? null : rest
}

function bounded(line: string): string | null {
  return line.length > maxLineLength ? null : line
}

async function* readList(file: string): AsyncGenerator<FileEntry> {
  const list = parse(await readFile(file, 'utf8'))
  if (!Array.isArray(list)) throw new Error(`${file}: expected a list of records in JSON`)
  for (const [index, value] of list.entries()) yield { place: index + 1, value: value as unknown }
}

function parseLine(line: string, place: number): FileEntry {
  const value = parse(line)
  return value === undefined ? { place, problem: 'is not JSON' } : { place, value }
}

/** Undefined, which JSON cannot say, when the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
