import { Int32 } from 'bson'
import { Index } from '../../../embedded/store/indexes'
import type { Document } from '../../../embedded/store/values'

function index(key: Document, options: Document = {}): Index {
  return new Index({ name: 'tested', key, ...options })
}

const empty = undefined

describe('the keys of a document', () => {
  it.each<[string, Document, Document, unknown[][]]>([
    ['a field', { a: 1 }, { a: 5 }, [[5]]],
    ['a missing field, as null', { a: 1 }, {}, [[null]]],
    ['a field of a field', { 'a.b': 1 }, { a: { b: 5 } }, [[5]]],
    ['a field of what is no document', { 'a.b': 1 }, { a: 5 }, [[null]]],
    ['several fields', { a: 1, b: -1 }, { a: 1, b: 2 }, [[1, 2]]],
    ['every item of a list', { a: 1 }, { a: [1, 2] }, [[1], [2]]],
    ['an empty list, below null', { a: 1 }, { a: [] }, [[empty]]],
    ['a list in a list, whole', { a: 1 }, { a: [[1, 2]] }, [[[1, 2]]]],
    [
      'a field of every document in a list',
      { 'a.b': 1 },
      { a: [{ b: 1 }, { c: 2 }] },
      [[1], [null]],
    ],
    ['an item of a list by its place', { 'a.1': 1 }, { a: [5, 6] }, [[6]]],
    [
      'two fields of one list, together for each item',
      { 'a.b': 1, 'a.c': 1 },
      {
        a: [
          { b: 1, c: 2 },
          { b: 3, c: 4 },
        ],
      },
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a list and a field beside it',
      { a: 1, b: 1 },
      { a: [1, 2], b: 3 },
      [
        [1, 3],
        [2, 3],
      ],
    ],
    ['what a prototype has, as missing', { toString: 1 }, {}, [[null]]],
  ])('are those of %s', (_what, key, document, keys) => {
    expect(index(key).keysOf(document)).toEqual(keys)
  })

  it('cannot be made of two lists side by side', () => {
    expect(() => index({ a: 1, b: 1 }).keysOf({ a: [1], b: [2] })).toThrow(
      expect.objectContaining({ code: 171 }) as Error,
    )
  })

  it.each<[string, Document, Document, number]>([
    ['a sparse index without the field', { sparse: true }, { b: 1 }, 0],
    ['a sparse index with null', { sparse: true }, { a: null }, 1],
    ['a partial index outside of its filter', { partialFilterExpression: { b: 1 } }, { a: 1 }, 0],
    ['a partial index within its filter', { partialFilterExpression: { b: 1 } }, { a: 1, b: 1 }, 1],
  ])('%s', (_what, options, document, count) => {
    const stored = Object.fromEntries(
      Object.entries(document).map(([name, v]) => [name, typeof v === 'number' ? new Int32(v) : v]),
    )
    expect(index({ a: 1 }, options).keysOf(stored)).toHaveLength(count)
  })
})

describe('an index', () => {
  const values = [3, 1, null, 'b', 2, 'a', 1]

  function filled(key: Document): Index {
    const made = index(key)
    values.forEach((value, sequence) => {
      const document = { a: value, n: sequence }
      made.add(made.keysOf(document), { sequence, document })
    })
    return made
  }

  const read = (from: Iterable<{ document: Document }>) =>
    [...from].map(({ document }) => document['a'])
  const all = { from: [], to: [] }

  it('gives its records in the order of their keys, forwards and backwards', () => {
    expect(read(filled({ a: 1 }).records(all))).toEqual([null, 1, 1, 2, 3, 'a', 'b'])
    expect(read(filled({ a: 1 }).records(all, true))).toEqual(['b', 'a', 3, 2, 1, 1, null])
    expect(read(filled({ a: -1 }).records(all))).toEqual(['b', 'a', 3, 2, 1, 1, null])
  })

  it('gives equal keys in order of insertion', () => {
    const ones = [...filled({ a: 1 }).records({ from: [1], to: [1] })]
    expect(ones.map(({ document }) => document['n'])).toEqual([1, 6])
  })

  it.each([
    ['a range', { from: [1], to: [2] }, [1, 1, 2]],
    ['a range between keys', { from: [1.5], to: [2.5] }, [2]],
    ['an empty range', { from: [7], to: [8] }, []],
  ])('gives %s, both ends included', (_what, range, expected) => {
    expect(read(filled({ a: 1 }).records(range))).toEqual(expected)
    expect(read(filled({ a: 1 }).records(range, true))).toEqual(expected.toReversed())
  })

  it('forgets what is removed', () => {
    const made = filled({ a: 1 })
    for (const record of [...made.records({ from: [1], to: [1] })])
      made.remove(made.keysOf(record.document), record)
    expect(read(made.records(all))).toEqual([null, 2, 3, 'a', 'b'])
  })
})
