import mongoose, { type Model, Schema } from 'mongoose'
import { openStorage, rejection, type Storage } from './storage'

interface Plan {
  title: string
  steps: string[]
  done: number
}

const define = (storage: Storage, name: string, optimisticConcurrency: boolean) =>
  storage.connection.model<Plan>(
    name,
    new Schema<Plan>({ title: String, steps: [String], done: Number }, { optimisticConcurrency }),
  )

describe('concurrent changes', () => {
  let storage: Storage
  let Guarded: Model<Plan>
  let Plain: Model<Plan>

  beforeAll(async () => {
    storage = await openStorage()
    Guarded = define(storage, 'Guarded', true)
    Plain = define(storage, 'Plain', false)
  })
  afterAll(() => storage.close())

  it('of a guarded document: the second to save is refused and the first kept', async () => {
    const { _id } = await Guarded.create({ title: 'first', steps: [], done: 0 })
    const [one, two] = await Promise.all([
      Guarded.findById(_id).orFail(),
      Guarded.findById(_id).orFail(),
    ])
    one.title = 'by one'
    await one.save()
    two.done = 2
    const error = await rejection(two.save())
    expect(error).toBeInstanceOf(mongoose.Error.VersionError)
    expect(error).toMatchObject({ version: 0, modifiedPaths: ['done'] })
    await expect(Guarded.findById(_id).lean()).resolves.toMatchObject({
      title: 'by one',
      done: 0,
      __v: 1,
    })
  })

  it('of a guarded document: a retry on a fresh copy succeeds', async () => {
    const { _id } = await Guarded.create({ title: 'count', steps: [], done: 0 })
    const addOne = async (): Promise<void> => {
      const plan = await Guarded.findById(_id).orFail()
      plan.done += 1
      const [result] = await Promise.allSettled([plan.save()])
      if (result.status === 'fulfilled') return
      expect(result.reason).toBeInstanceOf(mongoose.Error.VersionError)
      await addOne()
    }
    await Promise.all(Array.from({ length: 8 }, addOne))
    await expect(Guarded.findById(_id).lean()).resolves.toMatchObject({ done: 8, __v: 8 })
  })

  it('of a list: saving over a changed list by position is refused', async () => {
    const { _id } = await Plain.create({ title: 't', steps: ['a', 'b', 'c'], done: 0 })
    const [one, two] = await Promise.all([
      Plain.findById(_id).orFail(),
      Plain.findById(_id).orFail(),
    ])
    one.steps = ['c']
    await one.save()
    two.set('steps.1', 'changed')
    expect(await rejection(two.save())).toBeInstanceOf(mongoose.Error.VersionError)
    await expect(Plain.findById(_id).lean()).resolves.toMatchObject({ steps: ['c'] })
  })

  it('of a deleted document are refused', async () => {
    const plan = await Plain.create({ title: 't', steps: [], done: 0 })
    await Plain.deleteOne({ _id: plan._id })
    plan.title = 'changed'
    const error = await rejection(plan.save())
    expect(error).toBeInstanceOf(mongoose.Error.DocumentNotFoundError)
  })

  it('by operators are each applied, none lost', async () => {
    const { _id } = await Plain.create({ title: 't', steps: [], done: 0 })
    const change = (i: number) =>
      Plain.updateOne({ _id }, { $inc: { done: 1 }, $push: { steps: `step ${String(i)}` } })
    await Promise.all(Array.from({ length: 50 }, (_, i) => change(i)))
    const stored = await Plain.findById(_id).lean().orFail()
    expect(stored.done).toBe(50)
    expect(new Set(stored.steps).size).toBe(50)
  })

  it('by compare and set: exactly one of many wins', async () => {
    const { _id } = await Plain.create({ title: 'free', steps: [], done: 0 })
    const claim = (i: number) =>
      Plain.updateOne({ _id, title: 'free' }, { title: `taken by ${String(i)}` })
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => claim(i)))
    expect(results.filter((result) => result.modifiedCount === 1)).toHaveLength(1)
  })
})
