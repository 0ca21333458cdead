import { setTimeout as sleep } from 'node:timers/promises'

import { createLogger } from '../../../../common/observing/logger'
import type { Registration } from '../../../../common/registration/registration'
import { openLinkKey } from '../../../../common/registration/link-tokens'
import { openNameKey } from '../../../../common/registration/name-key'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import { writeAndTell } from '../../../../subgraphs/kit/index/due-people'
import { Outbox } from '../../../../subgraphs/kit/index/outbox'
import { Registrar } from '../../../../subgraphs/kit/index/registrar'
import { UnfinishedChanges } from '../../../../subgraphs/kit/index/unfinished-changes'
import { getCollection, openCollections } from '../../../../subgraphs/kit/records/record-collection'
import type { RecordDocument } from '../../../../subgraphs/person-index/documents'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { envelope, examplePerson } from '../../agency-examples'
import { TestIndex } from '../../person-index/test-index'
import { RunningAgency } from '../../running-agency'
import { FakeIndex } from './fake-index'

const [home, other] = ['906700000011', '906700000013']

function tenancy(ref: string, uprn: string) {
  const people = [{ reference: ref, role: 'TENANT' }]
  const fields = { kind: 'SECURE', startDate: '2023-12-01', uprn, subjectRole: undefined, people }
  const made = envelope([ref], '2024-05-04T12:00:00Z')
  return { recordType: 'tenancy', sourceRecordId: 'tenancy', ...made, ...fields }
}

const nhs = (nhsNumber: string) => ({ identifiers: { nhsNumber } })
const before = [
  { ...examplePerson('A'), ...nhs('999 000 0018') },
  { ...examplePerson('B'), ...nhs('999 000 0026') },
  { ...examplePerson('C'), postcode: 'ZY1 4AB' },
  { ...examplePerson('D'), ...nhs('999 000 0034') },
  tenancy('A', home),
]
const after = [
  { ...examplePerson('B'), ...nhs('999 000 0042') },
  { ...examplePerson('D'), ...nhs('999 000 0034'), isSealed: true },
  tenancy('B', other),
]

const line = new FakeIndex()
const index = new TestIndex()
let store: TestStore
let homes: RunningAgency
let options: ConstructorParameters<typeof Registrar>[0]

beforeAll(async () => {
  store = await startTestStore()
  await index.start('outbox')
  homes = new RunningAgency('harrowmere-homes', store)
  await homes.load(before)
  const models = getAgencyKind('housing').createModels(homes.connection, homes.agency)
  options = {
    agency: homes.agency.code,
    collections: openCollections({ connection: homes.connection }, models),
    outbox: new Outbox(homes.connection),
    signingKey: makeSigningKey(),
    ...{ linkKey: openLinkKey(homes.folder), nameKey: openNameKey(homes.folder) },
    limitedAccessTypes: ['person'],
    personIndexUrl: await line.start(),
    logger: createLogger({ service: 'homes', level: 'error', write: () => undefined }),
  }
})

afterAll(async () => {
  await line.stop()
  await homes.stop()
  await index.stop()
  await store.stop()
})

/** What the index makes of a message. */
async function take(body: unknown) {
  const { overtaken } = await index.links.register(
    options.agency,
    structuredClone(body) as Registration[],
  )
  return { body: { overtaken } }
}

/** Both as they were before anything changed, and everybody told. */
async function begin() {
  await index.clear()
  index.restart()
  line.answer = take
  for (const { name } of await homes.connection.listCollections())
    await homes.connection.collection(name).deleteMany({})
  await homes.load(before)
  await new Registrar(options).registerDue()
  line.sent.length = 0
}

const people = () => getCollection(options.collections, 'person')

/** Everything changes at once: a number, a home, somebody sealed, somebody deleted. */
async function change() {
  await homes.load(after)
  await people().deleteOne({ _id: 'C' })
}

/** Tells the index until nobody is due, as a process that begins anew. */
async function tellAll() {
  const registrar = new Registrar(options)
  for (
    let due = 1;
    due > 0;
    due = await people().countDocuments({ pendingRegistration: { $gt: '' } })
  ) {
    await registrar.registerDue().catch(() => undefined)
    await registrar.withdrawGone().catch(() => undefined)
    await sleep(20)
  }
}

/** The index, byte for byte, but for what is drawn at random, sealed with a nonce, or counts messages and moments. */
async function stands(): Promise<string> {
  const { records, likenesses, people: persons } = index.models
  const known = await records.find().sort({ _id: 1 }).lean()
  const ids = known.map(({ personId }) => personId)
  const told = known.map((record) => ({
    ...record,
    ...{ personId: ids.indexOf(record.personId), order: 0, sequence: 0 },
  }))
  const alike = await likenesses.find({}, { values: 0 }).sort({ _id: 1 }).lean()
  const current = await persons.countDocuments({ _id: { $in: ids } })
  return JSON.stringify([told, alike, current])
}

describe('an index that is told by an agency', () => {
  let right: string
  beforeAll(async () => {
    await begin()
    await change()
    await tellAll()
    right = await stands()
  })
  beforeEach(begin)

  it('knows who is left, where they live now, and nobody else', () => {
    const [records, , persons] = JSON.parse(right) as [RecordDocument[], unknown, number]
    const places = records.map(({ _id, addresses }) => [_id.split('/')[1], addresses.length])
    expect([places, persons]).toEqual([
      [
        ['A', 0],
        ['B', 1],
      ],
      2,
    ])
  })

  it('ends the same when it was down for a while', async () => {
    await change()
    const registrar = new Registrar(options)
    line.answer = () => null
    await expect(registrar.registerDue()).rejects.toThrow('no answer')
    await expect(registrar.registerDue()).rejects.toThrow('no answer')
    await expect(registrar.withdrawGone()).rejects.toThrow('no answer')
    line.answer = take
    await tellAll()
    expect(await stands()).toBe(right)
  })

  it('ends the same when the agency stops before it has the answer', async () => {
    await change()
    line.answer = async (body) => {
      await take(body)
      return null
    }
    const stopped = new Registrar(options)
    await expect(stopped.registerDue()).rejects.toThrow('no answer')
    await expect(stopped.withdrawGone()).rejects.toThrow('no answer')
    line.answer = take
    await tellAll()
    expect(await stands()).toBe(right)
  })

  it('is the same after every message was sent twice', async () => {
    await change()
    line.answer = async (body) => {
      await take(body)
      const once = await stands()
      const said = await take(body)
      expect(await stands()).toBe(once)
      return said
    }
    await tellAll()
    expect(await stands()).toBe(right)
  })

  it('keeps what is newer when an older message comes late', async () => {
    const late: unknown[] = []
    line.answer = (body) => {
      late.push(body)
      return null
    }
    await people().updateMany({}, { $set: { pendingRegistration: 'due' } })
    await expect(new Registrar(options).registerDue()).rejects.toThrow('no answer')
    line.answer = take
    await change()
    await tellAll()
    expect(late).toHaveLength(1)
    const said = await Promise.all(late.map(take))
    expect(said[0]?.body.overtaken.map(({ ref }) => ref).toSorted()).toEqual(['A', 'B', 'C', 'D'])
    expect(await stands()).toBe(right)
  })

  it('hears of what two processes tell at once, in the end, as it is', async () => {
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    line.answer = async (body) => {
      line.answer = take
      await held
      return take(body)
    }
    await people().updateMany({}, { $set: { pendingRegistration: 'due' } })
    const slow = new Registrar(options).registerDue()
    while (line.sent.length === 0) await sleep(10)
    await change()
    await tellAll()
    letGo()
    await slow
    await tellAll()
    expect(await stands()).toBe(right)
  })

  it('ends the same when the agency stops between a record and its mark', async () => {
    let nowMs = 0
    const unfinished = new UnfinishedChanges(options.outbox, people, () => nowMs)
    const writing = { outbox: options.outbox, people: people() }
    const stopped = writeAndTell(writing, ['A', 'B'], async () => {
      // Seen while it is written: told too early.
      await unfinished.markDue()
      await tellAll()
      await change()
      await people().updateMany({ _id: 'A' }, { $unset: { pendingRegistration: 1 } })
      throw new Error('killed')
    })
    await expect(stopped).rejects.toThrow('killed')
    await people().updateMany({ _id: 'B' }, { $unset: { pendingRegistration: 1 } })
    await tellAll()
    expect(await stands()).not.toBe(right)
    await unfinished.markDue()
    nowMs += 61_000
    await unfinished.markDue()
    await tellAll()
    expect(await stands()).toBe(right)
    expect(await options.outbox.listChanges()).toEqual([])
  })

  it('takes what an agency says whose database is an older copy of itself', async () => {
    await homes.connection.collection('registrationCounter').deleteMany({})
    await change()
    await tellAll()
    expect(await stands()).toBe(right)
  })

  it('hears of an agency also after somebody with its key has used the highest number', async () => {
    const sequence = Number.MAX_SAFE_INTEGER
    const forged = { tokens: [], addresses: [], sequence }
    await take(['A', 'D'].map((ref) => ({ ref, ...forged })))
    await change()
    await tellAll()
    expect(await stands()).toBe(right)
    expect(await options.outbox.drawSequence()).toBe(sequence)
    expect(await options.outbox.drawSequence()).toBe(sequence)
  })

  it('loses nobody when the database of an agency is empty', async () => {
    const whole = await stands()
    await people().deleteMany({})
    const registrar = new Registrar(options)
    await registrar.withdrawGone()
    expect(await stands()).toBe(whole)
  })
})
