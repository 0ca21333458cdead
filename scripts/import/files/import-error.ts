/** What can be wrong with a file as a whole, and with one of its entries; docs/errors.md has a line for each. */
export const importCodes = [
  'FILE_TYPE_UNKNOWN',
  'FILE_ENCODING',
  'FILE_MALFORMED',
  'COLUMN_MAP_MALFORMED',
  'LINE_TOO_LONG',
  'LINE_ENCODING',
  'LINE_MALFORMED',
  'CELL_FORMULA',
  'CELL_TYPE',
  'RECORD_INVALID',
  'RESOURCE_NOT_TAKEN',
  'RESOURCE_INVALID',
] as const

export type ImportCode = (typeof importCodes)[number]

/** A file of which nothing is imported; the message says what to change. */
export class ImportError extends Error {
  readonly code: ImportCode

  constructor(code: ImportCode, problem: string) {
    super(`${problem} [${code}]`)
    this.code = code
  }
}
