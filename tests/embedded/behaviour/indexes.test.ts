import type { Collection, Document } from 'mongodb'
import { indexedSchema } from './models'
import { openStorage, rejection, type Storage } from './storage'

describe('indexes', () => {
  let storage: Storage
  let number = 0
  let records: Collection

  beforeAll(async () => {
    storage = await openStorage()
  })
  afterAll(() => storage.close())
  beforeEach(() => {
    number += 1
    records = storage.database.collection(`records${String(number)}`)
  })

  it('are those of the schema', async () => {
    const Person = storage.connection.model('Indexed', indexedSchema)
    await Person.init()
    const indexes = (await Person.listIndexes()) as Document[]
    expect(indexes.map(({ name, key, unique }): unknown[] => [name, key, unique])).toEqual([
      ['_id_', { _id: 1 }, undefined],
      ['reference_1', { reference: 1 }, true],
      ['familyName_1', { familyName: 1 }, undefined],
      ['familyName_1_dateOfBirth_-1', { familyName: 1, dateOfBirth: -1 }, undefined],
    ])
  })

  describe('that are unique', () => {
    const duplicate = {
      code: 11000,
      keyPattern: { reference: 1 },
      keyValue: { reference: 'A' },
      message: expect.stringMatching(/^E11000 duplicate key error .*reference_1/) as string,
    }

    beforeEach(async () => {
      await records.createIndexes([{ key: { reference: 1 }, unique: true }])
      await records.insertMany([{ reference: 'A' }, { reference: 'B' }])
    })

    it('refuse a second insert', async () => {
      expect(await rejection(records.insertOne({ reference: 'A' }))).toMatchObject(duplicate)
      await expect(records.countDocuments()).resolves.toBe(2)
    })

    it('refuse an update', async () => {
      const update = records.updateOne({ reference: 'B' }, { $set: { reference: 'A' } })
      expect(await rejection(update)).toMatchObject(duplicate)
      await expect(records.countDocuments({ reference: 'B' })).resolves.toBe(1)
    })

    it('refuse a replacement', async () => {
      const replace = records.replaceOne({ reference: 'B' }, { reference: 'A' })
      expect(await rejection(replace)).toMatchObject(duplicate)
      await expect(records.countDocuments({ reference: 'B' })).resolves.toBe(1)
    })

    it('refuse findOneAndUpdate, with or without upsert', async () => {
      const set = { $set: { reference: 'A' } }
      const update = records.findOneAndUpdate({ reference: 'B' }, set)
      expect(await rejection(update)).toMatchObject(duplicate)
      const upsert = records.findOneAndUpdate({ other: 1 }, set, { upsert: true })
      expect(await rejection(upsert)).toMatchObject(duplicate)
      await expect(records.countDocuments()).resolves.toBe(2)
    })

    it('let a document keep its own key', async () => {
      const result = await records.updateOne(
        { reference: 'A' },
        { $set: { reference: 'A', seen: true } },
      )
      expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1 })
    })

    it('let a key be used again once it is free', async () => {
      await records.updateOne({ reference: 'A' }, { $set: { reference: 'C' } })
      await records.deleteOne({ reference: 'B' })
      await records.insertMany([{ reference: 'A' }, { reference: 'B' }])
      const found = await records.find().sort({ reference: 1 }).toArray()
      expect(found.map((record) => record['reference'] as string)).toEqual(['A', 'B', 'C'])
    })

    it('count a missing field as null, once', async () => {
      await records.insertOne({ other: 1 })
      expect(await rejection(records.insertOne({ other: 2 }))).toMatchObject({
        code: 11000,
        keyValue: { reference: null },
      })
      expect(await rejection(records.insertOne({ reference: null }))).toMatchObject({ code: 11000 })
    })

    it('let exactly one of many concurrent inserts through', async () => {
      const attempts = Array.from({ length: 20 }, () => records.insertOne({ reference: 'RACE' }))
      const results = await Promise.allSettled(attempts)
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
      await expect(records.countDocuments({ reference: 'RACE' })).resolves.toBe(1)
    })

    it('count numbers of different types as one key', async () => {
      await records.insertOne({ reference: 1 })
      const error = await rejection(records.insertOne({ reference: 1n }))
      expect(error).toMatchObject({ code: 11000 })
    })
  })

  it('name every field of a compound key that is taken', async () => {
    await records.createIndexes([{ key: { agency: 1, number: -1 }, unique: true }])
    await records.insertMany([
      { agency: 'police', number: 1 },
      { agency: 'police', number: 2 },
      { agency: 'housing', number: 1 },
    ])
    expect(await rejection(records.insertOne({ agency: 'police', number: 2 }))).toMatchObject({
      code: 11000,
      keyPattern: { agency: 1, number: -1 },
      keyValue: { agency: 'police', number: 2 },
    })
  })

  it('hold every element of a list, unique between documents but not within one', async () => {
    await records.createIndexes([{ key: { keys: 1 }, unique: true }])
    await records.insertOne({ keys: ['a', 'b', 'a'] })
    expect(await rejection(records.insertOne({ keys: ['c', 'b'] }))).toMatchObject({
      code: 11000,
      keyValue: { keys: 'b' },
    })
    await expect(records.countDocuments({ keys: 'b' })).resolves.toBe(1)
  })

  it('refuse a key of two lists side by side', async () => {
    await records.createIndexes([{ key: { a: 1, b: 1 } }])
    expect(await rejection(records.insertOne({ a: [1], b: [2] }))).toMatchObject({ code: 171 })
    await expect(records.countDocuments()).resolves.toBe(0)
  })

  it('are not built as unique over documents that are not', async () => {
    await records.insertMany([{ reference: 'A' }, { reference: 'A' }])
    const build = records.createIndexes([{ key: { reference: 1 }, unique: true }])
    expect(await rejection(build)).toMatchObject({ code: 11000 })
    await expect(records.listIndexes().toArray()).resolves.toHaveLength(1)
  })

  it('are made once, however often they are asked for', async () => {
    await records.createIndexes([{ key: { a: 1 }, unique: true }])
    await records.createIndexes([{ key: { a: 1 }, unique: true }])
    await expect(records.listIndexes().toArray()).resolves.toHaveLength(2)
  })

  it.each([
    ['the same key under another name', { a: 1 }, { name: 'other' }, 85],
    ['the same name for another key', { b: 1 }, { name: 'a_1' }, 86],
    ['the same name and key, but unique', { a: 1 }, { unique: true }, 86],
  ] as const)('conflict: %s', async (_what, key, options, code) => {
    await records.createIndexes([{ key: { a: 1 } }])
    expect(await rejection(records.createIndexes([{ key, ...options }]))).toMatchObject({ code })
  })

  it('give the same answer as a scan', async () => {
    const documents = Array.from({ length: 300 }, (_, i) => ({
      _id: i as never,
      agency: `agency ${String(i % 7)}`,
      score: i % 3 === 0 ? null : (i * 37) % 100,
    }))
    const scanned = storage.database.collection(`scanned${String(number)}`)
    await records.createIndexes([{ key: { agency: 1, score: -1 } }])
    await Promise.all([records.insertMany(documents), scanned.insertMany(documents)])
    const filters = [
      { agency: 'agency 3' },
      { agency: 'agency 3', score: { $gt: 20, $lte: 80 } },
      { agency: { $in: ['agency 1', 'agency 6', 'none'] }, score: { $gte: 50 } },
      { agency: { $gte: 'agency 5' }, score: null },
      { agency: { $ne: 'agency 2' } },
    ]
    for (const filter of filters) {
      const read = (from: Collection) => from.find(filter).sort({ score: 1, _id: -1 }).toArray()
      const [indexed, plain] = await Promise.all([read(records), read(scanned)])
      expect(indexed.length).toBeGreaterThan(0)
      expect(indexed).toEqual(plain)
    }
  })

  it('of a collection that does not exist cannot be listed', async () => {
    const error = await rejection(storage.database.command({ listIndexes: 'nothing' }))
    expect(error).toMatchObject({ code: 26, codeName: 'NamespaceNotFound' })
  })
})
