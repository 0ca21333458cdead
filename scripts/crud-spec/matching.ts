import { EJSON } from 'bson'
import { Mismatch } from './spec-case'

/**
 * How documents are compared: `v1` lets an actual document have more fields than expected at any
 * depth, `unified` at the root only.
 */
export type Format = 'v1' | 'unified'

interface Place {
  readonly format: Format
  readonly path: string
  readonly isRoot: boolean
}

/** Returns when actual is as expected. @throws Mismatch saying where it is not */
export function verifyMatch(expected: unknown, actual: unknown, format: Format): void {
  verifyAt(expected, actual, { format, path: 'result', isRoot: true })
}

function verifyAt(expected: unknown, actual: unknown, place: Place): void {
  if (Array.isArray(expected)) {
    verifyList(expected, actual, place)
  } else if (isPlainDocument(expected)) {
    const [operator] = Object.keys(expected)
    if (operator?.startsWith('$$') === true) {
      verifyOperator(operator, expected[operator], { actual, place })
    } else {
      verifyDocument(expected, actual, place)
    }
  } else if (toComparable(expected) !== toComparable(actual)) {
    fail(expected, actual, place)
  }
}

function verifyList(expected: readonly unknown[], actual: unknown, place: Place): void {
  if (!Array.isArray(actual) || actual.length !== expected.length) fail(expected, actual, place)
  const elements = actual as readonly unknown[]
  expected.forEach((element, i) => {
    verifyAt(element, elements[i], { ...place, path: `${place.path}[${i}]` })
  })
}

function verifyDocument(
  expected: Readonly<Record<string, unknown>>,
  actual: unknown,
  place: Place,
): void {
  if (!isPlainDocument(actual)) return fail(expected, actual, place)
  for (const [key, value] of Object.entries(expected)) {
    const own = Object.hasOwn(actual, key) ? actual[key] : undefined
    verifyAt(value, own, { ...place, path: `${place.path}.${key}`, isRoot: false })
  }
  const mayHaveMore = place.isRoot || place.format === 'v1'
  const extra = Object.keys(actual).find((key) => !Object.hasOwn(expected, key))
  if (extra !== undefined && !mayHaveMore) fail(expected, actual, place)
}

function verifyOperator(
  operator: string,
  operand: unknown,
  { actual, place }: { actual: unknown; place: Place },
): void {
  switch (operator) {
    case '$$unsetOrMatches':
      if (actual !== undefined && actual !== null) verifyAt(operand, actual, place)
      return
    case '$$exists':
      if ((actual !== undefined) !== operand) fail(operand, actual, place)
      return
    case '$$type':
      if (![operand].flat().includes(typeName(actual))) fail(operand, actual, place)
      return
    default:
      throw new Mismatch(`${place.path}: ${operator} is unknown to this runner`)
  }
}

function fail(expected: unknown, actual: unknown, place: Place): never {
  const show = (value: unknown) => EJSON.stringify([value]).slice(1, -1).slice(0, 200)
  throw new Mismatch(`${place.path}: expected ${show(expected)}, got ${show(actual)}`)
}

function isPlainDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value)
  )
}

/** Relaxed extended JSON: numbers of all types alike, everything else with its type. */
function toComparable(value: unknown): string {
  return EJSON.stringify({ value }, { relaxed: true })
}

function typeName(value: unknown): string {
  if (typeof value !== 'number') return typeof value
  // The driver gives int and double as one JavaScript type; a whole number counts as an int.
  return Number.isInteger(value) ? 'int' : 'double'
}
