import type { BSONRegExp } from 'bson'

import { badValue, located } from './errors'
import type { NumericValue } from './numbers'
import { isNumeric, toNumber } from './numbers'
import { isTruthy } from './truth'
import type { Bracket, Document } from './values'
import { bracket, bracketOf, bsonType, compareValues, equalValues, idKey } from './values'

type Test = (value: unknown) => boolean

/** A test of one value; negated ones hold when no value at the path passes. */
export interface ValueTest {
  readonly test: Test
  readonly isNegated?: boolean
}

type Compiler = (operand: unknown, siblings: Document) => ValueTest

/** A list passes when an item does or when it does as a whole. */
function anyItem(test: Test): Test {
  return (value) => (Array.isArray(value) && value.some(test)) || test(value)
}

/** Equality as MongoDB has it: null equals a missing field, a list matches by item or as a whole. */
export function matchesEqual(operand: unknown): Test {
  if (operand === null || operand === undefined)
    return anyItem((value) => value === null || value === undefined)
  if (typeof operand === 'string') return anyItem((value) => value === operand)
  return anyItem((value) => value !== undefined && equalValues(value, operand))
}

/** Text that the pattern matches, or the same pattern stored as a value. */
export function matchesRegex(operand: unknown, options?: string): Test {
  const pattern = toRegex(operand, options)
  return anyItem((value) => {
    if (typeof value === 'string') return pattern.test(value)
    return bracketOf(value) === bracket.regex && equalValues(value, operand)
  })
}

function toRegex(operand: unknown, options?: string): RegExp {
  const isPattern = bsonType(operand) === 'BSONRegExp'
  const source = isPattern ? (operand as BSONRegExp).pattern : operand
  if (typeof source !== 'string') throw badValue('$regex has to be a string')
  const flags = options ?? (isPattern ? (operand as BSONRegExp).options : '')
  const unknown = /[^imsu]/.exec(flags)?.[0]
  if (unknown !== undefined) throw located(51108, `invalid flag in regex options: ${unknown}`)
  try {
    return new RegExp(source, flags)
  } catch (error) {
    throw located(51091, `Regular expression is invalid: ${String(error)}`)
  }
}

/** Values of other types than the operand's are never below or above it. */
function ordering(isInOrder: (order: number) => boolean): Compiler {
  return (operand) => {
    const type = bracketOf(operand)
    if (type === bracket.regex) throw badValue("Can't have RegEx as arg to a comparison")
    const isNull = type === bracket.null
    const isExtreme = type === bracket.minKey || type === bracket.maxKey
    const test: Test = (value) => {
      if (isNull) return (value === null || value === undefined) && isInOrder(0)
      if (value === undefined) return false
      if (!isExtreme && bracketOf(value) !== type) return false
      return (
        isNotANumber(value) === isNotANumber(operand) && isInOrder(compareValues(value, operand))
      )
    }
    // A list as operand is compared with whole lists only.
    return { test: type === bracket.array ? test : anyItem(test) }
  }
}

function isNotANumber(value: unknown): boolean {
  return isNumeric(value) && Number.isNaN(toNumber(value))
}

function oneOf(operand: unknown, name: string): Test {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`)
  const patterns = operand.filter((item) => bracketOf(item) === bracket.regex)
  const tests = patterns.map((item) => matchesRegex(item))
  const values = operand.filter((item) => bracketOf(item) !== bracket.regex)
  const keys = new Set(values.map((item) => idKey(item ?? null)))
  return anyItem((value) => keys.has(idKey(value ?? null)) || tests.some((test) => test(value)))
}

const typeNumbers: Readonly<Record<string, readonly string[]>> = {
  double: ['double'],
  string: ['string'],
  object: ['object'],
  array: ['array'],
  binData: ['binData'],
  objectId: ['objectId'],
  bool: ['bool'],
  date: ['date'],
  null: ['null'],
  regex: ['regex'],
  int: ['int'],
  timestamp: ['timestamp'],
  long: ['long'],
  decimal: ['decimal'],
  minKey: ['minKey'],
  maxKey: ['maxKey'],
  number: ['double', 'int', 'long', 'decimal'],
}

const aliases = new Map<number, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
])

const bracketTypes: Readonly<Partial<Record<Bracket, string>>> = {
  [bracket.minKey]: 'minKey',
  [bracket.null]: 'null',
  [bracket.string]: 'string',
  [bracket.document]: 'object',
  [bracket.array]: 'array',
  [bracket.binary]: 'binData',
  [bracket.objectId]: 'objectId',
  [bracket.boolean]: 'bool',
  [bracket.date]: 'date',
  [bracket.timestamp]: 'timestamp',
  [bracket.regex]: 'regex',
  [bracket.maxKey]: 'maxKey',
}

/** MongoDB's alias of a value's type, as `$type` names it; `missing` for undefined. */
export function typeAlias(value: unknown): string {
  if (!isNumeric(value)) return bracketTypes[bracketOf(value)] ?? 'missing'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  if (typeof value === 'bigint') return 'long'
  return { Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal' }[value._bsontype]
}

function ofType(operand: unknown): ValueTest {
  const asked = Array.isArray(operand) ? (operand as unknown[]) : [operand]
  const wanted = new Set(
    asked.flatMap((type) => {
      const alias = isNumeric(type) ? aliases.get(toNumber(type)) : type
      const found = typeof alias === 'string' ? typeNumbers[alias] : undefined
      if (!found) throw badValue(`Unknown type name alias: ${String(type)}`)
      return found
    }),
  )
  return { test: anyItem((value) => wanted.has(typeAlias(value))) }
}

function remainder(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumeric))
    throw badValue('malformed mod, needs to be two numbers')
  const [divisor = 0, expected = 0] = operand.map((item: NumericValue) =>
    Math.trunc(toNumber(item)),
  )
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return {
    test: anyItem(
      (value) => isNumeric(value) && Math.trunc(toNumber(value)) % divisor === expected,
    ),
  }
}

function ofSize(operand: unknown): ValueTest {
  const size = isNumeric(operand) ? toNumber(operand) : Number.NaN
  if (!Number.isInteger(size) || size < 0)
    throw badValue('Failed to parse $size. Expected a non-negative integer')
  return { test: (value) => Array.isArray(value) && value.length === size }
}

function regexWithOptions(operand: unknown, siblings: Document): ValueTest {
  const options = siblings['$options']
  if (options !== undefined && typeof options !== 'string')
    throw badValue('$options has to be a string')
  return { test: matchesRegex(operand, options) }
}

/** The operators of one field, by name. */
export const fieldOperators: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['$eq', (operand) => ({ test: matchesEqual(operand) })],
  [
    '$ne',
    (operand) => {
      if (bracketOf(operand) === bracket.regex) throw badValue("Can't have regex as arg to $ne.")
      return { test: matchesEqual(operand), isNegated: true }
    },
  ],
  ['$gt', ordering((order) => order > 0)],
  ['$gte', ordering((order) => order >= 0)],
  ['$lt', ordering((order) => order < 0)],
  ['$lte', ordering((order) => order <= 0)],
  ['$in', (operand) => ({ test: oneOf(operand, '$in') })],
  ['$nin', (operand) => ({ test: oneOf(operand, '$nin'), isNegated: true })],
  [
    '$exists',
    (operand) => ({ test: (value) => value !== undefined, isNegated: !isTruthy(operand) }),
  ],
  ['$type', ofType],
  ['$mod', remainder],
  ['$size', ofSize],
  ['$regex', regexWithOptions],
  [
    '$options',
    (_operand, siblings) => {
      if (!Object.hasOwn(siblings, '$regex')) throw badValue('$options needs a $regex')
      return { test: () => true }
    },
  ],
  ['$comment', () => ({ test: () => true })],
])
