import { readFileSync } from 'node:fs'

import { isObject, parseJson } from '../../common/json'
import { isFieldPath } from '../../common/set-at'

/** How a part of a vendor's answer becomes a field of a record. */
export interface FieldRule {
  /** Where it is in an item, as a JSON pointer (RFC 6901); null: every record has `value`. */
  readonly at: string | null
  readonly value: unknown
  /** The vendor's words and those of the hub; null: they are the hub's. */
  readonly words: ReadonlyMap<string, unknown> | null
}

/** Fields of a record by their paths. */
export type RecordMapping = readonly (readonly [path: string, rule: FieldRule])[]

/** A list of the vendor's, in pages from 1 until one has fewer items than a page holds. */
export interface ListMapping {
  /** With `{ref}` and `{page}`. */
  readonly path: string
  /** JSON pointer to the items of an answer. */
  readonly items: string
  readonly pageSize: number
  readonly record: RecordMapping
}

/** From a vendor's REST answers to the records of a kind. */
export interface RestMapping {
  readonly kind: string
  /** One person; `{ref}` stands for the agency's reference. 404: there is nobody. */
  readonly person: { readonly path: string; readonly record: RecordMapping }
  /** Everybody, for their registration with the index: `ref` is a JSON pointer in an item. */
  readonly people: Omit<ListMapping, 'record'> & { readonly ref: string }
  /** By record type; null: the vendor's system keeps none of these, and a list of them is empty. */
  readonly lists: Readonly<Record<string, ListMapping | null>>
}

/**
 * Reads a mapping file.
 * @param recordTypes those of the kind; each must be mapped or be said not to be kept
 * @throws Error that names the file and the place in it
 */
export function readMapping(
  file: string,
  kind: string,
  recordTypes: readonly string[],
): RestMapping {
  const fail = (problem: string): never => {
    throw new Error(`${file}: ${problem}`)
  }
  const content = parseJson(readFileSync(file, 'utf8'))
  if (!isObject(content)) return fail('expected an object in JSON')
  if (content['kind'] !== kind) return fail(`kind must be "${kind}", that of the agency`)
  const lists = isObject(content['lists']) ? content['lists'] : {}
  const stranger = Object.keys(lists).find((type) => !recordTypes.includes(type))
  if (stranger !== undefined)
    return fail(`lists: "${stranger}" is none of ${recordTypes.join(', ')}`)
  const missing = recordTypes.find((type) => !(type in lists))
  if (missing !== undefined)
    return fail(`lists: map "${missing}", or say null: the system keeps none`)
  return {
    kind,
    person: {
      path: readPath(content['person'], ['{ref}'], (problem) => fail(`person: ${problem}`)),
      record: readRecord(content['person'], (problem) => fail(`person: ${problem}`)),
    },
    people: readPeople(content['people'], (problem) => fail(`people: ${problem}`)),
    lists: Object.fromEntries(
      Object.entries(lists).map(([type, list]) => [
        type,
        list === null ? null : readList(list, (problem) => fail(`lists: ${type}: ${problem}`)),
      ]),
    ),
  }
}

type Fail = (problem: string) => never

function readPeople(given: unknown, fail: Fail): RestMapping['people'] {
  const { ref } = isObject(given) ? given : {}
  if (!isPointer(ref)) return fail('ref must be a JSON pointer')
  return { ...readPages(given, ['{page}'], fail), ref }
}

function readList(given: unknown, fail: Fail): ListMapping {
  return { ...readPages(given, ['{ref}', '{page}'], fail), record: readRecord(given, fail) }
}

function readPages(
  given: unknown,
  places: readonly string[],
  fail: Fail,
): Omit<ListMapping, 'record'> {
  const path = readPath(given, places, fail)
  const { items, pageSize } = isObject(given) ? given : {}
  if (!isPointer(items)) return fail('items must be a JSON pointer')
  if (
    typeof pageSize !== 'number' ||
    !Number.isInteger(pageSize) ||
    pageSize < 1 ||
    pageSize > 1000
  )
    return fail('pageSize must be a whole number from 1 to 1000')
  return { path, items, pageSize }
}

function readPath(given: unknown, places: readonly string[], fail: Fail): string {
  const { path } = isObject(given) ? given : {}
  if (typeof path !== 'string' || !/^\/[^/\\]/.test(path)) return fail('path must begin with one /')
  const missing = places.find((place) => path.split(place).length !== 2)
  return missing === undefined ? path : fail(`path must have ${missing} once`)
}

function readRecord(given: unknown, fail: Fail): RecordMapping {
  const { record } = isObject(given) ? given : {}
  if (!isObject(record)) return fail('record must say which field is where')
  return Object.entries(record).map(([path, rule]) => {
    if (!isFieldPath(path)) return fail(`"${path}" is no path of a field, as in names.0.surname`)
    return [
      path,
      readRule(rule) ?? fail(`${path}: expected a JSON pointer, { at, words } or { value }`),
    ]
  })
}

function readRule(given: unknown): FieldRule | null {
  const { at = null, value, words = null, ...others } = isObject(given) ? given : { at: given }
  if (Object.keys(others).length > 0 || (at === null) === (value === undefined)) return null
  if (at !== null && !isPointer(at)) return null
  if (words === null) return { at, value, words }
  return isObject(words) ? { at, value, words: new Map(Object.entries(words)) } : null
}

function isPointer(value: unknown): value is string {
  return typeof value === 'string' && (value === '' || value.startsWith('/'))
}
