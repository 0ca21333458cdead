import { Decimal128, Double, Int32, Long } from 'bson'

import { badValue } from './errors'
import type { NumericValue } from './numbers'
import { toNumber } from './numbers'

/** Number types in the order in which MongoDB widens them. */
const ranks = { Int32: 0, Long: 1, Double: 2, Decimal128: 3 } as const

type TypedNumber = Int32 | Double | Long | Decimal128

/** The sum in the wider of the two types; an int overflows to a long. */
export function add(left: NumericValue, right: NumericValue): TypedNumber {
  return combine(left, right, {
    whole: (a, b) => a + b,
    double: (a, b) => a + b,
    decimal: (a, b) => addDecimals(a, b),
  })
}

/** The product in the wider of the two types; an int overflows to a long. */
export function multiply(left: NumericValue, right: NumericValue): TypedNumber {
  return combine(left, right, {
    whole: (a, b) => a * b,
    double: (a, b) => a * b,
    decimal: (a, b) => ({ digits: a.digits * b.digits, exponent: a.exponent + b.exponent }),
  })
}

/** A JavaScript number as BSON would hold it: int, long or double. */
export function typed(value: NumericValue): TypedNumber {
  if (typeof value === 'bigint') return Long.fromBigInt(value)
  if (typeof value !== 'number') return value
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return new Double(value)
  return Math.abs(value) < 2 ** 31 ? new Int32(value) : Long.fromNumber(value)
}

interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

interface Operation {
  readonly whole: (left: bigint, right: bigint) => bigint
  readonly double: (left: number, right: number) => number
  readonly decimal: (left: Decimal, right: Decimal) => Decimal
}

function combine(left: NumericValue, right: NumericValue, operation: Operation): TypedNumber {
  const [a, b] = [typed(left), typed(right)]
  const rank = Math.max(ranks[a._bsontype], ranks[b._bsontype])
  if (rank === ranks.Decimal128) return combineDecimals(a, b, operation)
  if (rank === ranks.Double) return new Double(operation.double(toNumber(a), toNumber(b)))
  const whole = operation.whole(toWhole(a), toWhole(b))
  if (rank === ranks.Int32 && BigInt.asIntN(32, whole) === whole) return new Int32(Number(whole))
  if (BigInt.asIntN(64, whole) !== whole)
    throw badValue('Failed to apply the arithmetic: the result does not fit a 64-bit integer')
  return Long.fromBigInt(whole)
}

function toWhole(value: TypedNumber): bigint {
  return value._bsontype === 'Long' ? value.toBigInt() : BigInt(toNumber(value))
}

function combineDecimals(a: TypedNumber, b: TypedNumber, operation: Operation): Decimal128 {
  const [left, right] = [readDecimal(a), readDecimal(b)]
  if (!left || !right)
    return Decimal128.fromString(String(operation.double(toNumber(a), toNumber(b))))
  const { digits, exponent } = operation.decimal(left, right)
  return Decimal128.fromStringWithRounding(`${digits}E${exponent}`)
}

/** Null for NaN and the infinities. */
function readDecimal(value: TypedNumber): Decimal | null {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(value.toString())
  if (!match) return null
  const [, whole = '0', fraction = '', exponent = '0'] = match
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

function addDecimals(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent)
  const scale = (value: Decimal) => value.digits * 10n ** BigInt(value.exponent - exponent)
  return { digits: scale(left) + scale(right), exponent }
}
