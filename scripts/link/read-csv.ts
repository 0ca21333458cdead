/** A value, quoted or not, and what ends it; blanks around it are not part of it. */
const cellPattern = /[^\S\n]*(?:"([^"]*(?:""[^"]*)*)"[^\S\n]*|([^,\n]*))(,|\n|$)/y

/**
 * The rows of a CSV text, its header first; quotes as in RFC 4180, blanks around values removed.
 * @throws Error when a quote is not closed, or something follows it
 */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let isOpen = at < text.length
  while (isOpen) {
    const { value, length, end } = readCell(text, at)
    row.push(value)
    at += length
    isOpen = end === ',' || (end === '\n' && at < text.length)
    if (end === ',') continue
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  return rows
}

function readCell(text: string, at: number) {
  cellPattern.lastIndex = at
  const [whole = '', quoted, bare = '', end = ''] = cellPattern.exec(text) ?? []
  if (quoted === undefined && bare.startsWith('"'))
    throw new Error('a quote is opened and never closed, or something follows it')
  const value = quoted?.replaceAll('""', '"') ?? bare
  return { value: value.trim(), length: whole.length, end }
}

/** What a file is read with; whatever is wrong with it is said with the file's name. */
export function inFile<Result>(name: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
