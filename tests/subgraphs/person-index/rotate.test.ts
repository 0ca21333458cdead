import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { describedRecord } from '../../../common/likeness/described-person'
import { likenessOf } from '../../../common/likeness/likeness'
import type { Registration } from '../../../common/registration/registration'
import type { Database } from '../../../subgraphs/kit/service/database'
import { openDatabase } from '../../../subgraphs/kit/service/database'
import { refuseForeignKeys, refuseOtherKeys } from '../../../subgraphs/person-index/keys/key-state'
import * as ownKeys from '../../../subgraphs/person-index/keys/own-keys'
import { compareWithStored } from '../../../subgraphs/person-index/ledger/compare-stored'
import { rotateOwnKey } from '../../../subgraphs/person-index/keys/rotate'
import { LinkService } from '../../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../../subgraphs/person-index/models'
import { createIndexModels } from '../../../subgraphs/person-index/models'
import { createTokenSealer } from '../../../subgraphs/person-index/sealed-tokens'
import {
  bytesOf,
  createLikenessSealer,
} from '../../../subgraphs/person-index/search/likeness-sealer'
import { unpackLookups } from '../../../subgraphs/person-index/search/packed-lookups'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import type { Death } from './dying-models'
import { dyingAt, Stopped } from './dying-models'

let store: TestStore
let database: Database
let models: IndexModels
let folder = ''

beforeAll(async () => {
  store = await startTestStore()
  database = await openDatabase({ uri: store.uri, code: `rotate-${process.pid}` })
  models = createIndexModels(database.connection)
  await database.buildIndexes()
})
beforeEach(begin)
afterEach(() => rm(folder, { recursive: true, force: true }))
afterAll(async () => {
  await database.connection.dropDatabase()
  await database.close()
  await store.stop()
})

const at = new Date('2026-11-01T10:00:00Z')
const agnes = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  ...{ datesOfBirth: ['1962-04-17'], postcodes: ['ZY1 4AB'] },
}

const registrations: readonly Registration[] = ['A', 'B', 'C'].map((ref) => ({
  ref,
  tokens: [
    { type: 'NHS_NUMBER', token: 'nhs' },
    { type: 'CRN', token: `crn-${ref}` },
  ],
  ...{ addresses: ['home', 'hostel'], postcodes: ['postcode'] },
  households: [{ kind: 'HOME', token: 'home' }],
  hiddenFrom: [
    { excludedStaff: ['x'], restrictedToStaff: ['y', 'z'], onlyOnGrounds: ['g'] },
    { excludedStaff: [], restrictedToStaff: null },
  ],
  likeness: likenessOf(Buffer.alloc(32, 5), describedRecord(agnes)),
}))

function sealersNow() {
  const keys = ownKeys.openOwnKeys(folder)
  return { sealer: createTokenSealer(...keys), likenesses: createLikenessSealer(...keys) }
}

/** An index with keys of its own, and some records, all of them registered under these. */
async function begin(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-rotate-'))
  for (const { name } of await database.connection.listCollections())
    await database.connection.collection(name).deleteMany({})
  await registerAll()
}

async function registerAll(): Promise<void> {
  const { sealer, likenesses } = sealersNow()
  const links = new LinkService(models, sealer, { likenesses, now: () => at })
  await links.register('north', registrations)
  if (!(await models.ledger.exists({ type: 'WITHDRAWN' }))) {
    const gone = { ref: 'D', addresses: [], sequence: 1 }
    await links.register('north', [{ ...gone, tokens: [{ type: 'CRN', token: 'crn-D' }] }])
    await links.register('north', [{ ...gone, tokens: [], isWithdrawn: true }])
  }
  const tokens = [sealer.identifier('CRN', 'crn-A')]
  const households = [sealer.household('HOME', 'home')]
  await models.staff.updateOne(
    { _id: 'north/me' },
    { $set: { tokens, households } },
    { upsert: true },
  )
}

/** Everything that is sealed, as it is stored; values of likenesses opened, for each is encrypted anew. */
async function sealedNow() {
  const { likenesses, sealer } = sealersNow()
  const records = await models.records.find().sort({ _id: 1 }).lean()
  const found = await models.likenesses.find().sort({ _id: 1 }).lean()
  const [taken] = (await models.ledger.find({ type: 'WITHDRAWN' }).lean()).flatMap(({ act }) =>
    act.type === 'WITHDRAWN' ? act.records : [],
  )
  return {
    gone: taken && [taken.key, sealer.openReference(taken.key, taken.sealedRef)],
    withdrawals: await models.withdrawals.find().lean(),
    records: records.map(({ tokens, addresses, postcodes, households, hiding, ...rest }) => ({
      ...{ _id: rest._id, tokens, addresses, postcodes, households, hiding },
      reference: sealer.openReference(rest._id, rest.sealedRef),
      ...{ personId: rest.personId, tokensSince: rest.tokensSince, isCompared: rest.isCompared },
    })),
    staff: await models.staff.find({}, { tokens: 1, households: 1 }).lean(),
    people: (await compareWithStored(models)).differing,
    likenesses: found.map(({ _id, keys, placeKeys, lookups, values }) => ({
      ...{ _id, keys, placeKeys, lookups: unpackLookups(bytesOf(lookups ?? Buffer.alloc(2))) },
      values: likenesses.open(bytesOf(values)),
    })),
  }
}

const filesWith = (write: (act: () => void) => void) => ({
  open: () => ownKeys.openOwnKeys(folder),
  hasNext: () => ownKeys.hasNextKey(folder),
  openNext: () => ownKeys.openNextKey(folder),
  takeNext: () => {
    write(() => {
      ownKeys.takeNextKey(folder)
    })
  },
  forgetNext: () => {
    write(() => {
      ownKeys.forgetNextKey(folder)
    })
  },
})

/** @returns how many documents were sealed by each kind, as it was told */
async function rotate(death: Death = { nth: Infinity }) {
  const told: string[] = []
  const dying = dyingAt(models, death)
  const onProgress = (kind: string, done: number) => told.push(`${kind} ${done}`)
  const files = filesWith(dying.write)
  const count = await rotateOwnKey({ models: dying.models, files, onProgress, atOnce: 2 })
  return { told, count }
}

/** What an agency registers again changes nothing: it is sealed as it would be under these keys. */
async function expectSealedAnew(): Promise<void> {
  const rotated = await sealedNow()
  await registerAll()
  expect(await sealedNow()).toEqual(rotated)
}

describe('a new key of the index', () => {
  it('seals everything as a registration would, and says how far it is', async () => {
    const before = JSON.stringify(await sealedNow())
    const old = sealersNow()
    expect(await rotate()).toEqual({
      ...{ count: 2, told: ['records 2', 'records 3', 'staff 1', 'likenesses 2', 'likenesses 3'] },
    })
    expect(ownKeys.openOwnKeys(folder)).toHaveLength(2)
    await expectSealedAnew()
    const person = { tokens: sealersNow().sealer.identifier('NHS_NUMBER', 'nhs') }
    expect(await models.records.countDocuments(person)).toBe(3)
    // Who has the old key finds nobody, and opens nothing.
    expect(
      await models.records.countDocuments({ tokens: old.sealer.identifier('NHS_NUMBER', 'nhs') }),
    ).toBe(0)
    const [likeness] = await models.likenesses.find().lean()
    expect(() => likeness && old.likenesses.open(bytesOf(likeness.values))).toThrow()
    const named = [...before.matchAll(/"north\/~[\w-]{22}"/g)].map(([text]) => text)
    expect(named.length).toBeGreaterThan(3)
    const sealedBefore = [...before.matchAll(/"[A-Z_]+:[\w-]{43}"/g)].map(([text]) => text)
    expect(sealedBefore.length).toBeGreaterThan(20)
    const everything = await Promise.all(
      (await database.connection.listCollections()).map(({ name }) =>
        database.connection.collection(name).find().toArray(),
      ),
    )
    const stored = JSON.stringify(everything)
    expect([...sealedBefore, ...named].filter((text) => stored.includes(text))).toEqual([])
  })

  it('can be followed by another', async () => {
    await rotate()
    expect((await rotate()).count).toBe(3)
    await expectSealedAnew()
  })

  it.each([false, true])(
    'comes to the same when it is stopped at any write and begun again (written: %s)',
    async (isWritten) => {
      let nth = 1
      for (let isAlive = false; !isAlive; nth += 1) {
        await rm(folder, { recursive: true, force: true })
        await begin()
        isAlive = await rotate({ nth, isWritten }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof Stopped) return false
            throw error
          },
        )
        // Begun again by who was told nothing, or by who does not know how far it came.
        if (!isAlive) await rotate()
        expect(`${nth}: ${ownKeys.openOwnKeys(folder).length}`).toMatch(isAlive ? /2$/ : /[23]$/)
        await refuseOtherKeys(models, ownKeys.openOwnKeys(folder).length)
        await expectSealedAnew()
      }
      expect(nth).toBeGreaterThan(9)
    },
    60_000,
  )
})

describe('an index whose data is sealed with other keys', () => {
  it('does not start while a key is rotated', async () => {
    await rotate({ nth: 9 }).catch(() => undefined)
    const count = ownKeys.openOwnKeys(folder).length
    await expect(refuseOtherKeys(models, count)).rejects.toThrow('is being rotated')
  })

  it('does not start, nor is its key rotated, with a key file that was put back', async () => {
    await rotate()
    await rm(folder, { recursive: true, force: true })
    await expect(refuseOtherKeys(models, 1)).rejects.toThrow('sealed with 2 of its keys')
    await expect(rotate()).rejects.toThrow('sealed with 2 keys')
  })

  it('starts with the one key it always had', async () => {
    await expect(refuseOtherKeys(models, 1)).resolves.toBeUndefined()
    await expect(refuseForeignKeys(models, sealersNow().sealer)).resolves.toBeUndefined()
  })

  it('does not start, nor is its key rotated, with another key in the place of a lost one', async () => {
    const { sealer } = sealersNow()
    await rm(folder, { recursive: true, force: true })
    const other = sealersNow().sealer
    await expect(refuseForeignKeys(models, other)).rejects.toThrow('sealed with other keys')
    await expect(rotate()).rejects.toThrow('sealed with other keys')
    // Nothing was begun: the right file would do.
    await expect(refuseOtherKeys(models, 1)).resolves.toBeUndefined()
    await expect(refuseForeignKeys(models, sealer)).resolves.toBeUndefined()
  })

  it('does not start with the last of its keys alone', async () => {
    await rotate()
    const [first, last] = ownKeys.openOwnKeys(folder)
    const sealerOf = (...keys: Buffer[]) => createTokenSealer(...keys)
    const right = sealerOf(first, last ?? first)
    await expect(refuseForeignKeys(models, right)).resolves.toBeUndefined()
    const wrong = sealerOf(Buffer.alloc(32, 7), last ?? first)
    await expect(refuseForeignKeys(models, wrong)).rejects.toThrow('sealed with other keys')
  })

  it('takes a next key once, and none that nobody sealed with', () => {
    ownKeys.openNextKey(folder)
    ownKeys.takeNextKey(folder)
    ownKeys.takeNextKey(folder)
    expect(ownKeys.openOwnKeys(folder)).toHaveLength(2)
    ownKeys.forgetNextKey(folder)
    expect(() => {
      ownKeys.takeNextKey(folder)
    }).toThrow('no next key')
    expect(ownKeys.openOwnKeys(folder)).toHaveLength(2)
  })

  it('is sealed no further with a new key when the one it was begun with is lost', async () => {
    await rotate({ nth: 9 }).catch(() => undefined)
    const before = await models.records.find().sort({ _id: 1 }).lean()
    ownKeys.forgetNextKey(folder)
    await expect(rotate()).rejects.toThrow('the next key is not there')
    expect(ownKeys.hasNextKey(folder)).toBe(false)
    expect(await models.records.find().sort({ _id: 1 }).lean()).toEqual(before)
  })
})
