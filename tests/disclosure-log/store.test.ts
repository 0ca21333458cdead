import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Connection } from 'mongoose'
import { createConnection } from 'mongoose'

import type { ChainLink } from '../../disclosure-log/chain'
import { verifyChain } from '../../disclosure-log/chain'
import { LogUnavailableError } from '../../disclosure-log/chain-writer'
import type { DisclosureLog } from '../../disclosure-log/store'
import { openDisclosureLog } from '../../disclosure-log/store'
import { startTestStore, type TestStore } from '../helpers/store'
import { entryFor } from './entries'
import { openRelay, type Relay } from './relay'

describe('the disclosure log in its store', () => {
  const database = `sightline_test_${randomBytes(8).toString('hex')}`
  const logs: DisclosureLog[] = []
  let store: TestStore
  let relay: Relay
  let direct: Connection

  beforeAll(async () => {
    store = await startTestStore()
    direct = await createConnection(store.uri, { dbName: database }).asPromise()
    relay = await openRelay(store.uri)
  })
  beforeEach(() => {
    relay.open()
  })
  afterAll(async () => {
    relay.open()
    await Promise.all(logs.map((log) => log.close()))
    await direct.dropDatabase()
    await direct.close()
    await relay.close()
    await store.stop()
  })

  const open = (chain: string, timeoutMs = 700) => {
    const log = openDisclosureLog({ uri: relay.uri, database, chain, timeoutMs })
    logs.push(log)
    return log
  }
  const collection = () => direct.collection<ChainLink>('links')
  const verdict = async (chain: string) => verifyChain(await open(chain).readLinks(chain))
  const ids = (links: readonly ChainLink[]) => links.map(({ entry }) => entry.requestId)
  const appendUntilItWorks = async (log: DisclosureLog, id: string) => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const receipt = await log.append(entryFor(id)).catch(() => null)
      if (receipt) return receipt
      await sleep(50)
    }
    throw new Error('The log did not come back')
  }

  it('keeps an entry as it was written', async () => {
    const log = openDisclosureLog({ uri: relay.uri, database, chain: 'kept' })
    logs.push(log)
    const receipt = await log.append(entryFor('r1'))
    const links = await log.readLinks('kept')
    expect(links.map(({ entry }) => entry)).toEqual([entryFor('r1')])
    expect(verifyChain(links, receipt)).toMatchObject({ isIntact: true })
  })

  it('makes one unbroken chain of appends that come at once', async () => {
    const log = open('concurrent')
    const receipts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => log.append(entryFor(`r${index}`))),
    )
    expect(new Set(receipts.map(({ sequence }) => sequence)).size).toBe(60)
    expect(await verdict('concurrent')).toMatchObject({ isIntact: true, head: { sequence: 60 } })
  })

  it('goes on from its head after a restart of the gateway', async () => {
    const first = open('restarted')
    await first.append(entryFor('r1'))
    await first.close()
    await expect(open('restarted').append(entryFor('r2'))).resolves.toMatchObject({ sequence: 2 })
    expect(await verdict('restarted')).toMatchObject({ isIntact: true })
  })

  it('keeps the chains of two gateways apart', async () => {
    const [one, other] = [open('one'), open('other')]
    await Promise.all([one.append(entryFor('r1')), other.append(entryFor('r2'))])
    expect(ids(await one.readLinks('one'))).toEqual(['r1'])
    expect(ids(await one.readLinks('other'))).toEqual(['r2'])
  })

  it('makes one chain even of two writers that share it by mistake', async () => {
    const [one, other] = [open('shared', 3000), open('shared', 3000)]
    await Promise.all([one.append(entryFor('a')), other.append(entryFor('b'))])
    const both = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).append(entryFor(`r${index}`)),
    )
    await Promise.all(both)
    expect(await verdict('shared')).toMatchObject({ isIntact: true, head: { sequence: 22 } })
  })

  it.each(['cut', 'block'] as const)(
    'refuses while the way to the store is %s, and goes on without a restart',
    async (mood) => {
      const chain = `mood-${mood}`
      const log = open(chain)
      await log.append(entryFor('r1'))
      expect(await log.isAvailable()).toBe(true)
      relay[mood]()
      const startedAt = Date.now()
      await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
      expect(Date.now() - startedAt).toBeLessThan(1500)
      expect(await log.isAvailable()).toBe(false)
      relay.open()
      await appendUntilItWorks(log, 'r2')
      const links = await log.readLinks(chain)
      expect(ids(links).filter((id) => id !== 'refused')).toEqual(['r1', 'r2'])
      expect(verifyChain(links)).toMatchObject({ isIntact: true })
    },
    20_000,
  )

  it('opens while the store is down and works once it is there', async () => {
    relay.cut()
    const log = open('early')
    await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
    relay.open()
    await appendUntilItWorks(log, 'r1')
    expect(ids(await log.readLinks('early'))).toEqual(['r1'])
  }, 20_000)

  it('closes while the store is down', async () => {
    relay.cut()
    const log = open('closed')
    await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
    await expect(log.close()).resolves.toBeUndefined()
  })

  it.each<[string, (chain: string) => Promise<unknown>, string]>([
    [
      'edited',
      (chain) =>
        collection().updateOne({ chain, sequence: 2 }, { $set: { 'entry.staffId': 'other' } }),
      'EDITED',
    ],
    ['deleted', (chain) => collection().deleteOne({ chain, sequence: 2 }), 'BROKEN'],
    [
      'moved',
      (chain) => collection().updateOne({ chain, sequence: 2 }, { $set: { sequence: 9 } }),
      'BROKEN',
    ],
  ])('shows an entry that was %s in the store', async (what, tamper, problem) => {
    const log = open(what)
    for (const id of ['r1', 'r2', 'r3']) await log.append(entryFor(id))
    await tamper(what)
    expect(await verdict(what)).toMatchObject({ isIntact: false, problem })
  })
})
