import { readCsv } from '../../link/read-csv'
import type { EntryProblem, FileEntry } from '../files/file-entry'
import { ImportError } from '../files/import-error'
import type { FileLine } from '../files/read-lines'
import { lineProblem, maxLineBytes, readLines } from '../files/read-lines'
import { RejectedRecord } from '../files/rejected-record'
import type { CellReader, ColumnMap } from './column-map'
import { bindColumns } from './column-map'

/** A row over more lines than this has a quote that was never closed. */
const maxLinesOfRow = 1000

type Row = { readonly place: number } & ({ readonly text: string } | EntryProblem)

/**
 * The rows of a CSV file (RFC 4180, comma-separated, a header first) as records; the place of each is its first line.
 * @throws ImportError COLUMN_MAP_MALFORMED when the header lacks a column, FILE_MALFORMED when there is no header
 */
export async function* readCsvRecords(
  file: string,
  map: ColumnMap,
  onRead: (bytes: number) => void,
): AsyncGenerator<FileEntry> {
  let read: CellReader | null = null
  for await (const row of joinLines(readLines(file, { encoding: map.encoding, onRead }))) {
    if (read) yield 'problem' in row ? row : toEntry(row, read)
    else read = bindColumns(map, readHeader(row, file), file)
  }
  if (!read) throw new ImportError('FILE_MALFORMED', `${file}: there is no header`)
}

function readHeader(row: Row, file: string): readonly string[] {
  const header = 'text' in row ? cellsOf(row.text) : null
  if (header) return header
  throw new ImportError('FILE_MALFORMED', `${file}: the first line is no header of a CSV file`)
}

function toEntry({ place, text }: { place: number; text: string }, read: CellReader): FileEntry {
  const cells = cellsOf(text)
  if (!cells)
    return {
      ...{ place, code: 'LINE_MALFORMED' },
      problem: 'a quote is opened and never closed, or something follows it',
    }
  try {
    return { place, value: read(cells) }
  } catch (error) {
    if (!(error instanceof RejectedRecord)) throw error
    return { place, problem: error.message, code: error.code }
  }
}

function cellsOf(text: string): readonly string[] | null {
  try {
    return readCsv(text)[0] ?? null
  } catch {
    return null
  }
}

/** A value in quotes may go over several lines; a quote that is never closed must not swallow the file. */
async function* joinLines(lines: AsyncIterable<FileLine>): AsyncGenerator<Row> {
  let open: OpenRow | null = null
  for await (const line of lines) {
    if (line.text === null) {
      if (open) yield unclosed(open)
      open = null
      yield { place: line.place, problem: lineProblem(line), code: line.problem ?? 'LINE_ENCODING' }
      continue
    }
    open = withLine(open ?? { place: line.place, texts: [], length: 0, quotes: 0 }, line.text)
    const row = rowOf(open)
    if (row === null) continue
    open = null
    if (!('text' in row) || row.text.trim() !== '') yield row
  }
  if (open) yield unclosed(open)
}

/** Lines of a row, the last of which may end within quotes. */
interface OpenRow {
  readonly place: number
  readonly texts: string[]
  readonly length: number
  readonly quotes: number
}

function withLine({ place, texts, length, quotes }: OpenRow, text: string): OpenRow {
  texts.push(text)
  return { place, texts, length: length + text.length + 1, quotes: quotes + countQuotes(text) }
}

/** The row when it is whole, or has gone on for too long; null: it goes on. */
function rowOf(open: OpenRow): Row | null {
  if (open.quotes % 2 === 0) return { place: open.place, text: open.texts.join('\n') }
  return open.texts.length >= maxLinesOfRow || open.length > maxLineBytes ? unclosed(open) : null
}

function unclosed({ place }: Pick<OpenRow, 'place'>): Row {
  const problem = 'a quote is opened and not closed within 1,000 lines or a million characters'
  return { place, problem, code: 'LINE_MALFORMED' }
}

function countQuotes(text: string): number {
  let quotes = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1
  return quotes
}
