import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { type RunningStore, startStore, type StoreOptions } from '../../../embedded/store/server'

interface Thing {
  _id: number
  a?: string
}

describe('a started store', () => {
  let folder: string
  let reports: string[]

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-server-'))
    reports = []
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  const start = (options: StoreOptions = {}) =>
    startStore({ directory: folder, report: (line) => reports.push(line), ...options })

  async function within<T>(store: RunningStore, work: (client: MongoClient) => Promise<T>) {
    const client = await MongoClient.connect(store.uri)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }

  const things = (client: MongoClient) => client.db('test').collection<Thing>('things')

  it.each<[string, StoreOptions]>([
    ['a socket', {}],
    ['a port', { port: 0 }],
    ['the other loopback', { host: '::1' }],
  ])('answers a driver on %s', async (_what, options) => {
    const store = await start(options)
    const found = await within(store, async (client) => {
      await things(client).insertOne({ _id: 1, a: 'x' })
      return things(client).findOne({ a: 'x' })
    })
    expect(found).toEqual({ _id: 1, a: 'x' })
    await store.stop()
  })

  it('calls itself embedded', async () => {
    const store = await start()
    expect(reports).toEqual([
      expect.stringMatching(
        /^Embedded store \(stands in for MongoDB\): 0 documents in 0 collections/,
      ),
    ])
    await store.stop()
  })

  it('is not started in production, and says what to do', async () => {
    await expect(start({ environment: 'production' })).rejects.toThrow('Set MONGODB_URI')
  })

  it('has what was written before it was stopped, and its indexes', async () => {
    const first = await start()
    await within(first, async (client) => {
      await things(client).createIndexes([{ key: { a: 1 }, unique: true }])
      await things(client).insertMany([
        { _id: 1, a: 'x' },
        { _id: 2, a: 'y' },
      ])
      await things(client).updateOne({ _id: 1 }, { $set: { a: 'z' } })
      await things(client).deleteOne({ _id: 2 })
      await client.db('test').createCollection('dropped')
      await client.db('test').dropCollection('dropped')
    })
    await first.stop()
    const second = await start()
    await within(second, async (client) => {
      expect(await things(client).find().toArray()).toEqual([{ _id: 1, a: 'z' }])
      await expect(things(client).insertOne({ _id: 3, a: 'z' })).rejects.toMatchObject({
        code: 11000,
      })
      expect(await client.db('test').listCollections().toArray()).toHaveLength(1)
    })
    await second.stop()
  })

  it('refuses a second one on its directory until it is stopped', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow('in use by another running store')
    await first.stop()
    await (await start()).stop()
  })

  it('leaves nothing behind when it cannot be started', async () => {
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow('this machine only')
    const store = await start()
    expect(reports).toHaveLength(1)
    await store.stop()
  })

  it('is stopped once, however often it is asked to be', async () => {
    const store = await start()
    await Promise.all([store.stop(), store.stop()])
    await expect(store.stop()).resolves.toBeUndefined()
  })

  it('takes writes whose client does not wait', async () => {
    const store = await start()
    await within(store, async (client) => {
      const careless = client.db('test').collection<Thing>('things', { writeConcern: { w: 0 } })
      for (let _id = 0; _id < 5; _id += 1) await careless.insertOne({ _id })
      while ((await things(client).countDocuments()) < 5) await sleep(5)
      expect(await things(client).countDocuments()).toBe(5)
    })
    await store.stop()
  })

  it('says so when a reply would hold more than one document may', async () => {
    const store = await start()
    await within(store, async (client) => {
      for (const letter of ['a', 'b', 'c']) {
        const a = letter.repeat(6_000_000)
        await things(client).insertOne({ _id: letter.charCodeAt(0), a })
      }
      await expect(things(client).distinct('a')).rejects.toMatchObject({ code: 10334 })
      const found = await things(client).find().toArray()
      expect(found.map(({ a }) => a?.length)).toEqual([6_000_000, 6_000_000, 6_000_000])
    })
    await store.stop()
  })
})
