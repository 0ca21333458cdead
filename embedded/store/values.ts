import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson'

import type { NumericValue } from './numbers'
import { compareNumbers, isNumeric, numberKey } from './numbers'

/** A BSON document in memory: own properties only, numbers in the wrapper of their BSON type. */
export type Document = Record<string, unknown>

/** BSON types in the order in which MongoDB sorts them. */
export const bracket = {
  minKey: 0,
  missing: 1,
  null: 2,
  number: 3,
  string: 4,
  document: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  code: 13,
  maxKey: 14,
} as const

export type Bracket = (typeof bracket)[keyof typeof bracket]

const wrapperBrackets: Readonly<Record<string, Bracket>> = {
  Int32: bracket.number,
  Double: bracket.number,
  Long: bracket.number,
  Decimal128: bracket.number,
  ObjectId: bracket.objectId,
  Binary: bracket.binary,
  UUID: bracket.binary,
  Timestamp: bracket.timestamp,
  BSONRegExp: bracket.regex,
  BSONSymbol: bracket.string,
  Code: bracket.code,
  MinKey: bracket.minKey,
  MaxKey: bracket.maxKey,
}

/** The type bracket of a value: values of different brackets never equal each other. */
export function bracketOf(value: unknown): Bracket {
  switch (typeof value) {
    case 'string':
      return bracket.string
    case 'number':
    case 'bigint':
      return bracket.number
    case 'boolean':
      return bracket.boolean
    case 'undefined':
      return bracket.missing
    default:
      return objectBracket(value)
  }
}

function objectBracket(value: unknown): Bracket {
  if (value === null) return bracket.null
  if (Array.isArray(value)) return bracket.array
  if (value instanceof Date) return bracket.date
  if (value instanceof RegExp) return bracket.regex
  const wrapper = bsonType(value)
  return wrapper === undefined ? bracket.document : (wrapperBrackets[wrapper] ?? bracket.document)
}

/** Name of the BSON wrapper class of a value; undefined for plain values and documents. */
export function bsonType(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // Read from the prototype: a stored document may have a field of this name.
  const prototype = Object.getPrototypeOf(value) as { readonly _bsontype?: unknown } | null
  const name =
    prototype === Object.prototype || prototype === null ? undefined : prototype._bsontype
  return typeof name === 'string' ? name : undefined
}

/** True for a document: not an array, not a date, not a BSON wrapper. */
export function isDocument(value: unknown): value is Document {
  return bracketOf(value) === bracket.document
}

/** Below, at or above 0 as MongoDB orders the two values; a total order over all BSON values. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right)
  const leftBracket = bracketOf(left)
  const rightBracket = bracketOf(right)
  if (leftBracket !== rightBracket) return leftBracket - rightBracket
  return comparers[leftBracket](left, right)
}

/** True when MongoDB holds the two values to be equal: 1 and 1.0 are, "1" is not. */
export function equalValues(left: unknown, right: unknown): boolean {
  return compareValues(left, right) === 0
}

/** Equal BSON values have equal keys, others different ones. */
export function idKey(value: unknown): string {
  switch (bracketOf(value)) {
    case bracket.string:
      return `s${String(value)}`
    case bracket.number:
      return `n${numberKey(value as NumericValue)}`
    case bracket.objectId:
      return `o${(value as ObjectId).toHexString()}`
    case bracket.document:
      return `{${documentKey(value as Document)}}`
    case bracket.array:
      return `[${(value as unknown[]).map((item) => JSON.stringify(idKey(item))).join()}]`
    case bracket.date:
      return `t${(value as Date).getTime()}`
    case bracket.binary:
      return `b${(value as Binary).sub_type}:${(value as Binary).toString('hex')}`
    default:
      return `${bracketOf(value)}${String(value)}`
  }
}

function documentKey(document: Document): string {
  return Object.keys(document)
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(idKey(document[name]))}`)
    .join()
}

type Comparer = (left: never, right: never) => number

const comparers = {
  [bracket.minKey]: () => 0,
  [bracket.missing]: () => 0,
  [bracket.null]: () => 0,
  [bracket.number]: compareNumbers,
  [bracket.string]: (left: unknown, right: unknown) => compareText(String(left), String(right)),
  [bracket.document]: compareDocuments,
  [bracket.array]: compareArrays,
  [bracket.binary]: compareBinaries,
  [bracket.objectId]: (left: ObjectId, right: ObjectId) => Buffer.compare(left.id, right.id),
  [bracket.boolean]: (left: boolean, right: boolean) => Number(left) - Number(right),
  [bracket.date]: (left: Date, right: Date) => left.getTime() - right.getTime(),
  [bracket.timestamp]: (left: Timestamp, right: Timestamp) => left.compare(right),
  [bracket.regex]: (left: unknown, right: unknown) =>
    compareText(regexText(left), regexText(right)),
  [bracket.code]: (left: unknown, right: unknown) => compareText(String(left), String(right)),
  [bracket.maxKey]: () => 0,
} satisfies Record<Bracket, Comparer> as Record<Bracket, (left: unknown, right: unknown) => number>

/** MongoDB compares text by its UTF-8 bytes, which is the order of code points. */
function compareText(left: string, right: string): number {
  if (left === right) return 0
  const shorter = Math.min(left.length, right.length)
  for (let index = 0; index < shorter; index += 1) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    // Surrogates stand for code points above every other code unit.
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return left.length - right.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

function compareArrays(left: readonly unknown[], right: readonly unknown[]): number {
  const shorter = Math.min(left.length, right.length)
  for (let index = 0; index < shorter; index += 1) {
    const order = compareValues(left[index], right[index])
    if (order !== 0) return order
  }
  return left.length - right.length
}

function compareDocuments(left: Document, right: Document): number {
  const leftNames = Object.keys(left)
  const rightNames = Object.keys(right)
  const shorter = Math.min(leftNames.length, rightNames.length)
  for (let index = 0; index < shorter; index += 1) {
    const leftName = leftNames[index] ?? ''
    const rightName = rightNames[index] ?? ''
    const order =
      bracketOf(left[leftName]) - bracketOf(right[rightName]) ||
      compareText(leftName, rightName) ||
      compareValues(left[leftName], right[rightName])
    if (order !== 0) return order
  }
  return leftNames.length - rightNames.length
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    left.length() - right.length() ||
    left.sub_type - right.sub_type ||
    Buffer.compare(left.value(), right.value())
  )
}

function regexText(value: unknown): string {
  if (value instanceof RegExp) return `${value.source}/${value.flags}`
  const { pattern, options } = value as BSONRegExp
  return `${pattern}/${options}`
}

export { isNumeric }
