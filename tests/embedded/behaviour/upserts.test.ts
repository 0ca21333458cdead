import type { Model } from 'mongoose'
import { type Person as PersonShape, personSchema } from './models'
import { openStorage, rejection, type Storage } from './storage'

describe('upserts', () => {
  let storage: Storage
  let Person: Model<PersonShape>

  beforeAll(async () => {
    storage = await openStorage()
    Person = storage.connection.model<PersonShape>('Person', personSchema)
    await Person.init()
  })
  afterAll(() => storage.close())
  beforeEach(() => Person.deleteMany())

  const readAll = () => Person.collection.find({}, { projection: { _id: 0, __v: 0 } }).toArray()

  it('insert what the filter and the update say, and return the id', async () => {
    const result = await Person.updateOne(
      { reference: 'A', 'home.district': 'North', visits: { $gt: 3 } },
      { $set: { name: 'Ada' }, $setOnInsert: { first: new Date(0) }, $push: { tags: 'new' } },
      { upsert: true },
    )
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 })
    const stored = await Person.findById(result.upsertedId).lean()
    expect(stored).toMatchObject({
      reference: 'A',
      home: { district: 'North' },
      name: 'Ada',
      first: new Date(0),
      tags: ['new'],
    })
    expect(stored).not.toHaveProperty('visits')
  })

  it('update what is there, without $setOnInsert', async () => {
    await Person.create({ reference: 'A', visits: 1 })
    const result = await Person.updateOne(
      { reference: 'A' },
      { $inc: { visits: 1 }, $setOnInsert: { first: new Date(0) } },
      { upsert: true },
    )
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 })
    expect(result.upsertedId).toBeNull()
    expect(await readAll()).toEqual([{ reference: 'A', visits: 2 }])
  })

  it('take the _id of the filter', async () => {
    const people = storage.database.collection<{ _id: string; n?: number }>('plain')
    const result = await people.updateOne({ _id: 'x' }, { $inc: { n: 1 } }, { upsert: true })
    expect(result.upsertedId).toBe('x')
    await people.replaceOne({ _id: 'y' }, { n: 5 }, { upsert: true })
    await expect(people.find().sort({ _id: 1 }).toArray()).resolves.toEqual([
      { _id: 'x', n: 1 },
      { _id: 'y', n: 5 },
    ])
  })

  it('take equalities out of $and and $eq, not out of a choice', async () => {
    const plain = storage.database.collection('equalities')
    const filter = { $and: [{ a: 1 }, { b: { $eq: 2 } }], $or: [{ c: 3 }, { d: 4 }] }
    await plain.updateOne(filter, { $set: { e: 5 } }, { upsert: true })
    const found = await plain.findOne({}, { projection: { _id: 0 } })
    expect(found).toEqual({ a: 1, b: 2, e: 5 })
  })

  it('of many insert one', async () => {
    const result = await Person.updateMany({ name: 'none' }, { visits: 1 }, { upsert: true })
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 })
    await expect(Person.countDocuments()).resolves.toBe(1)
  })

  it('racing for one key end as one document with every increment', async () => {
    const increment = () =>
      Person.updateOne({ reference: 'A' }, { $inc: { visits: 1 } }, { upsert: true })
    // MongoDB documents that a racing upsert may meet the key of another: then it is tried again.
    const insist = async () => {
      for (;;) {
        const [result] = await Promise.allSettled([increment()])
        if (result.status === 'fulfilled') return
        expect(result.reason).toMatchObject({ code: 11000 })
      }
    }
    await Promise.all(Array.from({ length: 20 }, insist))
    expect(await readAll()).toEqual([{ reference: 'A', visits: 20 }])
  })
})

describe('findOneAndUpdate and its kin', () => {
  let storage: Storage
  let Person: Model<PersonShape>

  beforeAll(async () => {
    storage = await openStorage()
    Person = storage.connection.model<PersonShape>('Person', personSchema)
    await Person.init()
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    await Person.deleteMany()
    await Person.create([
      { reference: 'A', visits: 1 },
      { reference: 'B', visits: 5 },
    ])
  })

  it('return the document before or after the change', async () => {
    const step = { $inc: { visits: 1 } }
    const before = await Person.findOneAndUpdate({ reference: 'A' }, step).lean()
    expect(before).toMatchObject({ visits: 1 })
    const after = await Person.findOneAndUpdate({ reference: 'A' }, step, {
      returnDocument: 'after',
    }).lean()
    expect(after).toMatchObject({ visits: 3 })
  })

  it('return null when nothing matches', async () => {
    await expect(Person.findOneAndUpdate({ reference: 'X' }, { visits: 1 })).resolves.toBeNull()
    await expect(Person.findOneAndDelete({ reference: 'X' })).resolves.toBeNull()
  })

  it('change the first in the order asked for', async () => {
    const options = { sort: { visits: -1 as const }, projection: 'reference' }
    const found = await Person.findOneAndUpdate({}, { name: 'most' }, options).lean()
    expect(found).toEqual({ _id: expect.anything() as object, reference: 'B' })
    await expect(Person.countDocuments({ name: 'most', reference: 'B' })).resolves.toBe(1)
  })

  it('insert when told to, and say so', async () => {
    const result = await Person.findOneAndUpdate(
      { reference: 'C' },
      { $set: { name: 'Cai' }, $setOnInsert: { visits: 7 } },
      { upsert: true, returnDocument: 'after', includeResultMetadata: true },
    )
    expect(result.value).toMatchObject({ reference: 'C', name: 'Cai', visits: 7 })
    expect(result.lastErrorObject).toMatchObject({
      n: 1,
      updatedExisting: false,
      upserted: result.value?._id,
    })
    const again = await Person.findOneAndUpdate(
      { reference: 'C' },
      { visits: 8 },
      { upsert: true, includeResultMetadata: true },
    )
    expect(again.value).toMatchObject({ visits: 7 })
    expect(again.lastErrorObject).toEqual({ n: 1, updatedExisting: true })
  })

  it('return null before an insert', async () => {
    const found = await Person.findOneAndUpdate(
      { reference: 'C' },
      { visits: 1 },
      { upsert: true, returnDocument: 'before' },
    )
    expect(found).toBeNull()
    await expect(Person.countDocuments({ reference: 'C' })).resolves.toBe(1)
  })

  it('replace and delete', async () => {
    const replaced = await Person.findOneAndReplace(
      { reference: 'A' },
      { reference: 'A2' },
      { returnDocument: 'after' },
    ).lean()
    expect(replaced).toMatchObject({ reference: 'A2' })
    expect(replaced).not.toHaveProperty('visits')
    const deleted = await Person.findOneAndDelete({ reference: 'B' }).lean()
    expect(deleted).toMatchObject({ visits: 5 })
    await expect(Person.distinct('reference')).resolves.toEqual(['A2'])
  })

  it('change chosen elements', async () => {
    await Person.updateOne({ reference: 'A' }, { tags: ['x', 'y', 'x'] })
    const found = await Person.findOneAndUpdate(
      { reference: 'A' },
      { $set: { 'tags.$[old]': 'z' } },
      { arrayFilters: [{ old: 'x' }], returnDocument: 'after' },
    ).lean()
    expect(found?.tags).toEqual(['z', 'y', 'z'])
  })

  it('let each of many takers have another document', async () => {
    await Person.deleteMany()
    await Person.insertMany(
      Array.from({ length: 10 }, (_, i) => ({ reference: `job ${String(i)}` })),
    )
    const take = () => Person.findOneAndUpdate({ name: null }, { name: 'taken' })
    const taken = await Promise.all(Array.from({ length: 12 }, take))
    const references = taken.flatMap((person) => (person === null ? [] : [person.reference]))
    expect(new Set(references).size).toBe(10)
    expect(references).toHaveLength(10)
  })

  it('refuse to change _id', async () => {
    const update = Person.collection.findOneAndUpdate(
      { reference: 'A' },
      {
        $set: { _id: 1 },
      },
    )
    expect(await rejection(update)).toMatchObject({ code: 66, codeName: 'ImmutableField' })
  })
})
