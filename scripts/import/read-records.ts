import type { ColumnMap } from './csv/column-map'
import { readCsvRecords } from './csv/read-csv-records'
import { readBundle, readResourceLines } from './fhir/read-resources'
import type { FileEntry } from './files/file-entry'
import { ImportError } from './files/import-error'
import { lineProblem, readLines, readWhole } from './files/read-lines'

/** How a file is to be read beside what its name says. */
export interface FileForm {
  /** Which column of a .csv file is which field; null: it is no .csv file. */
  readonly columns: ColumnMap | null
  /** It holds resources of FHIR R4, for this kind of agency; null: records as docs/records has them. */
  readonly fhirFor: string | null
}

const ownForm: FileForm = { columns: null, fhirFor: null }

/**
 * The entries of a file in their order. An .ndjson or .csv file is read line by line and may be of any size; a .json
 * file is read whole: one list of records, or one Bundle.
 * @param onRead told how many bytes of a file that is read by lines are read so far
 * @throws ImportError when the file cannot be read as what it is said to be
 */
export function readEntries(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
  { columns, fhirFor }: FileForm = ownForm,
): AsyncIterable<FileEntry> {
  if (file.endsWith('.csv')) {
    if (columns) return readCsvRecords(file, columns, onRead)
    throw new ImportError(
      'COLUMN_MAP_MALFORMED',
      `${file}: say with --columns FILE which column is which field`,
    )
  }
  if (columns)
    throw new ImportError('FILE_TYPE_UNKNOWN', `${file}: --columns is for a file named .csv`)
  if (file.endsWith('.ndjson'))
    return fhirFor === null
      ? readRecordLines(file, onRead)
      : readResourceLines(file, fhirFor, onRead)
  if (file.endsWith('.json')) return fhirFor === null ? readList(file) : readBundle(file, fhirFor)
  throw new ImportError(
    'FILE_TYPE_UNKNOWN',
    `${file}: expected a file whose name ends in .ndjson, .json or .csv`,
  )
}

/** Whether a file is read by lines, so that it can be said how much of it is read. */
export function isReadByLines(file: string): boolean {
  return !file.endsWith('.json')
}

async function* readRecordLines(
  file: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<FileEntry> {
  for await (const line of readLines(file, { onRead })) {
    const { place, text, problem } = line
    if (problem !== null) yield { place, problem: lineProblem(line), code: problem }
    else if (text !== null && text.trim() !== '') yield parseLine(text, place)
  }
}

async function* readList(file: string): AsyncGenerator<FileEntry> {
  const list = parse(await readWhole(file))
  if (!Array.isArray(list))
    throw new ImportError('FILE_MALFORMED', `${file}: expected a list of records in JSON`)
  for (const [index, value] of list.entries()) yield { place: index + 1, value: value as unknown }
}

function parseLine(text: string, place: number): FileEntry {
  const value = parse(text)
  return value === undefined
    ? { place, problem: 'is not JSON', code: 'LINE_MALFORMED' }
    : { place, value }
}

/** Undefined, which JSON cannot say, when the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
