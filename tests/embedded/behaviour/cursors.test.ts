import { type Collection, Long } from 'mongodb'
import { Schema } from 'mongoose'
import { openStorage, rejection, type Storage } from './storage'

const total = 1_000

describe('cursors', () => {
  let storage: Storage
  let items: Collection<{ _id: number; group: number; text: string }>

  beforeAll(async () => {
    storage = await openStorage()
    items = storage.database.collection('items')
    await items.createIndexes([{ key: { group: 1 } }])
    await items.insertMany(
      Array.from({ length: total }, (_, i) => ({ _id: i, group: i % 10, text: 'x'.repeat(200) })),
    )
  })
  afterAll(() => storage.close())

  const openOnServer = async (batchSize: number) => {
    const reply = await storage.database.command({ find: 'items', sort: { _id: 1 }, batchSize })
    return reply['cursor'] as { id: Long | number; firstBatch: unknown[] }
  }

  it('go over every document once, batch by batch', async () => {
    const ids: number[] = []
    for await (const item of items.find().sort({ _id: 1 }).batchSize(37)) ids.push(item._id)
    expect(ids).toEqual(Array.from({ length: total }, (_, i) => i))
  })

  it('give the first batch and then what is asked for', async () => {
    const { id, firstBatch } = await openOnServer(3)
    expect(firstBatch).toHaveLength(3)
    const getMore = { getMore: Long.fromValue(id), collection: 'items', batchSize: 5 }
    const reply = await storage.database.command(getMore)
    const cursor = reply['cursor'] as { nextBatch: { _id: number }[] }
    expect(cursor.nextBatch.map((item) => item._id)).toEqual([3, 4, 5, 6, 7])
    await storage.database.command({ killCursors: 'items', cursors: [Long.fromValue(id)] })
    expect(await rejection(storage.database.command(getMore))).toMatchObject({
      code: 43,
      codeName: 'CursorNotFound',
    })
  })

  it('are closed by the server after the last batch', async () => {
    const reply = await storage.database.command({ find: 'items', batchSize: total + 1 })
    expect(Number((reply['cursor'] as { id: Long | number }).id)).toBe(0)
  })

  it('keep to a limit across batches', async () => {
    const found = await items.find({ group: 3 }).sort({ _id: 1 }).limit(25).batchSize(10).toArray()
    expect(found.map((item) => item._id)).toEqual(Array.from({ length: 25 }, (_, i) => i * 10 + 3))
  })

  it('can be closed half way', async () => {
    const cursor = items.find().batchSize(10)
    await cursor.next()
    const id = Long.fromValue(cursor.id ?? 0)
    expect(id.isZero()).toBe(false)
    await cursor.close()
    const getMore = storage.database.command({ getMore: id, collection: 'items' })
    expect(await rejection(getMore)).toMatchObject({ code: 43 })
  })

  it('carry the documents of an aggregation too', async () => {
    const pipeline = [{ $match: { group: { $lt: 5 } } }, { $sort: { _id: -1 } }]
    const found = await items.aggregate(pipeline, { batchSize: 33 }).toArray()
    expect(found).toHaveLength(total / 2)
    expect(found[0]).toMatchObject({ _id: total - 6 })
  })

  it('carry more than one message can hold', async () => {
    const large = storage.database.collection('large')
    const text = 'y'.repeat(4_000_000)
    for (let i = 0; i < 6; i += 1) await large.insertOne({ number: i, text })
    const found = await large.find().sort({ number: 1 }).toArray()
    expect(found.map((item) => (item['text'] as string).length)).toEqual(Array(6).fill(4_000_000))
  })

  it('of mongoose give documents and stop when the loop does', async () => {
    const Item = storage.connection.model(
      'Item',
      new Schema({ _id: Number, group: Number, text: String }),
      'items',
    )
    let seen = 0
    for await (const item of Item.find({ group: 2 }).sort({ _id: 1 }).batchSize(7).cursor()) {
      expect(item.get('group')).toBe(2)
      seen += 1
      if (seen === 20) break
    }
    expect(seen).toBe(20)
  })

  it('leave nothing out and show nothing twice while others write', async () => {
    const moving = storage.database.collection<{ _id: number; rank: number }>('moving')
    await moving.createIndexes([{ key: { rank: 1 } }])
    await moving.insertMany(Array.from({ length: 200 }, (_, i) => ({ _id: i, rank: i })))
    const seen = new Set<number>()
    for await (const item of moving.find().sort({ _id: 1 }).batchSize(20)) {
      expect(seen.has(item._id)).toBe(false)
      seen.add(item._id)
      if (item._id % 50 === 0) await moving.updateMany({}, { $inc: { rank: 1_000 } })
    }
    expect(seen.size).toBe(200)
  })
})
