import { openStorage, rejection, type Storage } from './storage'

describe('databases and collections', () => {
  let storage: Storage

  beforeAll(async () => {
    storage = await openStorage()
  })
  afterAll(() => storage.close())

  const names = async () => {
    const found = await storage.database.listCollections({}, { nameOnly: true }).toArray()
    return found.map((collection) => collection.name).sort()
  }

  it('come to be with the first document and go when dropped', async () => {
    await storage.database.collection('made').insertOne({ a: 1 })
    await storage.database.createCollection('empty')
    expect(await names()).toEqual(expect.arrayContaining(['empty', 'made']))
    await storage.database.collection('made').drop()
    expect(await names()).not.toContain('made')
    await expect(storage.database.collection('made').countDocuments()).resolves.toBe(0)
  })

  it('lose their indexes with the collection', async () => {
    const things = storage.database.collection('things')
    await things.createIndexes([{ key: { a: 1 }, unique: true }])
    await things.drop()
    await things.insertMany([{ a: 1 }, { a: 1 }])
    await expect(things.listIndexes().toArray()).resolves.toHaveLength(1)
  })

  it('of the same server do not see one another', async () => {
    const client = storage.connection.getClient()
    const other = client.db(`${storage.database.databaseName}_other`)
    await other.collection('shared').insertOne({ a: 1 })
    await expect(storage.database.collection('shared').countDocuments()).resolves.toBe(0)
    await other.dropDatabase()
    await expect(other.collection('shared').countDocuments()).resolves.toBe(0)
  })

  it('answer a ping', async () => {
    await expect(storage.database.command({ ping: 1 })).resolves.toMatchObject({ ok: 1 })
  })

  it.each([
    ['a command that is unknown', { shakeHands: 1 }, 59, 'CommandNotFound'],
    [
      'an option that is unknown',
      { find: 'things', filter: {}, politely: true },
      40415,
      expect.any(String) as string,
    ],
    ['a field of the wrong type', { find: 'things', filter: 'all' }, 14, 'TypeMismatch'],
  ])('refuse %s', async (_what, command, code, codeName) => {
    const error = await rejection(storage.database.command(command))
    expect(error).toMatchObject({ code, codeName })
  })

  it('accept a write that asks for the journal or a majority', async () => {
    for (const writeConcern of [{ w: 'majority' as const }, { w: 1, journal: true }]) {
      const safe = storage.database.collection('safe', { writeConcern })
      await expect(safe.insertOne({ a: 1 })).resolves.toMatchObject({ acknowledged: true })
    }
    await expect(storage.database.collection('safe').countDocuments()).resolves.toBe(2)
  })
})
