import type { Collection } from 'mongodb'
import { type Item, Ledger, makeItem } from '../../../scripts/kill-loop/ledger'
import { verifyStore } from '../../../scripts/kill-loop/verify'
import { openStorage, type Storage } from '../../embedded/behaviour/storage'

describe('verifyStore of the kill loop', () => {
  let storage: Storage
  let items: Collection<Item>
  let ledger: Ledger

  beforeAll(async () => {
    storage = await openStorage()
    items = storage.database.collection<Item>('items')
    await items.createIndexes([{ key: { key: 1 }, unique: true }])
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    await items.deleteMany()
    ledger = new Ledger()
    for (let id = 1; id <= 20; id += 1) {
      const item = makeItem(id, id % 3, 0)
      ledger.begin(id, item)
      await items.insertOne({ ...item })
      ledger.acknowledge(id)
    }
  })

  const look = async () => {
    const { lost, wrong } = await verifyStore(items, ledger)
    return { lost, wrong }
  }

  it('finds nothing when all is as acknowledged', async () => {
    expect(await look()).toEqual({ lost: 0, wrong: 0 })
    expect(ledger.acknowledgedWrites).toBe(20)
  })

  it('finds an acknowledged insert that is not there', async () => {
    await items.deleteOne({ _id: 7 })
    expect(await look()).toEqual({ lost: 1, wrong: 0 })
  })

  it('finds an acknowledged update that is not there', async () => {
    ledger.begin(7, makeItem(7, 1, 1))
    ledger.acknowledge(7)
    expect(await look()).toEqual({ lost: 1, wrong: 0 })
  })

  it('finds an acknowledged delete that is not there', async () => {
    ledger.begin(7, null)
    ledger.acknowledge(7)
    expect(await look()).toEqual({ lost: 0, wrong: 1 })
  })

  it('finds half an update', async () => {
    ledger.begin(7, makeItem(7, 1, 1))
    await items.updateOne({ _id: 7 }, { $set: { version: 1 } })
    expect(await look()).toEqual({ lost: 1, wrong: 0 })
  })

  it('finds a document nobody wrote', async () => {
    await items.insertOne(makeItem(99, 0, 0))
    expect(await look()).toEqual({ lost: 0, wrong: 1 })
  })

  it.each<[string, () => Promise<unknown>]>([
    ['not done', () => Promise.resolve()],
    ['done', () => items.updateOne({ _id: 7 }, { $set: { ...makeItem(7, 1, 1) } })],
  ])('accepts a write under way that was %s, and what it found from then on', async (_w, act) => {
    ledger.begin(7, makeItem(7, 1, 1))
    await act()
    expect(await look()).toEqual({ lost: 0, wrong: 0 })
    await items.deleteOne({ _id: 7 })
    expect(await look()).toEqual({ lost: 1, wrong: 0 })
  })
})
