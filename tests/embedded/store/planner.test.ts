import { Double, Int32, Long, ObjectId } from 'bson'
import fc from 'fast-check'
import { Collection } from '../../../embedded/store/collection'
import { StoreError } from '../../../embedded/store/errors'
import { Index } from '../../../embedded/store/indexes'
import { planQuery } from '../../../embedded/store/planner'
import { findDocuments } from '../../../embedded/store/query'
import { sortDocuments } from '../../../embedded/store/sort'
import type { Document } from '../../../embedded/store/values'

const one = new Int32(1)
const down = new Int32(-1)

function collectionWith(documents: readonly Document[], indexes: readonly Document[]): Collection {
  const collection = new Collection('test.things')
  indexes.forEach((options, i) => {
    collection.addIndex(new Index({ name: `index${String(i)}`, ...options }))
  })
  for (const document of documents) collection.put(document)
  return collection
}

describe('the plan of a query', () => {
  const indexes = [
    { key: { a: one, b: down } },
    { key: { c: one }, sparse: true },
    { key: { d: one }, partialFilterExpression: { d: { $gt: new Int32(5) } } },
    { key: { 'list.x': one, 'list.y': one } },
  ]
  const collection = collectionWith([{ _id: 1, list: [{ x: 1, y: 2 }] }], indexes)

  it.each<[string, Document, Document, { index: string | null; isSorted: boolean }]>([
    ['an id', { _id: 5 }, {}, { index: '_id_', isSorted: true }],
    [
      'a range of ids in their order',
      { _id: { $gt: one } },
      { _id: 1 },
      { index: '_id_', isSorted: true },
    ],
    ['an equal first field', { a: 5 }, {}, { index: 'index0', isSorted: true }],
    ['a null first field', { a: null }, {}, { index: 'index0', isSorted: true }],
    ['a list of values', { a: { $in: [1, 2] } }, {}, { index: 'index0', isSorted: true }],
    ['a range of the first field', { a: { $gt: one } }, {}, { index: 'index0', isSorted: true }],
    ['only the second field', { b: 5 }, {}, { index: null, isSorted: true }],
    [
      'an equal field and the order of the next',
      { a: 5 },
      { b: 1 },
      { index: 'index0', isSorted: true },
    ],
    [
      'an equal field and the order of both',
      { a: 5 },
      { a: 1, b: 1 },
      { index: 'index0', isSorted: true },
    ],
    ['the order of the index', {}, { a: 1, b: -1 }, { index: 'index0', isSorted: true }],
    ['the opposite order', {}, { a: -1, b: 1 }, { index: 'index0', isSorted: true }],
    ['another order', {}, { a: 1, b: 1 }, { index: null, isSorted: false }],
    [
      'a list of values and the order of the next',
      { a: { $in: [1, 2] } },
      { b: 1 },
      { index: 'index0', isSorted: false },
    ],
    ['a demand within $and', { $and: [{ a: 5 }] }, {}, { index: 'index0', isSorted: true }],
    ['a demand within $or', { $or: [{ a: 5 }] }, {}, { index: null, isSorted: true }],
    ['a negation', { a: { $ne: 5 } }, {}, { index: null, isSorted: true }],
    ['a whole list', { a: [5] }, {}, { index: null, isSorted: true }],
    ['a value of a sparse index', { c: 5 }, {}, { index: 'index1', isSorted: true }],
    ['null, which a sparse index leaves out', { c: null }, {}, { index: null, isSorted: true }],
    [
      'an order, which a sparse index has not for all',
      {},
      { c: 1 },
      { index: null, isSorted: false },
    ],
    [
      'a value within a partial index',
      { d: new Int32(6) },
      {},
      { index: 'index2', isSorted: true },
    ],
    [
      'a value outside of a partial index',
      { d: new Int32(5) },
      {},
      { index: null, isSorted: true },
    ],
    [
      'the filter of a partial index',
      { d: { $gt: new Int32(5) } },
      {},
      { index: 'index2', isSorted: true },
    ],
    ['a field of a list', { 'list.x': 1 }, {}, { index: 'index3', isSorted: true }],
    ['the order of a field of a list', {}, { 'list.x': 1 }, { index: null, isSorted: false }],
  ])('for %s', (_what, filter, sort, plan) => {
    expect(planQuery(collection, { filter, sort })).toMatchObject(plan)
  })

  it.each<[string, unknown, string | null]>([
    ['a name', 'index0', 'index0'],
    ['a key pattern', { a: one, b: down }, 'index0'],
    ['the index of ids', { _id: one }, '_id_'],
    ['no index', { $natural: one }, null],
  ])('follows a hint: %s', (_what, hint, index) => {
    expect(planQuery(collection, { filter: {}, hint }).index).toBe(index)
  })

  it.each<[string, unknown, number]>([
    ['an index that does not exist', 'index9', 2],
    ['a key pattern in another order', { b: down, a: one }, 2],
    ['an index that leaves documents out', 'index1', 291],
  ])('refuses a hint: %s', (_what, hint, code) => {
    expect(() => planQuery(collection, { filter: {}, hint })).toThrow(
      expect.objectContaining({ code }) as Error,
    )
  })

  it('looks at no more than is asked for when the index has the order', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ _id: i, a: 1, b: i }))
    const plan = planQuery(collectionWith(many, indexes), { filter: { a: 1 }, sort: { b: -1 } })
    const [first] = plan.records()
    expect(first?.document).toMatchObject({ b: 99 })
  })
})

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((value) => new Int32(value)),
  fc.constantFrom<unknown>(
    new Double(1),
    new Double(1.5),
    new Double(NaN),
    Long.fromNumber(2),
    null,
    true,
    '',
    'a',
    'b',
    new Date(0),
    new Date(1),
    new ObjectId('000000000000000000000001'),
  ),
)
const pair = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: pair },
)
const list = fc.oneof(pair, fc.array(fc.oneof(pair, scalar), { maxLength: 3 }))
const documents = fc
  .array(fc.record({ a: value, b: value, list }, { requiredKeys: [] }), { maxLength: 25 })
  .map((all) => all.map((fields, _id) => ({ _id: new Int32(_id), ...fields })))

const path = fc.constantFrom('a', 'b', 'list.x', 'list.y', 'a.x', 'list')
const condition = fc.oneof(
  value,
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $eq: value }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $not: fc.record({ $gt: scalar }) }),
)
const clause = fc.tuple(path, condition).map(([name, wanted]): Document => ({ [name]: wanted }))
const filter = fc.oneof(
  fc
    .array(clause, { maxLength: 3 })
    .map((clauses): Document =>
      Object.fromEntries(clauses.flatMap((fields) => Object.entries(fields))),
    ),
  fc.array(clause, { minLength: 1, maxLength: 3 }).map(($and): Document => ({ $and })),
  fc.array(clause, { minLength: 1, maxLength: 2 }).map(($or): Document => ({ $or })),
  fc.record({
    _id: fc.record({ $gte: fc.integer({ min: 0, max: 9 }).map((id) => new Int32(id)) }),
  }),
)
const direction = fc.constantFrom(one, down)
const sort = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'list.x', '_id'), { maxLength: 2 })
  .chain((paths) => fc.tuple(...paths.map((name) => fc.tuple(fc.constant(name), direction))))
  .map((fields): Document => Object.fromEntries(fields))
const indexSets = fc.constantFrom<Document[]>(
  [{ key: { a: one } }, { key: { b: down } }],
  [{ key: { a: one, b: down } }],
  [{ key: { a: down, b: one } }, { key: { 'list.x': one } }],
  [
    { key: { a: one }, sparse: true },
    { key: { b: one, a: one }, sparse: true },
  ],
  [{ key: { 'list.x': one, 'list.y': down } }, { key: { 'a.x': one } }],
  [{ key: { a: one }, partialFilterExpression: { b: { $exists: true } } }],
  [{ key: { a: one }, partialFilterExpression: { a: { $gte: one } } }, { key: { list: one } }],
)

it.each([
  ['of the id', { _id: { $in: [] } }],
  ['of an indexed field', { a: { $in: [] } }],
  ['of any other, beside something else', { c: { $in: [] }, a: 1 }],
])('one of no values %s is looked for nowhere', (_where, filter) => {
  const documents = [{ _id: 1, a: 1 }]
  const { records } = planQuery(collectionWith(documents, [{ key: { a: 1 } }]), { filter })
  expect([...records()]).toEqual([])
})

describe('what is found through indexes', () => {
  it.each<[string, Document, Document, Document]>([
    [
      'two items of a list that meet one demand each',
      {
        list: [
          { x: 1, y: 9 },
          { x: 9, y: 2 },
        ],
      },
      { 'list.x': 1, 'list.y': 2 },
      { 'list.x': one, 'list.y': one },
    ],
    [
      'two items of a list, one above and one below',
      { a: [new Int32(1), new Int32(9)] },
      { a: { $gt: new Int32(5), $lt: new Int32(3) } },
      { a: one },
    ],
    ['a list that holds null', { a: [null] }, { a: null }, { a: one }],
    ['a number of another type', { a: Long.fromNumber(1) }, { a: new Double(1) }, { a: one }],
    ['a place in a list', { a: [5, { 0: 6 }] }, { 'a.0': 6 }, { 'a.0': one }],
  ])('includes %s', (_what, fields, filter, key) => {
    const document = { _id: one, ...fields }
    expect(findDocuments(collectionWith([document], []), { filter })).toEqual([document])
    expect(findDocuments(collectionWith([document], [{ key }]), { filter })).toEqual([document])
  })

  it('is what a scan finds, in the order of the sort', () => {
    let used = 0
    fc.assert(
      fc.property(documents, indexSets, filter, sort, (all, indexes, wanted, order) => {
        const indexed = collectionWith([], indexes)
        const kept = all.filter((document) => wasPut(indexed, document))
        const scanned = findDocuments(collectionWith(kept, []), { filter: wanted })
        const query = { filter: wanted, sort: order }
        const found = findDocuments(indexed, query)
        if (planQuery(indexed, query).index?.startsWith('index')) used += 1
        expect(ids(found).toSorted()).toEqual(ids(scanned).toSorted())
        expect(ids(found)).toEqual(ids(sortDocuments(found, order)))
        const [limit, skip] = [2, 1]
        const some = findDocuments(indexed, { ...query, limit, skip })
        expect(some).toEqual(found.slice(skip, skip + limit))
      }),
      { numRuns: 1_500 },
    )
    expect(used).toBeGreaterThan(100)
  })

  it('is what a scan finds after documents were changed and removed', () => {
    fc.assert(
      fc.property(documents, documents, indexSets, filter, (before, after, indexes, wanted) => {
        const indexed = collectionWith([], indexes)
        const plain = collectionWith([], [])
        for (const document of [...before, ...after])
          if (wasPut(indexed, document)) plain.put(document)
        for (const { _id } of before.slice(0, 5)) {
          indexed.remove(_id)
          plain.remove(_id)
        }
        expect(ids(findDocuments(indexed, { filter: wanted })).toSorted()).toEqual(
          ids(findDocuments(plain, { filter: wanted })).toSorted(),
        )
      }),
      { numRuns: 500 },
    )
  })
})

function ids(found: readonly Document[]): number[] {
  return found.map((document) => (document['_id'] as Int32).value)
}

/** False for a document with two lists side by side, which an index does not take. */
function wasPut(collection: Collection, document: Document): boolean {
  try {
    collection.put(document)
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 171) return false
    throw error
  }
}
