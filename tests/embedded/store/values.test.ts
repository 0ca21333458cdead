import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'

import { add, multiply } from '../../../embedded/store/arithmetic'
import { compareValues, idKey } from '../../../embedded/store/values'

const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((value) => new Int32(value)),
  fc.integer({ min: -3, max: 3 }).map((value) => new Double(value / 2)),
  fc.constantFrom(...[Number.NaN, Infinity, -Infinity, 2 ** 53].map((value) => new Double(value))),
  fc
    .constantFrom('9007199254740993', '9007199254740992', '-1', '2')
    .map((value) => Long.fromString(value)),
  fc
    .constantFrom('0.1', '0.5', '2', '2.0', '9007199254740993')
    .map((value) => Decimal128.fromString(value)),
)

const scalars = fc.oneof(
  numbers,
  fc.constantFrom('', 'a', 'b', 'é', '\u{1F600}', '\uFFFD'),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(new MinKey(), new MaxKey(), new Timestamp({ t: 1, i: 1 })),
  fc.constantFrom(new Date(0), new Date(1)),
  fc.constantFrom(
    new ObjectId('000000000000000000000001'),
    new ObjectId('ff0000000000000000000001'),
  ),
  fc.constantFrom(new Binary(Buffer.from([1])), new Binary(Buffer.from([1]), 4)),
)

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
  ),
}))

describe('compareValues', () => {
  it('is a total order over values of every type', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0)
        expect(compareValues(a, a)).toBe(0)
        const sorted = [a, b, c].toSorted(compareValues)
        expect(compareValues(sorted[0], sorted[2])).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })

  it('holds equal exactly what has the same key', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(idKey(a) === idKey(b)).toBe(compareValues(a, b) === 0)
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['an int and a double', new Int32(1), new Double(1), 0],
    [
      'a long beyond 2^53 and the double next to it',
      Long.fromString('9007199254740993'),
      new Double(2 ** 53),
      1,
    ],
    [
      'a decimal and a double that is not quite it',
      Decimal128.fromString('0.1'),
      new Double(0.1),
      -1,
    ],
    ['NaN and a number', new Double(Number.NaN), new Double(-Infinity), -1],
    ['a number and a text', new Int32(9), '1', -1],
    ['an emoji and a letter of the private plane', '\u{1F600}', '\uFFFD', 1],
  ])('orders %s', (_what, left, right, order) => {
    expect(Math.sign(compareValues(left, right))).toBe(order)
  })
})

describe('arithmetic', () => {
  it.each([
    [new Int32(1), new Int32(2), 'Int32', '3'],
    [new Int32(2 ** 31 - 1), new Int32(1), 'Long', '2147483648'],
    [Long.fromString('9007199254740993'), new Int32(1), 'Long', '9007199254740994'],
    [new Int32(1), new Double(0.5), 'Double', '1.5'],
    [new Double(1), Decimal128.fromString('0.1'), 'Decimal128', '1.1'],
  ])('adds %p and %p as %s', (left, right, type, sum) => {
    const result = add(left, right)
    expect([result._bsontype, result.toString()]).toEqual([type, sum])
  })

  it('multiplies decimals exactly', () => {
    const product = multiply(Decimal128.fromString('1.10'), Decimal128.fromString('3'))
    expect(product.toString()).toBe('3.30')
  })

  it('refuses a whole number that fits no long', () => {
    expect(() => add(Long.MAX_VALUE, new Int32(1))).toThrow(/does not fit a 64-bit integer/)
  })
})
