import type { CodeList } from '../../subgraphs/kit/records/coded-value'
import type { Connection } from '../../subgraphs/kit/service/database'

type Schema = Connection['models'][string]['schema']
type SchemaPath = Schema['paths'][string]

/** A field of a record as an import file may have it. */
export interface FieldRow {
  /** With the parts it is in: `people[].role`. */
  readonly field: string
  readonly type: string
  readonly isRequired: boolean
  /** What it may hold beside its type: words, a code list, bounds, a default. */
  readonly allowed: string
  /** The code list that its values are of; null for others. */
  readonly codeList: CodeList | null
}

/** What a model's options say of a field; each may be absent. */
interface FieldOptions {
  readonly format?: string
  readonly codeList?: CodeList
  readonly match?: RegExp
  readonly min?: number
  readonly max?: number
  readonly minlength?: number
  readonly maxlength?: number
  readonly default?: unknown
  readonly validate?: { readonly message?: unknown }
}

/** What a file cannot hold or has under another name. */
const ownNames: Readonly<Record<string, string>> = { _id: 'sourceRecordId' }

/** The fields of a model, as its schema has them: parts and lists of parts with what is in them. */
export function fieldRows(schema: Schema, inside = ''): readonly FieldRow[] {
  return Object.entries(schema.paths).flatMap(([name, path]) => {
    const field = inside + (ownNames[name] ?? name)
    const part = (path as { readonly schema?: Schema }).schema
    const suffix = isList(path) ? '[]' : ''
    if (!part) return [describeField(field, path)]
    return [describePart(field, path), ...fieldRows(part, `${field}${suffix}.`)]
  })
}

function describePart(field: string, path: SchemaPath): FieldRow {
  const type = isList(path) ? 'list of parts' : 'part'
  const allowed = listRule(path).join('; ')
  return { field, type, isRequired: isRequired(path), allowed, codeList: null }
}

function describeField(field: string, path: SchemaPath): FieldRow {
  const item = itemOf(path)
  const value = item ?? path
  const options = value.options as FieldOptions
  const words = (value as { readonly enumValues?: readonly string[] }).enumValues ?? []
  const type = words.length > 0 ? 'word' : typeText(value.instance, options)
  return {
    field,
    type: item ? `list of: ${type}` : type,
    isRequired: isRequired(path),
    allowed: [...allowedParts(words, { ...options, ...leastLength(path) }), ...listRule(path)].join(
      '; ',
    ),
    codeList: options.codeList ?? null,
  }
}

/** What has a value when it is left out may be left out. */
function isRequired(path: SchemaPath): boolean {
  return path.isRequired === true && (path.options as FieldOptions).default === undefined
}

function isList({ instance }: SchemaPath): boolean {
  return instance === 'Array'
}

/** What a list of values holds: null for what is no such list. */
function itemOf(path: SchemaPath): SchemaPath | null {
  if (!isList(path)) return null
  return (path as { readonly embeddedSchemaType?: SchemaPath }).embeddedSchemaType ?? null
}

function typeText(instance: string, { format, codeList }: FieldOptions): string {
  if (format !== undefined) return format
  if (codeList) return 'code'
  return { String: 'text', Boolean: 'true or false', Number: 'number' }[instance] ?? instance
}

/** A text that must be there is not an empty one. */
function leastLength(path: SchemaPath): FieldOptions {
  return isRequired(path) ? { minlength: 1 } : {}
}

/** How many a list must hold is a rule of its own. */
function listRule(path: SchemaPath): readonly string[] {
  const { message } = (path.options as FieldOptions).validate ?? {}
  return isList(path) && typeof message === 'string' ? [message] : []
}

function allowedParts(words: readonly string[], options: FieldOptions): readonly string[] {
  const { codeList, match, min, max, minlength = 0, maxlength } = options
  return [
    words.length > 0 && words.map((word) => `\`${word}\``).join(', '),
    codeList && `a code of ${codeList.name}`,
    match && `\`${match.source}\``,
    min !== undefined && max !== undefined && `${min} to ${max}`,
    maxlength !== undefined && `${minlength} to ${maxlength} characters`,
    typeof options.default === 'string' && `\`${options.default}\` when left out`,
  ].filter((part) => typeof part === 'string')
}
