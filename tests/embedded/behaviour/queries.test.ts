import type { Model } from 'mongoose'
import { type Visitor as PersonShape, visitorSchema } from './models'
import { openStorage, rejection, type Storage } from './storage'

const people = [
  { name: 'Ada', age: 30, tags: ['x', 'y'], home: { district: 'North', rooms: 2 } },
  { name: 'Ben', age: 40, tags: ['y'], visits: [{ site: 'A', days: 1 }] },
  { name: 'Cai', age: 50, home: { district: 'South', rooms: 5 }, seen: new Date('2024-01-01') },
  {
    name: 'Dee',
    tags: [],
    visits: [
      { site: 'A', days: 9 },
      { site: 'B', days: 1 },
    ],
  },
  { name: 'eve', age: null, tags: ['x', 'y', 'z'], seen: new Date('2024-06-01') },
]

describe('queries', () => {
  let storage: Storage
  let Person: Model<PersonShape>

  beforeAll(async () => {
    storage = await openStorage()
    Person = storage.connection.model<PersonShape>('Person', visitorSchema)
    await Person.collection.insertMany(people)
  })
  afterAll(() => storage.close())

  const north = { district: 'North', rooms: 2 }

  it.each<[string, object, string]>([
    ['equality', { age: 40 }, 'Ben'],
    ['null or missing', { age: null }, 'Dee eve'],
    ['$exists', { age: { $exists: false } }, 'Dee'],
    ['range', { age: { $gte: 30, $lt: 50 } }, 'Ada Ben'],
    ['range of dates', { seen: { $gt: new Date('2024-01-01') } }, 'eve'],
    ['$in with null', { age: { $in: [30, null] } }, 'Ada Dee eve'],
    ['$nin', { age: { $nin: [30, null] } }, 'Ben Cai'],
    ['$ne holds for a missing field', { age: { $ne: 30 } }, 'Ben Cai Dee eve'],
    ['$not', { age: { $not: { $gt: 30 } } }, 'Ada Dee eve'],
    ['a dotted path', { 'home.district': 'South' }, 'Cai'],
    ['a whole document', { home: north }, 'Ada'],
    ['a regular expression', { name: /^[ae]/i }, 'Ada eve'],
    ['$regex with $options', { name: { $regex: 'E$', $options: 'i' } }, 'Dee eve'],
    ['an element of a list', { tags: 'y' }, 'Ada Ben eve'],
    ['a whole list', { tags: ['x', 'y'] }, 'Ada'],
    ['an empty list', { tags: [] }, 'Dee'],
    ['$all', { tags: { $all: ['y', 'x'] } }, 'Ada eve'],
    ['$size', { tags: { $size: 1 } }, 'Ben'],
    ['$elemMatch', { visits: { $elemMatch: { site: 'A', days: { $gt: 5 } } } }, 'Dee'],
    ['fields of different elements', { 'visits.site': 'B', 'visits.days': 9 }, 'Dee'],
    ['an element by its number', { 'tags.1': 'y' }, 'Ada eve'],
    ['$or', { $or: [{ age: 30 }, { name: 'eve' }] }, 'Ada eve'],
    ['$and', { $and: [{ tags: 'x' }, { tags: 'z' }] }, 'eve'],
    ['$nor', { $nor: [{ tags: 'y' }, { age: 50 }] }, 'Dee'],
    ['$expr', { $expr: { $gt: ['$age', 35] } }, 'Ben Cai'],
    ['no condition', {}, 'Ada Ben Cai Dee eve'],
  ])('find by %s', async (_what, filter, names) => {
    const found = await Person.find(filter).sort({ name: 1 }).lean()
    expect(found.map((person) => person.name).join(' ')).toBe(names)
    await expect(Person.countDocuments(filter)).resolves.toBe(found.length)
  })

  it.each<[string, object, string]>([
    ['descending', { age: -1 }, 'Cai Ben Ada'],
    ['by two fields', { 'home.rooms': -1, name: -1 }, 'Cai Ada eve'],
    ['a list ascending, by its least element', { tags: 1, name: 1 }, 'Dee Cai Ada'],
    ['a list descending, by its greatest element', { tags: -1, name: 1 }, 'eve Ada Ben'],
  ])('sort: %s', async (_what, order, names) => {
    const found = await Person.find()
      .sort(order as Record<string, 1 | -1>)
      .limit(3)
      .lean()
    expect(found.map((person) => person.name).join(' ')).toBe(names)
  })

  it('skip and limit after sorting', async () => {
    const found = await Person.find().sort('-name').skip(1).limit(2).lean()
    expect(found.map((person) => person.name)).toEqual(['Dee', 'Cai'])
    await expect(Person.find().sort('name').skip(9)).resolves.toEqual([])
    await expect(Person.countDocuments({}, { skip: 1, limit: 3 })).resolves.toBe(3)
  })

  it.each<[string, string | Record<string, number | object>, object]>([
    ['fields and the id', 'name', { _id: expect.anything() as object, name: 'Ada' }],
    ['fields without the id', 'name age -_id', { name: 'Ada', age: 30 }],
    ['a dotted field', { 'home.rooms': 1, _id: 0 }, { home: { rooms: 2 } }],
    ['all but some', { _id: 0, home: 0, tags: 0 }, { name: 'Ada', age: 30 }],
    ['part of a list', { _id: 0, tags: { $slice: -1 }, name: 1 }, { name: 'Ada', tags: ['y'] }],
  ])('project %s', async (_what, projection, expected) => {
    const found = await Person.findOne({ name: 'Ada' }).select(projection).lean()
    expect(found).toEqual(expected)
  })

  it('project the element that matched', async () => {
    const found = await Person.findOne({ 'visits.site': 'B' }, { 'visits.$': 1, _id: 0 }).lean()
    expect(found).toEqual({ visits: [{ site: 'B', days: 1 }] })
    const other = await Person.findOne(
      { name: 'Dee' },
      { _id: 0, visits: { $elemMatch: { days: { $gt: 5 } } } },
    ).lean()
    expect(other).toEqual({ visits: [{ site: 'A', days: 9 }] })
  })

  it('return plain objects when lean, documents when not', async () => {
    const lean = await Person.findOne({ name: 'Ada' }).lean().orFail()
    const full = await Person.findOne({ name: 'Ada' }).orFail()
    expect(Object.getPrototypeOf(lean)).toBe(Object.prototype)
    expect(full.get('home.rooms')).toBe(2)
    expect(full.toObject()).toEqual(lean)
  })

  it('find nothing as null and []', async () => {
    await expect(Person.findOne({ name: 'nobody' })).resolves.toBeNull()
    await expect(Person.find({ name: 'nobody' })).resolves.toEqual([])
    await expect(Person.exists({ name: 'nobody' })).resolves.toBeNull()
    await expect(Person.exists({ name: 'Ada' })).resolves.not.toBeNull()
  })

  it('give distinct values, elements of lists apart', async () => {
    await expect(Person.distinct('tags')).resolves.toEqual(['x', 'y', 'z'])
    await expect(Person.distinct('tags', { age: 40 })).resolves.toEqual(['y'])
    await expect(Person.distinct('home.district')).resolves.toEqual(['North', 'South'])
    await expect(Person.distinct('nothing')).resolves.toEqual([])
  })

  it('estimate the number of documents', async () => {
    await expect(Person.estimatedDocumentCount()).resolves.toBe(people.length)
  })

  it.each<[string, object, number]>([
    ['operator', { age: { $nearly: 30 } }, 2],
    ['operator at the top', { $every: [] }, 2],
    ['operand of $in', { age: { $in: 30 } }, 2],
    ['operand of $or', { $or: [] }, 2],
    ['regular expression', { name: { $regex: '(' } }, 51091],
  ])('refuse an unknown or wrong %s', async (_what, filter, code) => {
    expect(await rejection(Person.collection.find(filter).toArray())).toMatchObject({ code })
  })
})
