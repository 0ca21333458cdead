import type { Collection, Db } from 'mongodb'
import mongoose, { Schema } from 'mongoose'
import { measureRate, median, percentile, timeEach } from './statistics'

/** One line of the table. */
export interface Measure {
  readonly name: string
  readonly unit: 'ms' | '/s' | 'MB'
  readonly value: number
}

/** About 430 bytes as BSON, like a record of the hub. */
const makeRecord = (number: number) => ({
  reference: `REF-${String(number).padStart(8, '0')}`,
  agency: `agency ${String(number % 7)}`,
  familyName: `Example${String(number % 5_003)}`,
  dateOfBirth: new Date(Date.UTC(1940 + (number % 80), number % 12, 1 + (number % 28))),
  score: (number * 7_919) % 100_000,
  home: {
    line: `${String(number % 300)} Example Row`,
    district: `District ${String(number % 40)}`,
  },
  flags: ['made-up', `flag ${String(number % 9)}`],
  notes: 'Nothing here is about anybody. '.repeat(6),
})
type Stored = ReturnType<typeof makeRecord>

const schema = new Schema({
  reference: String,
  agency: String,
  familyName: String,
  dateOfBirth: Date,
  score: Number,
  home: { line: String, district: String },
  flags: [String],
  notes: String,
})

const repeats = 3
const recordsPerInsert = 1_000

/** Returns the records from one number up to and without another. */
const makeRecords = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => makeRecord(from + i))

/** Fills `records` with that many records, a thousand at a time, its indexes made first. */
export async function fill(database: Db, total: number): Promise<void> {
  const records = database.collection<Stored>('records')
  await records.createIndexes([
    { key: { reference: 1 }, unique: true },
    { key: { agency: 1, score: -1 } },
  ])
  for (let from = 0; from < total; from += recordsPerInsert) {
    await records.insertMany(makeRecords(from, Math.min(total, from + recordsPerInsert)))
  }
}

/** Measures inserts into new collections: many at once by the driver and by mongoose, and singly. */
export async function measureInserts(database: Db, uri: string): Promise<Measure[]> {
  const count = 10_000
  const byDriver: number[] = []
  const byMongoose: number[] = []
  const connection = await mongoose
    .createConnection(uri, { dbName: database.databaseName })
    .asPromise()
  for (let i = 0; i < repeats; i += 1) {
    const collection = database.collection(`driver${String(i)}`)
    byDriver.push(await measureRate(count, () => collection.insertMany(makeRecords(0, count))))
    const Model = connection.model(`Bench${String(i)}`, schema)
    await Model.init()
    byMongoose.push(await measureRate(count, () => Model.insertMany(makeRecords(0, count))))
  }
  await connection.close()
  const durable = await measureDurableInserts(database)
  return [
    { name: 'insertMany, driver', unit: '/s', value: median(byDriver) },
    { name: 'insertMany, mongoose', unit: '/s', value: median(byMongoose) },
    { name: 'insertOne, journalled, 8 at once', unit: '/s', value: durable },
  ]
}

async function measureDurableInserts(database: Db): Promise<number> {
  const options = { writeConcern: { w: 'majority' as const, journal: true } }
  const collection = database.collection('durable', options)
  const count = 2_000
  const insertShare = async (share: number) => {
    for (let i = share; i < count; i += 8) await collection.insertOne(makeRecord(i))
  }
  return measureRate(count, () =>
    Promise.all(Array.from({ length: 8 }, (_, share) => insertShare(share))),
  )
}

/** Measures reads and updates of filled `records`, one after the other. */
export async function measureOperations(database: Db, total: number): Promise<Measure[]> {
  const records = database.collection<Stored>('records')
  const pick = (i: number) => (i * 7_919) % total
  const found = await timeEach(5_000, (i) =>
    records.findOne({ reference: makeRecord(pick(i)).reference }),
  )
  const ranged = await timeEach(1_000, (i) => findRange(records, i))
  const updated = await timeEach(2_000, (i) =>
    records.updateOne({ reference: makeRecord(pick(i)).reference }, { $inc: { score: 1 } }),
  )
  return [
    ...toMeasures('findOne by unique index', found),
    ...toMeasures('range, sort, limit 50', ranged),
    ...toMeasures('updateOne by unique index', updated),
  ]
}

const findRange = (records: Collection<Stored>, i: number) =>
  records
    .find({ agency: `agency ${String(i % 7)}`, score: { $gte: (i * 97) % 90_000 } })
    .sort({ score: -1 })
    .limit(50)
    .toArray()

const toMeasures = (name: string, times: readonly number[]): Measure[] => [
  { name: `${name}, p50`, unit: 'ms', value: percentile(times, 50) },
  { name: `${name}, p99`, unit: 'ms', value: percentile(times, 99) },
]

/** Rewrites every record ten times over. */
export async function rewriteTenTimes(database: Db): Promise<void> {
  const records = database.collection<Stored>('records')
  for (let round = 1; round <= 10; round += 1) {
    const notes = `Round ${String(round)}. `.repeat(18)
    await records.updateMany({}, { $set: { notes } })
  }
}
