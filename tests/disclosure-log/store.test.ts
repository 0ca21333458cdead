import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Connection } from 'mongoose'
import { createConnection } from 'mongoose'

import { openCheckpoint } from '../../disclosure-log/checkpoint'
import type { DisclosureLog } from '../../disclosure-log/disclosure-log'
import { openDisclosureLog } from '../../disclosure-log/disclosure-log'
import { isDisclosure } from '../../disclosure-log/entry'
import { LogUnavailableError } from '../../disclosure-log/group-commit'
import type { Leaf } from '../../disclosure-log/leaf'
import { hashOfLeaf } from '../../disclosure-log/leaf'
import { rootOf } from '../../disclosure-log/merkle'
import { MongoLeafStore } from '../../disclosure-log/store'
import { verifyLog } from '../../disclosure-log/verify'
import { startTestStore, type TestStore } from '../helpers/store'
import { entryFor } from './entries'
import { makeLogKey } from './log-key'
import { openRelay, type Relay } from './relay'

const { privateKey, publicKey } = makeLogKey()

/** Longer than any machine takes: for what is not about time. */
const patientMs = 30_000

jest.setTimeout(60_000)

describe('the disclosure log in its store', () => {
  const database = `sightline_test_${randomBytes(8).toString('hex')}`
  const logs: DisclosureLog[] = []
  let store: TestStore
  let relay: Relay
  let direct: Connection
  let reader: MongoLeafStore

  beforeAll(async () => {
    store = await startTestStore()
    direct = await createConnection(store.uri, { dbName: database }).asPromise()
    relay = await openRelay(store.uri)
    reader = new MongoLeafStore({ uri: store.uri, database, timeoutMs: patientMs })
  })
  beforeEach(() => {
    relay.open()
  })
  afterAll(async () => {
    relay.open()
    await Promise.all(logs.map((log) => log.close()))
    await reader.close()
    await direct.dropDatabase()
    await direct.close()
    await relay.close()
    await store.stop()
  })

  const open = (log: string, timeoutMs = 700) => {
    const opened = openDisclosureLog({
      uri: relay.uri,
      database,
      log,
      timeoutMs,
      openSigner: () => ({ privateKey }),
      report: () => undefined,
    })
    logs.push(opened)
    return opened
  }
  const collection = () => direct.collection<Leaf>('leaves')
  const ids = (leaves: readonly Leaf[]) =>
    leaves.flatMap(({ entry }) => (isDisclosure(entry) ? [entry.requestId] : []))
  const expectWhole = async (log: string) => {
    const leaves = await reader.readLeaves(log, 0)
    expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_leaf, index) => index))
    for (const { note } of await reader.readCheckpoints(log)) {
      const checkpoint = openCheckpoint(note, publicKey)
      const root = rootOf(leaves.slice(0, checkpoint?.size).map(hashOfLeaf))
      expect(checkpoint).toMatchObject({ log, root })
    }
    return leaves
  }
  /** Asks with another request each time, as people do: what was refused is not appended again. */
  const appendUntilItWorks = async (log: DisclosureLog, name: string) => {
    const refused: string[] = []
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const id = `${name}-${attempt}`
      if (await log.append(entryFor(id)).catch(() => null)) return { answered: id, refused }
      refused.push(id)
      await sleep(50)
    }
    throw new Error('The log did not come back')
  }
  /** Each answered request has one entry; each refused one is marked, and has at most one. */
  const expectAccounts = async (
    log: string,
    { answered, refused }: Readonly<Record<'answered' | 'refused', readonly string[]>>,
  ) => {
    const leaves = await expectWhole(log)
    const marked = leaves.flatMap(({ entry }) =>
      'event' in entry && entry.event === 'NO_ANSWER' ? entry.requestIds : [],
    )
    expect(ids(leaves).filter((id) => !refused.includes(id))).toEqual(answered)
    expect(new Set(ids(leaves)).size).toBe(ids(leaves).length)
    // A mark whose writing was not confirmed in time is written again: it may stand there twice.
    expect([...new Set(marked)].toSorted()).toEqual(refused.toSorted())
  }
  const untilUp = async (log: DisclosureLog) => {
    while (!(await log.isAvailable())) await sleep(20)
  }

  it('proves each of its answers, also from the log of another gateway, and none that is not there', async () => {
    const [log, other] = [open('proven', patientMs), open('asks', patientMs)]
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([1, 2, 3].map((at) => log.append(entryFor(`p${round}-${at}`))))
      while (((await reader.findNewestCheckpoint('proven'))?.size ?? 0) < (round + 1) * 3)
        await sleep(20)
    }
    const leaves = await expectWhole('proven')
    for (const { index, entry } of leaves) {
      const proven = await other.prove('proven', index)
      const told = proven && { entry: proven.entry, index: proven.index, holds: proven.holds }
      expect(told).toEqual(isDisclosure(entry) ? { entry, index, holds: true } : null)
    }
    expect(leaves.length).toBeGreaterThanOrEqual(9)
    expect(await other.prove('proven', leaves.length)).toBeNull()
    expect(await other.prove('no log', 0)).toBeNull()
  })

  it('keeps an entry as it was written, behind the start of the gateway', async () => {
    await open('kept', patientMs).append(entryFor('r1'))
    const leaves = await reader.readLeaves('kept', 0)
    expect(leaves).toEqual([
      { log: 'kept', index: 0, entry: expect.objectContaining({ event: 'STARTED' }) as object },
      { log: 'kept', index: 1, entry: entryFor('r1') },
    ])
  })

  it('leaves out what is undefined, so that the stored entry has the hash of the written one', async () => {
    const entry = { ...entryFor('r1'), review: undefined } as unknown as Leaf['entry']
    const log = open('undefined', patientMs)
    await log.append(entry)
    await log.close()
    expect(await expectWhole('undefined')).toHaveLength(2)
    expect(await reader.readCheckpoints('undefined')).toHaveLength(1)
  })

  it('gives its leaves with what they are found by, so that a hidden entry shows', async () => {
    const log = open('misfiled', patientMs)
    await Promise.all(['r1', 'r2'].map((id) => log.append(entryFor(id))))
    await log.close()
    const problems = async () => {
      const checkpoints = await reader.readCheckpoints('misfiled')
      const leaves = await reader.readFiledLeaves('misfiled')
      const notes = checkpoints.map(({ note }) => note)
      return verifyLog({ log: 'misfiled', leaves, checkpoints: notes }, publicKey).problems
    }
    expect(await problems()).toEqual([])
    await direct
      .collection('leaves')
      .updateOne({ log: 'misfiled', index: 2 }, { $pull: { keys: 'staff staff-1' } as never })
    expect(await problems()).toMatchObject([{ code: 'MISFILED' }])
  })

  it('gives each of many appends that come at once a place of its own', async () => {
    const log = open('concurrent', patientMs)
    const receipts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => log.append(entryFor(`r${index}`))),
    )
    expect(new Set(receipts.map(({ index }) => index)).size).toBe(60)
    await log.close()
    expect(await expectWhole('concurrent')).toHaveLength(61)
    expect((await reader.findNewestCheckpoint('concurrent'))?.size).toBe(61)
  })

  it('goes on from its last entry after a restart of the gateway', async () => {
    const first = open('restarted', patientMs)
    await first.append(entryFor('r1'))
    await first.close()
    await open('restarted', patientMs).append(entryFor('r2'))
    expect(ids(await expectWhole('restarted'))).toEqual(['r1', 'r2'])
  })

  it('keeps the logs of two gateways apart', async () => {
    const [one, other] = [open('one', patientMs), open('other', patientMs)]
    await Promise.all([one.append(entryFor('r1')), other.append(entryFor('r2'))])
    expect(ids(await reader.readLeaves('one', 0))).toEqual(['r1'])
    expect(ids(await reader.readLeaves('other', 0))).toEqual(['r2'])
    expect(await reader.listLogs()).toEqual(expect.arrayContaining(['one', 'other']))
  })

  it('makes one log even of two writers that share it by mistake', async () => {
    const [one, other] = [open('shared', patientMs), open('shared', patientMs)]
    await Promise.all([one.append(entryFor('a')), other.append(entryFor('b'))])
    const both = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).append(entryFor(`r${index}`)),
    )
    await Promise.all(both)
    await Promise.all([one.close(), other.close()])
    expect(ids(await expectWhole('shared'))).toHaveLength(22)
  })

  it.each(['cut', 'block'] as const)(
    'refuses while the way to the store is %s, and goes on without a restart',
    async (mood) => {
      const name = `mood-${mood}`
      const log = open(name)
      const first = await appendUntilItWorks(log, 'r1')
      await untilUp(log)
      relay[mood]()
      await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
      expect(log.isDown()).toBe(true)
      expect(await log.isAvailable()).toBe(false)
      relay.open()
      const second = await appendUntilItWorks(log, 'r2')
      await untilUp(log)
      await log.close()
      await expectAccounts(name, {
        answered: [first.answered, second.answered],
        refused: [...first.refused, 'refused', ...second.refused],
      })
    },
  )

  it('opens while the store is down and works once it is there', async () => {
    relay.cut()
    const log = open('early')
    await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
    relay.open()
    const { answered, refused } = await appendUntilItWorks(log, 'r1')
    await log.close()
    await expectAccounts('early', { answered: [answered], refused: ['refused', ...refused] })
  })

  it('closes while the store is down', async () => {
    relay.cut()
    const log = open('closed')
    await expect(log.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
    await expect(log.close()).resolves.toBeUndefined()
  })

  it('is not gone on with when what was signed is no longer there', async () => {
    const log = open('cut-off', patientMs)
    await log.append(entryFor('r1'))
    await log.close()
    await collection().deleteOne({ log: 'cut-off', index: 1 })
    await expect(open('cut-off', patientMs).append(entryFor('r2'))).rejects.toThrow(
      LogUnavailableError,
    )
  })
})
