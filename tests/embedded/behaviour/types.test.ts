import { EJSON } from 'bson'
import {
  Binary,
  BSONRegExp,
  type Collection,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb'
import { valueSchema } from './models'
import { openStorage, type Storage } from './storage'

interface Entry {
  _id: string
  value?: unknown
}

/** Values are read as the BSON types they are stored as, none turned into a JavaScript number. */
const asStored = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
}

/** Canonical extended JSON names the type of every value, so equal text means equal type too. */
const canonical = (value: unknown) => EJSON.stringify({ value }, { relaxed: false })

const scalars: [string, unknown][] = [
  ['int', new Int32(-7)],
  ['long within the range of int', Long.fromNumber(7)],
  ['long beyond the range of double', Long.fromString('9007199254740993')],
  ['least long', Long.MIN_VALUE],
  ['integral double', new Double(7)],
  ['double', new Double(0.1)],
  ['infinite double', new Double(-Infinity)],
  ['not a number', new Double(NaN)],
  ['decimal with its trailing zeros', Decimal128.fromString('12.340')],
  ['small decimal', Decimal128.fromString('1E-6176')],
  ['date', new Date('2024-02-29T23:59:59.999Z')],
  ['date before 1970', new Date(-1)],
  ['object id', new ObjectId('64b7f0c2a1b2c3d4e5f60718')],
  ['binary', new Binary(Buffer.from([255, 254, 0, 128]))],
  ['empty binary', new Binary(Buffer.alloc(0))],
  ['binary of a subtype of its own', new Binary(Buffer.from([1, 2]), 128)],
  ['uuid', new UUID('7a2f7d1e-4b6b-4bb5-9d3e-8b6b5c4d3e2f').toBinary()],
  ['string beyond ASCII', 'Zoë 𝄞 \u0000 \u200d'],
  ['empty string', ''],
  ['true', true],
  ['false', false],
  ['timestamp', new Timestamp({ t: 1, i: 2 })],
  ['least key', new MinKey()],
  ['greatest key', new MaxKey()],
]

const others: [string, unknown][] = [
  ['regular expression', new BSONRegExp('^a.b$', 'i')],
  ['null', null],
  ['list of mixed types', [new Int32(1), Long.fromNumber(1), 'x', null, [new Double(2)], {}]],
  ['document in its order of fields', { z: new Int32(1), a: { y: null, b: [] } }],
]

describe('BSON types', () => {
  let storage: Storage
  let values: Collection<Entry>
  let plain: Collection<Entry>

  beforeAll(async () => {
    storage = await openStorage()
    values = storage.database.collection<Entry>('values', asStored)
    plain = storage.database.collection<Entry>('values')
    await values.insertMany([...scalars, ...others].map(([_id, value]) => ({ _id, value })))
  })
  afterAll(() => storage.close())

  it.each([...scalars, ...others])('come out as they went in: %s', async (_id, value) => {
    const found = await values.findOne({ _id })
    expect(canonical(found?.value)).toBe(canonical(value))
  })

  it.each(scalars)('find their equal: %s', async (_id, value) => {
    const found = await values.find({ value }).toArray()
    expect(found.map((entry) => entry._id)).toContain(_id)
  })

  it('tell binaries of different subtypes and bytes apart', async () => {
    const count = (value: Binary) => plain.countDocuments({ value })
    await expect(count(new Binary(Buffer.from([1, 2]), 128))).resolves.toBe(1)
    await expect(count(new Binary(Buffer.from([1, 2]), 0))).resolves.toBe(0)
    await expect(count(new Binary(Buffer.from([1, 3]), 128))).resolves.toBe(0)
  })

  it('compare whole documents with the order of their fields', async () => {
    const count = (value: object) => plain.countDocuments({ value })
    await expect(count({ z: 1, a: { y: null, b: [] } })).resolves.toBe(1)
    await expect(count({ a: { y: null, b: [] }, z: 1 })).resolves.toBe(0)
  })

  it.each([
    ['int', 1],
    ['long', 3],
    ['double', 4],
    ['decimal', 2],
    ['number', 10],
    ['date', 2],
    ['objectId', 1],
    ['binData', 4],
    ['regex', 1],
    ['null', 1],
    ['bool', 2],
    ['timestamp', 1],
    ['minKey', 1],
    ['maxKey', 1],
  ])('are found by name: %s', async (type, count) => {
    // A list is of the types of its elements too; the list is left out here.
    const filter = { value: { $type: type }, _id: { $ne: 'list of mixed types' } }
    await expect(plain.countDocuments(filter)).resolves.toBe(count)
  })
})

describe('numbers of different types', () => {
  let storage: Storage
  let numbers: Collection<Entry>

  beforeAll(async () => {
    storage = await openStorage()
    numbers = storage.database.collection<Entry>('numbers', asStored)
  })
  afterAll(() => storage.close())
  beforeEach(() => numbers.deleteMany())

  it('are equal when they mean the same', async () => {
    const threes = [new Int32(3), Long.fromNumber(3), new Double(3), Decimal128.fromString('3.00')]
    await numbers.insertMany(threes.map((value, i) => ({ _id: `n${String(i)}`, value })))
    for (const value of threes) {
      await expect(numbers.find({ value }).toArray()).resolves.toHaveLength(4)
    }
    await expect(numbers.distinct('value')).resolves.toHaveLength(1)
  })

  it('are compared exactly, beyond what a double can hold', async () => {
    await numbers.insertMany([
      { _id: 'double', value: new Double(9007199254740992) },
      { _id: 'long', value: Long.fromString('9007199254740993') },
      { _id: 'decimal', value: Decimal128.fromString('9007199254740993.5') },
    ])
    const find = async (value: object) =>
      (await numbers.find({ value }).sort({ value: 1 }).toArray()).map((entry) => entry._id)
    expect(await find({ $gt: new Double(9007199254740992) })).toEqual(['long', 'decimal'])
    expect(await find({ $lt: Long.fromString('9007199254740993') })).toEqual(['double'])
    expect(await find({ $lte: Decimal128.fromString('9007199254740993') })).toEqual([
      'double',
      'long',
    ])
  })

  it.each([
    ['int + int = int', new Int32(2), new Int32(3), new Int32(5)],
    ['int + long = long', new Int32(2), Long.fromNumber(3), Long.fromNumber(5)],
    ['int + double = double', new Int32(2), new Double(3), new Double(5)],
    ['long + long = long', Long.fromNumber(2), Long.fromNumber(3), Long.fromNumber(5)],
    ['int beyond its range = long', new Int32(2147483647), new Int32(1), Long.fromNumber(2 ** 31)],
    [
      'decimal + int = decimal',
      Decimal128.fromString('2.50'),
      new Int32(1),
      Decimal128.fromString('3.50'),
    ],
    [
      'long beyond the range of double + int = long',
      Long.fromString('9007199254740993'),
      new Int32(2),
      Long.fromString('9007199254740995'),
    ],
  ])('$inc: %s', async (_id, value, step, sum) => {
    await numbers.insertOne({ _id, value })
    await numbers.updateOne({ _id }, { $inc: { value: step } } as object)
    const found = await numbers.findOne({ _id })
    expect(canonical(found?.value)).toBe(canonical(sum))
  })

  it('are sorted among the other types in the order of BSON', async () => {
    const inOrder: [string, unknown][] = [
      ['least', new MinKey()],
      ['null', null],
      ['number -1', new Double(-1)],
      ['number 2', Long.fromNumber(2)],
      ['number 2.5', Decimal128.fromString('2.5')],
      ['string', 'a'],
      ['document', { a: 1 }],
      ['binary', new Binary(Buffer.from([1]))],
      ['object id', new ObjectId()],
      ['boolean', false],
      ['date', new Date(0)],
      ['timestamp', new Timestamp({ t: 1, i: 1 })],
      ['regex', new BSONRegExp('a')],
      ['greatest', new MaxKey()],
    ]
    const shuffled = inOrder.map(([_id, value]) => ({ _id, value })).reverse()
    await numbers.insertMany(shuffled)
    const sorted = await numbers.find().sort({ value: 1 }).toArray()
    expect(sorted.map((entry) => entry._id)).toEqual(inOrder.map(([_id]) => _id))
  })

  it('are never above or below values of another type', async () => {
    await numbers.insertMany([
      { _id: 'number', value: 5 },
      { _id: 'string', value: '5' },
      { _id: 'date', value: new Date(5) },
      { _id: 'null', value: null },
      { _id: 'missing' },
    ])
    const found = await numbers.find({ value: { $gte: 0 } }).toArray()
    expect(found.map((entry) => entry._id)).toEqual(['number'])
  })
})

describe('types of a mongoose schema', () => {
  let storage: Storage

  beforeAll(async () => {
    storage = await openStorage()
  })
  afterAll(() => storage.close())

  it('come back as the values that were saved, and find them', async () => {
    const Value = storage.connection.model('Value', valueSchema)
    const uuid = '7a2f7d1e-4b6b-4bb5-9d3e-8b6b5c4d3e2f'
    const { _id } = await Value.create({
      exact: '12.340',
      large: 1234567890123456789n,
      uuid,
      bytes: Buffer.from([255, 0]),
      anything: { list: [1, { empty: null }] },
    })
    const found = await Value.findById(_id).orFail()
    expect(found.exact?.toString()).toBe('12.340')
    expect(found.large).toBe(1234567890123456789n)
    expect(found.uuid?.toString()).toBe(uuid)
    expect([...(found.bytes ?? [])]).toEqual([255, 0])
    expect(found.anything).toEqual({ list: [1, { empty: null }] })
    await expect(Value.countDocuments({ uuid })).resolves.toBe(1)
    await expect(Value.countDocuments({ large: 1234567890123456789n })).resolves.toBe(1)
    await expect(Value.countDocuments({ large: 1234567890123456788n })).resolves.toBe(0)
    await expect(Value.countDocuments({ bytes: Buffer.from([255, 1]) })).resolves.toBe(0)
  })
})
