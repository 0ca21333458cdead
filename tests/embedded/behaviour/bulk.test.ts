import { type AnyBulkWriteOperation, type Collection, MongoBulkWriteError } from 'mongodb'
import { personSchema } from './models'
import { openStorage, rejection, type Storage } from './storage'

interface Item {
  _id: number
  key?: string
  n?: number
}

describe('bulk writes', () => {
  let storage: Storage
  let items: Collection<Item>

  beforeAll(async () => {
    storage = await openStorage()
    items = storage.database.collection<Item>('items')
    await items.createIndexes([{ key: { key: 1 }, unique: true, name: 'key' }])
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    await items.deleteMany()
    await items.insertMany([
      { _id: 1, key: 'a', n: 1 },
      { _id: 2, key: 'b', n: 2 },
    ])
  })

  const ids = async () => (await items.find().sort({ _id: 1 }).toArray()).map((item) => item._id)

  const bulkError = async (operations: AnyBulkWriteOperation<Item>[], ordered: boolean) => {
    const error = await rejection(items.bulkWrite(operations, { ordered }))
    if (error instanceof MongoBulkWriteError) return error
    throw error
  }

  it('count every kind of operation', async () => {
    const result = await items.bulkWrite([
      { insertOne: { document: { _id: 3, key: 'c' } } },
      { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      { updateMany: { filter: {}, update: { $set: { n: 2 } } } },
      { replaceOne: { filter: { _id: 2 }, replacement: { key: 'b2' } } },
      { updateOne: { filter: { _id: 4 }, update: { $set: { key: 'd' } }, upsert: true } },
      { deleteOne: { filter: { _id: 1 } } },
      { deleteMany: { filter: { _id: { $gte: 4 } } } },
    ])
    expect(result).toMatchObject({
      insertedCount: 1,
      // 1, then all three, then 2
      matchedCount: 5,
      // 1; then only 3, for 1 and 2 have n = 2 already; then 2
      modifiedCount: 3,
      deletedCount: 2,
      upsertedCount: 1,
      insertedIds: { 0: 3 },
      upsertedIds: { 4: 4 },
    })
    await expect(items.find().sort({ _id: 1 }).toArray()).resolves.toEqual([
      { _id: 2, key: 'b2' },
      { _id: 3, key: 'c', n: 2 },
    ])
  })

  const withTwoDuplicates: AnyBulkWriteOperation<Item>[] = [
    { insertOne: { document: { _id: 3, key: 'c' } } },
    { insertOne: { document: { _id: 4, key: 'a' } } },
    { insertOne: { document: { _id: 5, key: 'e' } } },
    { updateOne: { filter: { _id: 2 }, update: { $set: { key: 'a' } } } },
    { deleteOne: { filter: { _id: 1 } } },
  ]

  it('stop at the first error when ordered', async () => {
    const error = await bulkError(withTwoDuplicates, true)
    expect(error.code).toBe(11000)
    expect(error.result).toMatchObject({ insertedCount: 1, deletedCount: 0, modifiedCount: 0 })
    expect(error.writeErrors).toHaveLength(1)
    expect(error.writeErrors).toMatchObject([{ index: 1, code: 11000 }])
    expect(await ids()).toEqual([1, 2, 3])
  })

  it('do all that can be done when unordered, and name every error', async () => {
    const error = await bulkError(withTwoDuplicates, false)
    expect(error.result).toMatchObject({ insertedCount: 2, deletedCount: 1, modifiedCount: 0 })
    expect(error.writeErrors).toMatchObject([
      { index: 1, code: 11000 },
      { index: 3, code: 11000 },
    ])
    expect(await ids()).toEqual([2, 3, 5])
  })

  it('carry the key that was taken in each error', async () => {
    const reply = await storage.database.command({
      insert: 'items',
      documents: [
        { _id: 3, key: 'a' },
        { _id: 4, key: 'b' },
        { _id: 5, key: 'c' },
      ],
      ordered: false,
    })
    expect(reply).toMatchObject({
      ok: 1,
      n: 1,
      writeErrors: [
        { index: 0, code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'a' } },
        { index: 1, code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'b' } },
      ],
    })
  })

  it('apply array filters each on its own', async () => {
    const lists = storage.database.collection<{ _id: number; list: number[] }>('lists')
    await lists.insertOne({ _id: 1, list: [1, 2, 3] })
    await lists.bulkWrite([
      {
        updateOne: {
          filter: {},
          update: { $set: { 'list.$[x]': 0 } },
          arrayFilters: [{ x: { $gt: 2 } }],
        },
      },
      {
        updateMany: {
          filter: {},
          update: { $inc: { 'list.$[y]': 5 } },
          arrayFilters: [{ y: 1 }],
        },
      },
    ])
    await expect(lists.findOne()).resolves.toEqual({ _id: 1, list: [6, 2, 0] })
  })

  it('insert many documents in more than one message', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) => ({ _id: 100 + i, key: `k${String(i)}` }))
    const result = await items.insertMany(many)
    expect(result.insertedCount).toBe(2_500)
    await expect(items.countDocuments()).resolves.toBe(2_502)
  })

  it('insertMany stops at the first error when ordered, goes on when not', async () => {
    const documents = [
      { _id: 7, key: 'g' },
      { _id: 7, key: 'h' },
      { _id: 8, key: 'i' },
    ]
    expect(await rejection(items.insertMany(documents))).toMatchObject({
      code: 11000,
      result: { insertedCount: 1 },
    })
    expect(await ids()).toEqual([1, 2, 7])
    await items.deleteOne({ _id: 7 })
    expect(await rejection(items.insertMany(documents, { ordered: false }))).toMatchObject({
      result: { insertedCount: 2 },
    })
    expect(await ids()).toEqual([1, 2, 7, 8])
  })

  it('of mongoose cast and report alike', async () => {
    const Thing = storage.connection.model('Person', personSchema)
    await Thing.init()
    const result = await Thing.bulkWrite([
      { insertOne: { document: { reference: 'a', visits: 1 } } },
      { updateOne: { filter: { reference: 'a' }, update: { $inc: { visits: 2 } } } },
      { updateOne: { filter: { reference: 'b' }, update: { $set: { visits: 4 } }, upsert: true } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1 })
    const again = Thing.insertMany([{ reference: 'a' }, { reference: 'c' }], { ordered: false })
    expect(await rejection(again)).toMatchObject({ code: 11000 })
    await expect(Thing.distinct('reference')).resolves.toEqual(['a', 'b', 'c'])
    await expect(Thing.findOne({ reference: 'a' }).lean()).resolves.toMatchObject({ visits: 3 })
  })
})
