import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/** One entry of an import file: what it holds, or why it cannot be read. */
export type FileEntry = {
  /** The line of an .ndjson file, or the place in the list of a .json file, from 1. */
  readonly place: number
} & ({ readonly value: unknown } | { readonly problem: string })

/**
 * The entries of a file in their order. An .ndjson file is read line by line and may be of any size;
 * a .json file holds one list and is read whole.
 * @throws Error when the file cannot be read or a .json file holds no list.
 */
export function readEntries(file: string): AsyncIterable<FileEntry> {
  if (file.endsWith('.ndjson')) return readLines(file)
  if (file.endsWith('.json')) return readList(file)
  throw new Error(`${file}: expected a file whose name ends in .ndjson or .json`)
}

async function* readLines(file: string): AsyncGenerator<FileEntry> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })
  let place = 0
  for await (const line of lines) {
    place += 1
    if (line.trim() !== '') yield parseLine(line, place)
  }
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
