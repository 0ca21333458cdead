import { existsSync, readFileSync } from 'node:fs'

import { isObject, parseJson } from '../../../common/json'
import { isFieldPath, setAt } from '../../../common/set-at'
import { ImportError } from '../files/import-error'
import type { Encoding } from '../files/read-lines'
import { encodings } from '../files/read-lines'
import { RejectedRecord } from '../files/rejected-record'
import type { CellRule } from './cell-rule'
import { readCell, readCellRule } from './cell-rule'

/** Which column of a CSV file is which field of a record. */
export interface ColumnMap {
  readonly recordType: string
  readonly encoding: Encoding
  /** By the field's path, as in `names.0.surname`. */
  readonly fields: readonly (readonly [path: string, rule: CellRule])[]
}

/** Turns the cells of a row into a record. @throws RejectedRecord CELL_TYPE, CELL_FORMULA, LINE_MALFORMED */
export type CellReader = (cells: readonly string[]) => object

/** @throws ImportError COLUMN_MAP_MALFORMED that says what to change */
export function readColumnMap(file: string): ColumnMap {
  const content = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined
  if (content === undefined) throw malformed(file, 'there is no such file')
  if (!isObject(content)) throw malformed(file, 'expected an object in JSON')
  const { recordType, encoding = 'utf-8', fields, ...others } = content
  const stranger = Object.keys(others)[0]
  if (stranger !== undefined) throw malformed(file, `"${stranger}" is nothing that it may say`)
  if (typeof recordType !== 'string')
    throw malformed(file, 'recordType must say which type of record a row is')
  const known = encodings.find((one) => one === encoding)
  if (!known) throw malformed(file, `encoding must be one of ${encodings.join(', ')}`)
  if (!isObject(fields)) throw malformed(file, 'fields must say which column is which field')
  return { recordType, encoding: known, fields: readFields(fields, file) }
}

function readFields(fields: Readonly<Record<string, unknown>>, file: string): ColumnMap['fields'] {
  return Object.entries(fields).map(([path, rule]) => {
    if (!isFieldPath(path))
      throw malformed(file, `"${path}" is no path of a field, as in names.0.surname`)
    const read = readCellRule(rule)
    if (typeof read === 'string') throw malformed(file, `${path}: ${read}`)
    return [path, read] as const
  })
}

/**
 * Finds the columns in the header of a file.
 * @throws ImportError COLUMN_MAP_MALFORMED that names the column that is not there
 */
export function bindColumns(
  { recordType, fields }: ColumnMap,
  header: readonly string[],
  file: string,
): CellReader {
  const bound = fields.map(([path, rule]) => {
    if (rule.column === null) return { path, rule, at: -1 }
    const at = header.indexOf(rule.column)
    if (at < 0 || header.includes(rule.column, at + 1))
      throw malformed(file, `it has ${at < 0 ? 'no' : 'more than one'} column "${rule.column}"`)
    return { path, rule, at }
  })
  return (cells) => {
    if (cells.length !== header.length)
      throw new RejectedRecord(
        `has ${cells.length} values where the header has ${header.length}`,
        'LINE_MALFORMED',
      )
    const record: Record<string, unknown> = { recordType }
    for (const { path, rule, at } of bound) {
      const value = readCell(rule, cells[at] ?? '')
      if (value !== undefined) setAt(record, path, value)
    }
    return record
  }
}

function malformed(file: string, problem: string): ImportError {
  return new ImportError('COLUMN_MAP_MALFORMED', `${file}: ${problem}`)
}
