import { BSONRegExp, Double, Int32, Long } from 'bson'

import { runPipeline } from '../../../embedded/store/aggregation'
import { Collection } from '../../../embedded/store/collection'
import { Index } from '../../../embedded/store/indexes'
import { planQuery } from '../../../embedded/store/planner'
import { findDocuments } from '../../../embedded/store/query'
import type { Document } from '../../../embedded/store/values'

const values: readonly unknown[] = [
  undefined,
  null,
  new Int32(1),
  new Double(1),
  Long.fromNumber(2),
  'a',
  [],
  [new Int32(1), 'a'],
  [[new Int32(1)], null],
  { code: 'a' },
  new BSONRegExp('^a'),
]
const documents: readonly Document[] = values.map((value, place) =>
  value === undefined
    ? { _id: new Int32(place) }
    : { _id: new Int32(place), key: value, list: [{ key: value }] },
)

function collectionWith(...indexes: readonly Document[]): Collection {
  const collection = new Collection('test.all')
  for (const document of documents) collection.put(document)
  for (const key of indexes) {
    const name = Object.keys(key).join()
    collection.addIndex(new Index({ v: new Int32(2), key, name }))
  }
  return collection
}

const indexed = collectionWith({ key: new Int32(1) }, { 'list.key': new Int32(1) })

const isPattern = ({ key }: Document) => key instanceof BSONRegExp
const [patterns, plain] = [documents.filter(isPattern), documents.filter((one) => !isPattern(one))]

/** What is joined to each of these documents, by its `_id`. */
function join(
  local: readonly Document[],
  [localField, foreignField]: readonly [string, string],
  find: (filter: Document) => readonly Document[],
): readonly unknown[] {
  const stage = { $lookup: { from: 'all', localField, foreignField, as: 'found' } }
  const sources = { find: (_name: string, filter: Document) => find(filter) }
  const joined = runPipeline(local, [stage], sources)
  return joined.map(({ found }) => new Set((found as Document[]).map(({ _id }) => Number(_id))))
}

describe('a $lookup', () => {
  it.each([
    ['key', 'key', plain],
    ['key', 'list.key', plain],
    ['list.key', 'key', plain],
    ['list.0.key', 'list.0.key', plain],
    ['_id', '_id', plain],
    ['key', 'key', patterns],
  ])('of %s by %s finds with an index what it finds without', (localField, foreignField, local) => {
    const fields = [localField, foreignField] as const
    const withIndex = join(local, fields, (filter) => findDocuments(indexed, { filter }))
    expect(withIndex).toEqual(join(local, fields, () => documents))
  })

  it('reads what an index gives, not the whole collection', () => {
    const filters: Document[] = []
    const texts = documents.filter(({ key }) => typeof key === 'string')
    join(texts, ['key', 'key'], (filter) => {
      filters.push(filter)
      return []
    })
    expect(filters).toEqual([{ key: { $in: ['a'] } }])
    const plan = planQuery(indexed, { filter: filters[0] ?? {} })
    expect(plan.index).toBe('key')
    expect([...plan.records()]).toHaveLength(2)
  })
})
