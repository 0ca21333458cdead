import type { Document } from 'mongodb'
import { openStorage, rejection, type Storage } from './storage'

const visits = [
  { _id: 1, person: 'p1', site: 'North', days: 3, tags: ['x', 'y'], on: new Date('2024-01-10') },
  { _id: 2, person: 'p1', site: 'South', days: 5, tags: [], on: new Date('2024-02-10') },
  { _id: 3, person: 'p2', site: 'North', days: 1, tags: ['y'], on: new Date('2024-02-11') },
  { _id: 4, person: 'p3', site: 'East', days: 8, on: new Date('2025-01-01') },
]
const people = [
  { _id: 'p1', name: 'Ada' },
  { _id: 'p2', name: 'Ben' },
]

describe('aggregation', () => {
  let storage: Storage

  beforeAll(async () => {
    storage = await openStorage()
    await storage.database.collection('visits').insertMany(visits as Document[])
    await storage.database.collection('people').insertMany(people as Document[])
  })
  afterAll(() => storage.close())

  const run = (...pipeline: Document[]) =>
    storage.database.collection('visits').aggregate(pipeline).toArray()

  it.each<[string, Document[], unknown[]]>([
    [
      '$match, $sort, $skip, $limit, $project',
      [
        { $match: { days: { $gte: 3 } } },
        { $sort: { days: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { days: 1 } },
      ],
      [{ _id: 2, days: 5 }],
    ],
    [
      '$group with its accumulators',
      [
        {
          $group: {
            _id: '$site',
            count: { $sum: 1 },
            total: { $sum: '$days' },
            mean: { $avg: '$days' },
            least: { $min: '$days' },
            most: { $max: '$days' },
            list: { $push: '$_id' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'East', count: 1, total: 8, mean: 8, least: 8, most: 8, list: [4] },
        { _id: 'North', count: 2, total: 4, mean: 2, least: 1, most: 3, list: [1, 3] },
        { _id: 'South', count: 1, total: 5, mean: 5, least: 5, most: 5, list: [2] },
      ],
    ],
    [
      '$group of everything, first and last',
      [
        { $sort: { on: 1 } },
        { $group: { _id: null, first: { $first: '$_id' }, last: { $last: '$_id' } } },
      ],
      [{ _id: null, first: 1, last: 4 }],
    ],
    [
      '$group by several fields',
      [
        { $group: { _id: { person: '$person', site: '$site' }, n: { $sum: 1 } } },
        { $match: { '_id.person': 'p1' } },
        { $sort: { '_id.site': 1 } },
      ],
      [
        { _id: { person: 'p1', site: 'North' }, n: 1 },
        { _id: { person: 'p1', site: 'South' }, n: 1 },
      ],
    ],
    [
      '$addFields and $set',
      [
        { $match: { _id: 1 } },
        { $addFields: { double: { $multiply: ['$days', 2] } } },
        { $set: { 'place.code': { $concat: ['N', '-', '1'] }, tags: { $size: '$tags' } } },
        { $project: { _id: 0, double: 1, tags: 1, place: 1 } },
      ],
      [{ double: 6, tags: 2, place: { code: 'N-1' } }],
    ],
    [
      '$project that computes',
      [
        { $match: { _id: { $in: [1, 4] } } },
        {
          $project: {
            kind: { $cond: [{ $gt: ['$days', 5] }, 'long', 'short'] },
            tags: { $ifNull: ['$tags', 'none'] },
            year: { $year: '$on' },
          },
        },
      ],
      [
        { _id: 1, kind: 'short', tags: ['x', 'y'], year: 2024 },
        { _id: 4, kind: 'long', tags: 'none', year: 2025 },
      ],
    ],
    [
      '$unwind leaves out the empty',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 3, tags: 'y' },
      ],
    ],
    [
      '$unwind keeps the empty when told to',
      [
        { $match: { _id: { $ne: 1 } } },
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
        { $project: { tags: 1 } },
      ],
      [{ _id: 2 }, { _id: 3, tags: 'y' }, { _id: 4 }],
    ],
    [
      '$lookup by equality',
      [
        { $lookup: { from: 'people', localField: 'person', foreignField: '_id', as: 'found' } },
        { $match: { _id: { $gte: 3 } } },
        { $project: { found: 1 } },
      ],
      [
        { _id: 3, found: [{ _id: 'p2', name: 'Ben' }] },
        { _id: 4, found: [] },
      ],
    ],
    [
      '$lookup in a collection that does not exist',
      [
        { $match: { _id: 1 } },
        { $lookup: { from: 'nothing', localField: 'person', foreignField: '_id', as: 'found' } },
        { $project: { found: 1 } },
      ],
      [{ _id: 1, found: [] }],
    ],
    [
      '$lookup by a list: each of its items; an empty one counts as null',
      [
        { $match: { _id: { $lte: 2 } } },
        { $lookup: { from: 'visits', localField: 'tags', foreignField: 'tags', as: 'like' } },
        { $project: { like: { $map: { input: '$like', as: 'one', in: '$$one._id' } } } },
      ],
      [
        { _id: 1, like: [1, 3] },
        { _id: 2, like: [4] },
      ],
    ],
    [
      '$lookup by a missing field: what has none either, but no empty list',
      [
        { $match: { _id: 4 } },
        { $lookup: { from: 'visits', localField: 'tags', foreignField: 'tags', as: 'like' } },
        { $project: { like: { $map: { input: '$like', as: 'one', in: '$$one._id' } } } },
      ],
      [{ _id: 4, like: [4] }],
    ],
    [
      'parts of a date, null of none',
      [
        { $match: { _id: 2 } },
        {
          $project: {
            year: { $year: '$on' },
            month: { $month: '$on' },
            none: { $year: '$never' },
            text: { $dateToString: { date: '$on', format: '%Y-%m-%d' } },
          },
        },
      ],
      [{ _id: 2, year: 2024, month: 2, none: null, text: '2024-02-10' }],
    ],
    [
      '$lookup and $unwind as a join',
      [
        { $lookup: { from: 'people', localField: 'person', foreignField: '_id', as: 'who' } },
        { $unwind: '$who' },
        { $group: { _id: '$who.name', days: { $sum: '$days' } } },
        { $sort: { days: -1 } },
      ],
      [
        { _id: 'Ada', days: 8 },
        { _id: 'Ben', days: 1 },
      ],
    ],
    [
      '$facet',
      [
        {
          $facet: {
            total: [{ $count: 'n' }],
            longest: [{ $sort: { days: -1 } }, { $limit: 1 }, { $project: { days: 1 } }],
            none: [{ $match: { days: 99 } }],
          },
        },
      ],
      [{ total: [{ n: 4 }], longest: [{ _id: 4, days: 8 }], none: [] }],
    ],
    ['$count', [{ $match: { site: 'North' } }, { $count: 'visits' }], [{ visits: 2 }]],
    ['$count of nothing', [{ $match: { site: 'West' } }, { $count: 'visits' }], []],
    ['no stage at all', [], visits],
  ])('%s', async (_what, pipeline, expected) => {
    expect(await run(...pipeline)).toEqual(expected)
  })

  it('reads from a collection that does not exist as from an empty one', async () => {
    const none = storage.database.collection('none')
    await expect(none.aggregate([{ $match: {} }]).toArray()).resolves.toEqual([])
  })

  it('leaves the stored documents alone', async () => {
    await run({ $set: { days: 0, 'tags.0': 'changed' } }, { $unset: 'site' })
    expect(await run()).toEqual(visits)
  })

  it.each<[string, Document[], number]>([
    ['stage', [{ $shuffle: {} }], 40324],
    ['expression', [{ $addFields: { a: { $guess: 1 } } }], 168],
    ['expression in a key', [{ $group: { _id: { $guess: 1 } } }], 168],
    ['accumulator', [{ $group: { _id: null, a: { $guess: 1 } } }], 15952],
    ['operator in $match', [{ $match: { a: { $guess: 1 } } }], 2],
  ])('refuses an unknown %s by its code', async (_what, pipeline, code) => {
    expect(await rejection(run(...pipeline))).toMatchObject({ code })
    const none = storage.database.collection('none').aggregate(pipeline).toArray()
    expect(await rejection(none)).toMatchObject({ code })
  })
})
