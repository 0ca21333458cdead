import { located, notSupported, StoreError, typeMismatch } from './errors'
import { isNumeric, toNumber } from './numbers'
import { isDocument, type Document } from './values'

/**
 * What a field of a command may be. `count` is a whole number from 0, `flag` a boolean or a number;
 * `refused` is a feature of MongoDB that the store does not have: the field may only be false.
 */
type Kind =
  'any' | 'count' | 'document' | 'documents' | 'flag' | 'list' | 'number' | 'refused' | 'text'

/** With an exclamation mark: must be given. */
export type FieldType = Kind | `${Kind}!`

/** Every field that a command knows. */
export type FieldTypes = Readonly<Record<string, FieldType>>

/** The types of fields, by type: `{ document: 'filter sort', count: 'skip limit' }`. */
export function fieldTypes(namesByType: Partial<Record<FieldType, string>>): FieldTypes {
  return Object.fromEntries(
    Object.entries(namesByType).flatMap(([type, names]) =>
      names.split(' ').map((name) => [name, type as FieldType]),
    ),
  )
}

const checks: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  any: () => true,
  count: isNumeric,
  document: isDocument,
  documents: (value) => Array.isArray(value) && value.every(isDocument),
  flag: (value) => typeof value === 'boolean' || isNumeric(value),
  list: Array.isArray,
  number: isNumeric,
  refused: () => true,
  text: (value) => typeof value === 'string',
}

/** The fields of a command or of a part of it: all known, all of the right type. */
export class Arguments {
  readonly #fields: Document

  /**
   * @param what named in messages, as `find` or `update.updates`
   * @throws StoreError 40415 for an unknown field, 40414 for a missing one, 14 for a wrong type, 238
   *   for a refused one
   */
  constructor(what: string, fields: Document, types: FieldTypes) {
    this.#fields = fields
    for (const [name, value] of Object.entries(fields)) {
      const type = Object.hasOwn(types, name) ? types[name] : undefined
      if (type === undefined)
        throw located(40415, `BSON field '${what}.${name}' is an unknown field.`)
      checkField(`${what}.${name}`, value ?? undefined, kindOf(type))
    }
    for (const [name, type] of Object.entries(types))
      if (type.endsWith('!') && !this.has(name))
        throw located(40414, `BSON field '${what}.${name}' is missing but a required field`)
  }

  has(name: string): boolean {
    return this.value(name) !== undefined
  }

  /** Null is no value. */
  value(name: string): unknown {
    return (Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined) ?? undefined
  }

  text(name: string): string {
    const value = this.value(name)
    return typeof value === 'string' ? value : ''
  }

  number(name: string): number | undefined {
    const value = this.value(name)
    return isNumeric(value) ? toNumber(value) : undefined
  }

  flag(name: string, fallback = false): boolean {
    const value = this.value(name) ?? fallback
    return isNumeric(value) ? toNumber(value) !== 0 : value === true
  }

  document(name: string): Document {
    return this.findDocument(name) ?? {}
  }

  findDocument(name: string): Document | undefined {
    return this.value(name) as Document | undefined
  }

  documents(name: string): readonly Document[] {
    return (this.value(name) ?? []) as readonly Document[]
  }
}

function kindOf(type: FieldType): Kind {
  return (type.endsWith('!') ? type.slice(0, -1) : type) as Kind
}

function checkField(path: string, value: unknown, type: Kind): void {
  if (value === undefined || (type === 'refused' && value === false)) return
  if (type === 'refused') throw notSupported(`The option '${path}'`)
  if (!checks[type](value))
    throw typeMismatch(`BSON field '${path}' is the wrong type, expected type '${type}'`)
  if (type !== 'count') return
  const number = toNumber(value as number)
  if (!Number.isSafeInteger(number))
    throw new StoreError(9, 'FailedToParse', `BSON field '${path}' is no whole number`)
  if (number < 0)
    throw located(51024, `BSON field '${path}' value must be >= 0, actual value '${number}'`)
}
