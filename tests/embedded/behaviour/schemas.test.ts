import mongoose from 'mongoose'
import { agencySchema, recordSchema } from './models'
import { openStorage, rejection, type Storage } from './storage'

const defineModels = (storage: Storage) => ({
  Agency: storage.connection.model('Agency', agencySchema),
  Record: storage.connection.model('Record', recordSchema),
})

describe('schemas', () => {
  let storage: Storage
  let models: ReturnType<typeof defineModels>

  beforeAll(async () => {
    storage = await openStorage()
    models = defineModels(storage)
  })
  afterAll(() => storage.close())
  beforeEach(() => models.Record.deleteMany())

  /** Saves what need not have the types of the schema: casting is what is looked at. */
  const save = (document: object) => new models.Record(document).save()

  it('cast, trim, fill in defaults and stamp the times on the way in', async () => {
    const before = Date.now()
    await save({ reference: '  ab-1 ', visits: '3', dateOfBirth: '1990-02-03' })
    const raw = await models.Record.collection.findOne({ reference: 'AB-1' })
    expect(raw).toMatchObject({
      visits: 3,
      risk: 'LOW',
      dateOfBirth: new Date('1990-02-03T00:00:00.000Z'),
      aliases: [],
      contacts: [],
      __v: 0,
    })
    const created: unknown = raw?.['createdAt']
    expect(created).toBeInstanceOf(Date)
    expect((created as Date).getTime()).toBeGreaterThanOrEqual(before)
    expect(raw?.['updatedAt']).toEqual(created)
  })

  it.each([
    ['a missing required field', { familyName: 'Example' }, 'reference', 'required'],
    ['a value outside an enumeration', { reference: 'R', risk: 'SEVERE' }, 'risk', 'enum'],
    ['a number below its minimum', { reference: 'R', visits: -1 }, 'visits', 'min'],
    ['a value that cannot be cast', { reference: 'R', visits: 'many' }, 'visits', 'Number'],
  ])('refuse %s before anything is stored', async (_what, document, path, kind) => {
    const error = await rejection(save(document))
    expect(error).toBeInstanceOf(mongoose.Error.ValidationError)
    expect(error).toHaveProperty(['errors', path, 'kind'], kind)
    await expect(models.Record.countDocuments()).resolves.toBe(0)
  })

  it('cast what a filter compares with', async () => {
    const stored = await save({
      reference: 'R1',
      visits: 3,
      dateOfBirth: '1990-02-03',
    })
    const filters: object[] = [
      { visits: '3' },
      { dateOfBirth: '1990-02-03T00:00:00Z' },
      { _id: stored.id },
      { visits: { $in: ['3', '4'] } },
    ]
    for (const filter of filters) {
      await expect(models.Record.countDocuments(filter)).resolves.toBe(1)
    }
    await expect(models.Record.countDocuments({ visits: '4' } as object)).resolves.toBe(0)
  })

  it('refuse a filter that cannot be cast', async () => {
    const error = await rejection(models.Record.find({ visits: 'many' } as object))
    expect(error).toBeInstanceOf(mongoose.Error.CastError)
  })

  it('keep unknown fields out, and refuse them when strict', async () => {
    const document = { reference: 'R1', unknown: 'x' }
    await save(document)
    const raw = await models.Record.collection.findOne({ reference: 'R1' })
    expect(raw).not.toHaveProperty('unknown')
    expect(() => new models.Record(document, undefined, { strict: 'throw' })).toThrow(
      'Field `unknown` is not in schema',
    )
  })

  it('round-trip nested fields, lists, subdocuments with ids and maps', async () => {
    const { id } = (await save({
      reference: 'R1',
      home: { line: '1 Example Row', district: 'North' },
      aliases: ['A', 'B'],
      contacts: [{ kind: 'phone', value: '01632 960000' }],
      extras: { shelf: '9' },
    })) as { id: string }
    const found = await models.Record.findById(id).orFail()
    expect(found.home).toMatchObject({ line: '1 Example Row', district: 'North' })
    expect([...found.aliases]).toEqual(['A', 'B'])
    expect(found.contacts[0]).toMatchObject({ kind: 'phone', value: '01632 960000' })
    expect(found.contacts[0]?._id).toBeInstanceOf(mongoose.Types.ObjectId)
    expect(found.extras?.get('shelf')).toBe('9')
  })

  it('save only what changed and move updatedAt', async () => {
    const record = await save({ reference: 'R1', familyName: 'Old' })
    await models.Record.collection.updateOne({ _id: record._id }, { $set: { visits: 8 } })
    await new Promise((resolve) => setTimeout(resolve, 5))
    record.familyName = 'New'
    record.set('home.district', 'South')
    await record.save()
    const stored = await models.Record.findById(record._id).orFail()
    expect(stored).toMatchObject({ familyName: 'New', visits: 8 })
    expect(stored.home?.district).toBe('South')
    expect(stored.updatedAt.getTime()).toBeGreaterThan(stored.createdAt.getTime())
  })

  it('unset a field that was set to undefined', async () => {
    const record = await save({ reference: 'R1', familyName: 'Old' })
    record.set('familyName', undefined)
    await record.save()
    const raw = await models.Record.collection.findOne({ _id: record._id })
    expect(raw).not.toHaveProperty('familyName')
  })

  it('fill in a reference to another collection', async () => {
    const agency = await models.Agency.create({ name: 'Example Housing' })
    await save({ reference: 'R1', agency: agency._id })
    const found = await models.Record.findOne({ reference: 'R1' })
      .populate<{ agency: { name: string } }>('agency')
      .orFail()
    expect(found.agency.name).toBe('Example Housing')
  })

  it('check an update when asked to', async () => {
    const { _id } = await save({ reference: 'R1' })
    const update = models.Record.updateOne({ _id }, { risk: 'SEVERE' }, { runValidators: true })
    expect(await rejection(update)).toBeInstanceOf(mongoose.Error.ValidationError)
    await expect(models.Record.findById(_id).lean()).resolves.toMatchObject({ risk: 'LOW' })
  })
})
