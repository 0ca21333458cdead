import { Int32, ObjectId } from 'bson'
import { verifyMatch } from '../../../scripts/crud-spec/matching'

const id = new ObjectId()

describe('verifyMatch', () => {
  it.each<[string, unknown, unknown]>([
    ['equal documents', { a: [1, { b: null }] }, { a: [1, { b: null }] }],
    ['more fields at the root', { a: 1 }, { a: 1, b: 2 }],
    ['numbers of different types', { a: 1 }, { a: new Int32(1) }],
    ['a field that may be missing', { a: { $$unsetOrMatches: 1 } }, {}],
    ['a field that may be missing, and matches', { a: { $$unsetOrMatches: 1 } }, { a: 1 }],
    ['a field that must be missing', { a: { $$exists: false } }, {}],
    ['one of two types', { a: { $$type: ['int', 'double'] } }, { a: 1.5 }],
    ['equal ids', { a: id }, { a: new ObjectId(id.toHexString()) }],
  ])('accepts %s', (_what, expected, actual) => {
    expect(() => {
      verifyMatch(expected, actual, 'unified')
    }).not.toThrow()
  })

  it.each<[string, unknown, unknown]>([
    ['another value', { a: 1 }, { a: 2 }],
    ['another type', { a: 1 }, { a: '1' }],
    ['another id', { a: id }, { a: new ObjectId() }],
    ['a missing field', { a: 1 }, {}],
    ['null for a missing field', { a: { $$exists: false } }, { a: null }],
    ['more fields below the root', { a: { b: 1 } }, { a: { b: 1, c: 2 } }],
    ['a shorter list', [1, 2], [1]],
    ['a longer list', [1], [1, 2]],
    ['nothing at all', { a: 1 }, null],
    ['a field that may be missing, and differs', { a: { $$unsetOrMatches: 1 } }, { a: 2 }],
    ['an operator it does not know', { a: { $$guess: 1 } }, { a: 1 }],
  ])('refuses %s', (_what, expected, actual) => {
    expect(() => {
      verifyMatch(expected, actual, 'unified')
    }).toThrow(/^result/)
  })

  it('lets v1 documents have more fields at any depth, but no lists be longer', () => {
    expect(() => {
      verifyMatch({ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, 'v1')
    }).not.toThrow()
    expect(() => {
      verifyMatch({ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }, 'v1')
    }).toThrow('result.a: expected [{"b":1}], got [{"b":1},{"b":2}]')
  })
})
