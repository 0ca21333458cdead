import type { FieldName } from '../../common/likeness/fields'
import { fieldNames } from '../../common/likeness/fields'

/** Which columns of a file hold what. */
export interface Columns {
  /** Columns by field: several columns are several values, as an alias is. */
  readonly fields: Readonly<Partial<Record<FieldName, readonly string[]>>>
  /** The column that names a record within its file; null: its line number does. */
  readonly id: string | null
  /** The column that says who a record is of in truth, and the part of it that does. */
  readonly truth: { readonly column: string; readonly pattern: RegExp | null } | null
}

const settings = ['id', 'truth', 'truthPattern']

/**
 * Reads a columns file: `{"givenNames": "first_name", "phone": ["home", "mobile"], "truth": "person"}`.
 * `truthPattern` is a regular expression whose first group says who a record is of.
 * @throws Error that says what is wrong and what may stand there
 */
export function readColumns(text: string): Columns {
  const parsed = parseObject(text)
  const fields: Partial<Record<FieldName, readonly string[]>> = {}
  for (const [name, value] of Object.entries(parsed)) {
    if (settings.includes(name)) continue
    const field = fieldNames.find((known) => known === name)
    if (!field) throw new Error(`"${name}" is no known field. ${knownNames}`)
    fields[field] = columnNames(name, value)
  }
  if (Object.keys(fields).length === 0) throw new Error(`It names no field. ${knownNames}`)
  const [truth, id] = [oneColumn(parsed, 'truth'), oneColumn(parsed, 'id')]
  const pattern = oneColumn(parsed, 'truthPattern')
  return {
    fields,
    id,
    truth:
      truth === null ? null : { column: truth, pattern: pattern === null ? null : regExp(pattern) },
  }
}

const knownNames = `Known fields: ${fieldNames.join(', ')}; and ${settings.join(', ')}.`

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Error('It is not JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(
      `It must be one JSON object: a field, and the name of its column. ${knownNames}`,
    )
  return parsed as Readonly<Record<string, unknown>>
}

function columnNames(name: string, value: unknown): readonly string[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  const found = names.filter((one) => typeof one === 'string' && one !== '') as string[]
  if (found.length === 0 || found.length !== names.length)
    throw new Error(`"${name}" must be the name of a column, or a list of names.`)
  return found
}

function oneColumn(parsed: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = parsed[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" must be one text.`)
  return value
}

function regExp(text: string): RegExp {
  try {
    return new RegExp(text)
  } catch {
    throw new Error('"truthPattern" is no regular expression.')
  }
}
