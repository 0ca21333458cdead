import { isObject } from '../../../common/json'
import schema from './sharing-policy.schema.json'

/** A field as the standard's schema describes it. */
interface FieldRule {
  readonly name: string
  readonly type: string
  /** As in `1..1` or `0..*`. */
  readonly cardinality: string
  readonly children?: readonly FieldRule[]
}

const catalogueId: readonly FieldRule[] = [
  { name: 'value', type: 'String', cardinality: '1..1' },
  { name: 'system', type: 'URI', cardinality: '1..1' },
]

/**
 * What of a document does not fit the standard's schema of a sharing policy; empty: it is valid.
 * @throws Error when the schema itself uses a type that is not known here
 */
export function findSchemaProblems(document: unknown): readonly string[] {
  const fields: readonly FieldRule[] = schema.entities[0]?.fields ?? []
  return findObjectProblems(document, fields, schema.entities[0]?.name ?? '')
}

function findObjectProblems(
  value: unknown,
  fields: readonly FieldRule[],
  where: string,
): readonly string[] {
  if (!isObject(value)) return [`${where} is no object`]
  const unknown = Object.keys(value).filter((key) => !fields.some(({ name }) => name === key))
  return [
    ...unknown.map((key) => `${where}.${key} is not part of the schema`),
    ...fields.flatMap((field) => findFieldProblems(value[field.name], field, where)),
  ]
}

function findFieldProblems(value: unknown, field: FieldRule, parent: string): readonly string[] {
  const { name, cardinality } = field
  const where = `${parent}.${name}`
  const isList = cardinality.endsWith('*')
  if (value === undefined) return cardinality.startsWith('0') ? [] : [`${where} is missing`]
  if (isList !== Array.isArray(value))
    return [`${where} must ${isList ? '' : 'not '}be a list (${cardinality})`]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (values.length === 0 && !cardinality.startsWith('0')) return [`${where} is empty`]
  return values.flatMap((one) => findValueProblems(one, field, where))
}

function findValueProblems(
  value: unknown,
  { type, children }: FieldRule,
  where: string,
): readonly string[] {
  if (children) return findObjectProblems(value, children, where)
  if (type === 'APICatalogueID') return findObjectProblems(value, catalogueId, where)
  const isType = types.get(type)
  if (!isType) throw new Error(`The schema has the unknown type ${type} at ${where}`)
  return typeof value === 'string' && isType(value) ? [] : [`${where} is not of type ${type}`]
}

const isText = (value: string) => value.trim() !== ''

/** An id in the API catalogue is described in the standard's schema of a request only. */
const types: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['String', isText],
  ['String or URI', isText],
  ['Code', isText],
  ['SharingPurpose', isText],
  ['URI', (value) => URL.canParse(value)],
  ['DateStamp', (value) => /^\d{4}-\d{2}-\d{2}$/.test(value)],
])
