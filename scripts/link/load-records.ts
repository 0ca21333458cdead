import type { CanonicalRecord, FieldName } from '../../common/likeness/fields'
import { canonicalRecord } from '../../common/likeness/fields'
import type { Columns } from './columns'
import type { Truth } from './figures'
import { inFile, readCsv } from './read-csv'

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** Records of one file or several, each file an agency. */
export interface LoadedRecords {
  readonly records: readonly CanonicalRecord[]
  /** For each record the place of its file. */
  readonly agencies: readonly number[]
  readonly ids: readonly string[]
  /** Null when the columns name no truth. */
  readonly truth: Truth | null
}

/**
 * Reads CSV files into records that can be compared.
 * @throws Error that names the file and says what is wrong with it
 */
export function loadRecords(files: readonly NamedText[], columns: Columns): LoadedRecords {
  const rows = files.flatMap((file, agency) =>
    rowsOf(file, columns).map((row) => ({ ...row, agency })),
  )
  return {
    records: rows.map(({ record }) => record),
    agencies: rows.map(({ agency }) => agency),
    ids: rows.map(({ id }) => id),
    truth: columns.truth ? rows.map(({ person }) => person) : null,
  }
}

function rowsOf({ name, text }: NamedText, columns: Columns) {
  const [header, ...rows] = inFile(name, () => readCsv(text))
  if (!header) throw new Error(`${name}: it is empty; its first line must name the columns.`)
  const place = (column: string) => {
    const found = header.indexOf(column)
    if (found < 0)
      throw new Error(`${name}: it has no column "${column}". It has: ${header.join(', ')}`)
    return found
  }
  const fields = Object.entries(columns.fields).map(
    ([field, names]) => [field as FieldName, names.map(place)] as const,
  )
  const id = columns.id === null ? null : place(columns.id)
  const truth = columns.truth ? place(columns.truth.column) : null
  return rows.map((row, index) => {
    if (row.length !== header.length)
      throw new Error(
        `${name}: row ${index + 2} has ${row.length} values, the header has ${header.length}.`,
      )
    const raw = fields.map(([field, places]) => [field, places.map((at) => row[at] ?? '')] as const)
    return {
      record: canonicalRecord(Object.fromEntries(raw)),
      id: id === null ? String(index + 2) : (row[id] ?? ''),
      person: truth === null ? null : personIn(row[truth] ?? '', columns),
    }
  })
}

function personIn(text: string, { truth }: Columns): string | null {
  const person = truth?.pattern ? truth.pattern.exec(text)?.[1] : text
  return person === undefined || person === '' ? null : person
}
