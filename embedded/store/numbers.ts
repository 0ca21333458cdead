import type { Decimal128, Double, Int32, Long } from 'bson'

/** A number in any of the BSON number types, or as a JavaScript number. */
export type NumericValue = number | bigint | Int32 | Double | Long | Decimal128

/** True for a number of any BSON type. */
export function isNumeric(value: unknown): value is NumericValue {
  if (typeof value === 'number' || typeof value === 'bigint') return true
  if (typeof value !== 'object' || value === null) return false
  const type = (Object.getPrototypeOf(value) as { readonly _bsontype?: unknown } | null)?._bsontype
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128'
}

/** The nearest JavaScript number. */
export function toNumber(value: NumericValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') return value.value
  return value._bsontype === 'Long' ? value.toNumber() : Number(value.toString())
}

/** Below, at or above 0 by exact value, whatever the types; NaN is below every other number. */
export function compareNumbers(left: NumericValue, right: NumericValue): number {
  const a = toNumber(left)
  const b = toNumber(right)
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
  if (a !== b) return a < b ? -1 : 1
  // Rounding can make different numbers the same double; infinities are what they are.
  return isExact(left) && isExact(right) ? 0 : compareFractions(left, right)
}

/** Equal numbers have equal keys, whatever their type. */
export function numberKey(value: NumericValue): string {
  const nearest = toNumber(value)
  if (isExact(value)) return String(nearest === 0 ? 0 : nearest)
  const { numerator, denominator } = toFraction(value)
  const divisor = greatestCommonDivisor(numerator, denominator)
  const [n, d] = [numerator / divisor, denominator / divisor]
  const exact = toFraction(nearest)
  const isDouble = n * exact.denominator === exact.numerator * d
  return isDouble ? String(nearest === 0 ? 0 : nearest) : `${n}/${d}`
}

/** True when the nearest JavaScript number is the number itself. */
function isExact(value: NumericValue): boolean {
  if (!Number.isFinite(toNumber(value))) return true
  if (typeof value === 'number') return true
  if (typeof value === 'bigint') return BigInt(Number(value)) === value
  switch (value._bsontype) {
    case 'Int32':
    case 'Double':
      return true
    case 'Long':
      return Number.isSafeInteger(value.toNumber())
    case 'Decimal128':
      return false
  }
}

interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

function compareFractions(left: NumericValue, right: NumericValue): number {
  const a = toFraction(left)
  const b = toFraction(right)
  const x = a.numerator * b.denominator
  const y = b.numerator * a.denominator
  return x === y ? 0 : x < y ? -1 : 1
}

function toFraction(value: NumericValue): Fraction {
  if (typeof value === 'bigint') return { numerator: value, denominator: 1n }
  if (typeof value === 'number') return doubleFraction(value)
  switch (value._bsontype) {
    case 'Int32':
    case 'Double':
      return doubleFraction(value.value)
    case 'Long':
      return { numerator: value.toBigInt(), denominator: 1n }
    case 'Decimal128':
      return decimalFraction(value.toString())
  }
}

function doubleFraction(value: number): Fraction {
  let numerator = value
  let exponent = 0n
  while (!Number.isInteger(numerator)) {
    numerator *= 2
    exponent += 1n
  }
  return { numerator: BigInt(numerator), denominator: 2n ** exponent }
}

function decimalFraction(text: string): Fraction {
  const match = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/.exec(text)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? []
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n)
  const power = Number(exponent) - fraction.length
  return power >= 0
    ? { numerator: digits * 10n ** BigInt(power), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-power) }
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
