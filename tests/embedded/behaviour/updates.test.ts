import type { Collection, Document } from 'mongodb'
import { openStorage, rejection, type Storage } from './storage'

type Item = Document & { _id: number }

describe('updates', () => {
  let storage: Storage
  let items: Collection<Item>

  beforeAll(async () => {
    storage = await openStorage()
    items = storage.database.collection<Item>('items')
  })
  afterAll(() => storage.close())
  beforeEach(() => items.deleteMany())

  /** Returns the document after the update; its `_id` of 1 is left out. */
  const afterUpdate = async (before: object, update: Document) => {
    await items.insertOne({ _id: 1, ...before })
    await items.updateOne({ _id: 1 }, update)
    const { _id, ...rest } = (await items.findOne({ _id: 1 })) ?? { _id: 0 }
    expect(_id).toBe(1)
    return rest
  }

  it.each<[string, object, Document, object]>([
    ['$set', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
    ['$set of a path that is not there', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set of an element', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    [
      '$set beyond the end of a list',
      { a: [1] },
      { $set: { 'a.3': 4 } },
      { a: [1, null, null, 4] },
    ],
    ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 2 } }],
    ['$unset of an element', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$inc', { a: 1 }, { $inc: { a: 2, b: -3 } }, { a: 3, b: -3 }],
    ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    ['$min', { a: 5, b: 5 }, { $min: { a: 4, b: 6, c: 1 } }, { a: 4, b: 5, c: 1 }],
    ['$max', { a: 5, b: 5 }, { $max: { a: 4, b: 6, c: 1 } }, { a: 5, b: 6, c: 1 }],
    ['$rename', { a: 1 }, { $rename: { a: 'b.c', none: 'd' } }, { b: { c: 1 } }],
    ['$setOnInsert of a document that is there', {}, { $setOnInsert: { a: 1 } }, {}],
    ['$push', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
    ['$push of a list', { a: [] }, { $push: { a: [1, 2] } }, { a: [[1, 2]] }],
    ['$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
    [
      '$push $slice from the end',
      { a: [1, 2] },
      { $push: { a: { $each: [3, 4], $slice: -3 } } },
      { a: [2, 3, 4] },
    ],
    [
      '$push $slice from the start',
      { a: [1, 2] },
      { $push: { a: { $each: [3, 4], $slice: 3 } } },
      { a: [1, 2, 3] },
    ],
    ['$push $slice 0', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
    [
      '$push $position',
      { a: [1, 2] },
      { $push: { a: { $each: [8, 9], $position: 1 } } },
      { a: [1, 8, 9, 2] },
    ],
    [
      '$push $sort before $slice',
      { a: [{ n: 3 }] },
      { $push: { a: { $each: [{ n: 1 }, { n: 2 }], $sort: { n: 1 }, $slice: 2 } } },
      { a: [{ n: 1 }, { n: 2 }] },
    ],
    ['$addToSet', { a: [1] }, { $addToSet: { a: 1, b: 2 } }, { a: [1], b: [2] }],
    [
      '$addToSet $each',
      { a: [1, { x: 1 }] },
      { $addToSet: { a: { $each: [1, 2, { x: 1 }, 2] } } },
      { a: [1, { x: 1 }, 2] },
    ],
    ['$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull of documents by their fields',
      { a: [{ x: 1, y: 1 }, { x: 1, y: 2 }, { x: 2 }] },
      { $pull: { a: { x: 1, y: { $gt: 1 } } } },
      { a: [{ x: 1, y: 1 }, { x: 2 }] },
    ],
    ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
    ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
    ['$ of no list', { a: { 0: 'x' } }, { $set: { 'a.0': 'y' } }, { a: { 0: 'y' } }],
  ])('%s', async (_what, before, update, expected) => {
    expect(await afterUpdate(before, update)).toEqual(expected)
  })

  it('keep the order of fields and put new ones at the end', async () => {
    const found = await afterUpdate({ z: 1, a: 1 }, { $set: { m: 1, z: 2 } })
    expect(Object.keys(found)).toEqual(['z', 'a', 'm'])
  })

  it('stamp the time with $currentDate', async () => {
    const before = Date.now() - 60_000
    const found = (await afterUpdate({}, { $currentDate: { at: true } })) as { at?: unknown }
    expect(found.at).toBeInstanceOf(Date)
    expect((found.at as Date).getTime()).toBeGreaterThan(before)
  })

  it.each<[string, object, Document, number]>([
    ['an operator that is unknown', {}, { $increase: { a: 1 } }, 9],
    ['two changes of one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a change of a path and of its parent', {}, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['a change of _id', {}, { $set: { _id: 2 } }, 66],
    ['a path through a value', { a: 5 }, { $set: { 'a.b': 1 } }, 28],
    ['$inc of text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by text', { a: 1 }, { $inc: { a: 'x' } }, 14],
    ['$push to no list', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$addToSet to no list', { a: 1 }, { $addToSet: { a: 1 } }, 2],
    ['$pull from no list', { a: 1 }, { $pull: { a: 1 } }, 2],
    ['$pop from no list', { a: 1 }, { $pop: { a: 1 } }, 14],
  ])('refuse %s and leave the document alone', async (_what, before, update, code) => {
    await items.insertOne({ _id: 1, ...before })
    expect(await rejection(items.updateOne({ _id: 1 }, update))).toMatchObject({ code })
    await expect(items.findOne()).resolves.toEqual({ _id: 1, ...before })
  })

  it('say what was matched and what was changed', async () => {
    await items.insertMany([1, 2, 3].map((_id) => ({ _id, a: _id > 1 })))
    await expect(items.updateMany({}, { $set: { a: true } })).resolves.toEqual({
      acknowledged: true,
      matchedCount: 3,
      modifiedCount: 1,
      upsertedCount: 0,
      upsertedId: null,
    })
    const none = await items.updateOne({ _id: 9 }, { $set: { a: 1 } })
    expect(none).toMatchObject({ matchedCount: 0, modifiedCount: 0 })
  })

  it('change one document or all that match', async () => {
    await items.insertMany([1, 2, 3].map((_id) => ({ _id, n: 0 })))
    await items.updateOne({ n: 0 }, { $inc: { n: 1 } })
    await expect(items.countDocuments({ n: 1 })).resolves.toBe(1)
    await items.updateMany({ _id: { $gt: 1 } }, { $inc: { n: 10 } })
    await expect(items.countDocuments({ n: { $gte: 10 } })).resolves.toBe(2)
  })

  it('replace all but the id', async () => {
    await items.insertOne({ _id: 1, a: 1, b: 2 })
    const result = await items.replaceOne({ a: 1 }, { c: 3 })
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1 })
    await expect(items.findOne()).resolves.toEqual({ _id: 1, c: 3 })
  })

  it('delete one document or all that match, and say how many', async () => {
    await items.insertMany([1, 2, 3, 4].map((_id) => ({ _id, even: _id % 2 === 0 })))
    await expect(items.deleteOne({ even: true })).resolves.toMatchObject({ deletedCount: 1 })
    await expect(items.deleteMany({ even: false })).resolves.toMatchObject({ deletedCount: 2 })
    await expect(items.deleteMany({ _id: 99 })).resolves.toMatchObject({ deletedCount: 0 })
    await expect(items.find().toArray()).resolves.toEqual([{ _id: 4, even: true }])
  })

  it('refuse a second document with the same _id', async () => {
    await items.insertOne({ _id: 1 })
    expect(await rejection(items.insertOne({ _id: 1 }))).toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: 1 },
    })
  })
})

describe('updates of elements', () => {
  let storage: Storage
  let items: Collection<Item>

  beforeAll(async () => {
    storage = await openStorage()
    items = storage.database.collection<Item>('items')
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    await items.deleteMany()
    const visits = [
      { site: 'A', days: 1 },
      { site: 'B', days: 2 },
      { site: 'B', days: 9 },
    ]
    await items.insertOne({ _id: 1, visits, grid: [[1, 2], [3]] })
  })

  const days = async () => {
    const found = await items.findOne({ _id: 1 })
    return (found?.['visits'] as { days: number }[]).map((visit) => visit.days)
  }

  it('change the element that the filter matched', async () => {
    await items.updateOne({ 'visits.site': 'B' }, { $set: { 'visits.$.days': 7 } })
    expect(await days()).toEqual([1, 7, 9])
  })

  it('change the element that $elemMatch matched', async () => {
    const filter = { visits: { $elemMatch: { site: 'B', days: 9 } } }
    await items.updateOne(filter, { $inc: { 'visits.$.days': 1 } })
    expect(await days()).toEqual([1, 2, 10])
  })

  it('change all elements', async () => {
    await items.updateOne({ _id: 1 }, { $inc: { 'visits.$[].days': 10, 'grid.$[].$[]': 1 } })
    expect(await days()).toEqual([11, 12, 19])
    const found = await items.findOne({ _id: 1 })
    expect(found?.['grid']).toEqual([[2, 3], [4]])
  })

  it('change the elements that an array filter matches', async () => {
    const arrayFilters = [{ 'v.site': 'B', 'v.days': { $lt: 5 } }]
    const update = { $set: { 'visits.$[v].days': 0 } }
    const result = await items.updateOne({ _id: 1 }, update, { arrayFilters })
    expect(result.modifiedCount).toBe(1)
    expect(await days()).toEqual([1, 0, 9])
  })

  it('change elements within elements', async () => {
    const arrayFilters = [{ row: { $exists: true } }, { cell: { $gte: 2 } }]
    await items.updateOne({ _id: 1 }, { $mul: { 'grid.$[row].$[cell]': 10 } }, { arrayFilters })
    const found = await items.findOne({ _id: 1 })
    expect(found?.['grid']).toEqual([[1, 20], [30]])
  })

  it.each<[string, Document, Document[] | undefined, number]>([
    ['a positional change without a match', { $set: { 'visits.$.days': 0 } }, undefined, 2],
    ['an array filter that is not used', { $set: { a: 1 } }, [{ 'v.days': 1 }], 9],
    ['an identifier without its filter', { $set: { 'visits.$[v].days': 0 } }, [], 2],
    [
      'two filters of one identifier',
      { $set: { 'visits.$[v].days': 0 } },
      [{ 'v.days': 1 }, { 'v.site': 'A' }],
      9,
    ],
  ])('refuse %s', async (_what, update, arrayFilters, code) => {
    const options = arrayFilters === undefined ? {} : { arrayFilters }
    const error = await rejection(items.updateOne({ _id: 1 }, update, options))
    expect(error).toMatchObject({ code })
    expect(await days()).toEqual([1, 2, 9])
  })
})
