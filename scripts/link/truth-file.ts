import { basename } from 'node:path'

import type { NamedText } from './load-records'
import type { Truth } from './figures'
import { inFile, readCsv } from './read-csv'

const columns = ['file', 'id', 'person'] as const

/**
 * Who records are of, from a file of its own with the columns `file`, `id` and `person`.
 * @param files name of the file of each record, and its id there
 * @throws Error that names the file and says what is wrong with it
 */
export function readTruth(
  { name, text }: NamedText,
  records: readonly { readonly file: string; readonly id: string }[],
): Truth {
  const [header = [], ...rows] = inFile(name, () => readCsv(text))
  const places = columns.map((column) => header.indexOf(column))
  if (places.includes(-1))
    throw new Error(`${name}: its first line must name the columns ${columns.join(', ')}.`)
  const [file = 0, id = 0, person = 0] = places
  const people = new Map(
    rows.map((row) => [keyOf(row[file] ?? '', row[id] ?? ''), row[person] ?? '']),
  )
  const found = records.map((record) => people.get(keyOf(basename(record.file), record.id)) ?? null)
  if (found.every((one) => one === null))
    throw new Error(`${name}: it says of none of the records who they are of.`)
  return found.map((one) => (one === '' ? null : one))
}

function keyOf(file: string, id: string): string {
  return `${file}\n${id}`
}
