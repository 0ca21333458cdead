import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { createLogger } from '../../../../common/observing/logger'
import type { LinkKey } from '../../../../common/registration/link-tokens'
import {
  identifierToken,
  openLinkKey,
  postcodeToken,
  staffToken,
} from '../../../../common/registration/link-tokens'
import { openNameKey } from '../../../../common/registration/name-key'
import type { Registration } from '../../../../common/registration/registration'
import { getAgencyKind } from '../../../../subgraphs/agency-kinds'
import { Outbox } from '../../../../subgraphs/kit/index/outbox'
import { countDue, Registrar } from '../../../../subgraphs/kit/index/registrar'
import { getCollection, openCollections } from '../../../../subgraphs/kit/records/record-collection'
import { makeSigningKey } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { envelope, examplePerson } from '../../agency-examples'
import { RunningAgency } from '../../running-agency'
import { FakeIndex } from './fake-index'

const home = '906700000011'
const day = '2024-05-04T12:00:00Z'

function tenancy(id: string, refs: readonly string[], uprn: string, changes: object = {}) {
  const people = refs.map((reference) => ({ reference, role: 'TENANT' }))
  const fields = { kind: 'SECURE', startDate: '2023-12-01', uprn, subjectRole: undefined, people }
  const record = { recordType: 'tenancy', sourceRecordId: id, ...envelope(refs, day) }
  return { ...record, ...fields, ...changes }
}

let store: TestStore
let homes: RunningAgency
let linkKey: LinkKey

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
  const identifiers = { nhsNumber: '999 000 0026' }
  await homes.load([
    { ...examplePerson('PLAIN'), identifiers, postcode: 'ZY1 4AB', telephone: '01632 960011' },
    { ...examplePerson('PROTECTED'), isAddressProtected: true, postcode: 'ZY1 4AB' },
    { ...examplePerson('SEALED'), identifiers, isSealed: true },
    {
      ...examplePerson('HIDDEN'),
      limitedAccess: { excludedStaff: ['council/kept'], isExistenceHidden: true },
    },
    { ...examplePerson('LIMITED'), limitedAccess: { excludedStaff: ['council/kept'] } },
    { ...examplePerson('HIDDEN-BY-RECORD'), postcode: 'ZY1 4AB' },
    tenancy('plain', ['PLAIN'], home),
    tenancy('sealed', ['PLAIN'], '906700000012', { isSealed: true }),
    tenancy('shared', ['PLAIN', 'PROTECTED'], '906700000013'),
    tenancy('hers', ['PROTECTED'], '906700000014'),
    tenancy('hidden', ['SEALED'], '906700000015'),
    tenancy('limited', ['HIDDEN-BY-RECORD'], '906700000016'),
  ])
  // Of a kind whose records may close the person; a tenancy stands in for a case.
  await homes.connection.collection('tenancyRecords').updateOne(
    { _id: 'limited' as never },
    {
      $set: {
        limitedAccess: { restrictedToStaff: ['council/trusted'], isExistenceHidden: true },
      },
    },
  )
  linkKey = openLinkKey(homes.folder)
})

afterAll(async () => {
  await homes.stop()
  await store.stop()
})

const index = new FakeIndex()
let options: ConstructorParameters<typeof Registrar>[0]
let registrar: Registrar
const lines: string[] = []

beforeAll(async () => {
  const models = getAgencyKind('housing').createModels(homes.connection, homes.agency)
  options = {
    agency: homes.agency.code,
    collections: openCollections({ connection: homes.connection }, models),
    outbox: new Outbox(homes.connection),
    signingKey: makeSigningKey(),
    linkKey,
    nameKey: openNameKey(homes.folder),
    limitedAccessTypes: ['person', 'tenancy'],
    personIndexUrl: await index.start(),
    logger: createLogger({ service: 'homes', level: 'warn', write: (line) => lines.push(line) }),
  }
  registrar = new Registrar(options)
})

afterAll(() => index.stop())
beforeEach(async () => {
  index.sent.length = 0
  index.answer = () => ({ body: {} })
  await homes.connection
    .collection('people')
    .updateMany({}, { $set: { pendingRegistration: randomUUID() } })
})

/** What the registrar sends, call by call. */
function sent(): readonly (readonly Registration[])[] {
  return index.sent.map(({ body }) => body as Registration[])
}

/** Every token that was sent. */
function tokensIn(calls: readonly (readonly Registration[])[]): readonly string[] {
  return calls
    .flat()
    .flatMap(({ tokens, addresses, households = [], postcodes = [] }) => [
      ...tokens.map(({ token }) => token),
      ...addresses,
      ...households.map(({ token }) => token),
      ...postcodes,
    ])
}

async function registered(): Promise<ReadonlyMap<string, Registration>> {
  await registrar.registerDue()
  return new Map(sent().flatMap((call) => call.map((one) => [one.ref, one])))
}

describe('what an agency tells the person index', () => {
  it('is nothing that leads to a sealed or protected person', async () => {
    const said = await registered()
    expect(said.get('SEALED')).toEqual({
      ref: 'SEALED',
      tokens: [],
      addresses: [],
      isWithdrawn: true,
      sequence: expect.any(Number) as number,
    })
    expect(said.get('PROTECTED')).toMatchObject({ addresses: [], isAddressProtected: true })
    // Only for comparison with staff who ask: the homes the agency has of them itself.
    expect(said.get('PROTECTED')?.households?.length).toBeGreaterThan(0)
    // One of four: not by a sealed record, nor by one that would lead to somebody protected.
    expect(said.get('PLAIN')?.addresses).toHaveLength(1)
    expect(said.get('PLAIN')?.tokens).toHaveLength(1)
    expect(said.get('PLAIN')).not.toHaveProperty('hiddenFrom')
  })

  it('is a postcode of those alone who may be found by where they are', async () => {
    const said = await registered()
    const postcodesOf = (ref: string) => said.get(ref)?.postcodes ?? []

    expect(postcodesOf('HIDDEN-BY-RECORD')).toEqual([postcodeToken(linkKey, 'ZY1 4AB')])
    // Somebody protected may live at the same postcode: a shared tenancy says so.
    expect([...postcodesOf('PLAIN'), ...postcodesOf('PROTECTED')]).toEqual([])
  })

  it('is by what they are searched for: no place of who is protected, nor of who may live there', async () => {
    const said = await registered()
    const placesOf = (ref: string) => said.get(ref)?.likeness?.placeKeys.length

    expect(said.get('PLAIN')?.likeness?.keys.length).toBeGreaterThan(0)
    expect([placesOf('PLAIN'), placesOf('PROTECTED')]).toEqual([0, 0])
    expect(said.get('PROTECTED')?.likeness?.values).not.toHaveProperty('postcode')
    expect(placesOf('HIDDEN-BY-RECORD')).toBeGreaterThan(0)
    expect(JSON.stringify(sent())).not.toMatch(/Example|ZY1 ?4AB|01632 ?960/)
  })

  it('is said anew of whoever was registered by an earlier version, and of nobody else', async () => {
    await registrar.registerDue()
    const people = homes.connection.collection('people')
    await people.updateOne({ _id: 'PLAIN' as never }, { $unset: { registeredVersion: 1 } })
    index.sent.length = 0
    const upgraded = new Registrar(options)
    upgraded.start()
    while (sent().length === 0) await sleep(50)
    await upgraded.stop()

    expect(sent().flatMap((call) => call.map(({ ref }) => ref))).toEqual(['PLAIN'])
  })

  it('is said anew of everybody under another link key: what the old one made leads to nobody', async () => {
    await registrar.registerDue()
    const people = getCollection(options.collections, 'person')
    const before = tokensIn(sent())
    expect(before.length).toBeGreaterThan(0)
    index.sent.length = 0
    const other = { secret: Buffer.alloc(32, 7) }
    expect(await countDue(people, linkKey)).toBe(0)
    expect(await countDue(people, other)).toBe(await people.countDocuments({}))
    const restarted = new Registrar({ ...options, linkKey: other })
    restarted.start()
    while ((await countDue(people, other)) > 0) await sleep(50)
    await restarted.stop()

    const after = new Set(tokensIn(sent()))
    expect(before.filter((token) => after.has(token))).toEqual([])
    expect(after.has(identifierToken(other, 'NHS_NUMBER', '999 000 0026') ?? '')).toBe(true)
  })

  it('is from whom it must be kept that somebody is known, in tokens', async () => {
    const said = await registered()
    expect(said.get('HIDDEN')?.hiddenFrom).toEqual([
      { excludedStaff: [staffToken(linkKey, 'council/kept')], restrictedToStaff: null },
    ])
    // By a record about them, as well as by themselves.
    expect(said.get('HIDDEN-BY-RECORD')?.hiddenFrom).toEqual([
      { excludedStaff: [], restrictedToStaff: [staffToken(linkKey, 'council/trusted')] },
    ])
    // Told that there is something, whoever is kept out.
    expect(said.get('LIMITED')).not.toHaveProperty('hiddenFrom')
    expect(JSON.stringify(sent())).not.toContain('council')
  })

  it('begins with what takes somebody out of sight', async () => {
    await registrar.registerDue()
    expect(
      sent()[0]
        ?.map(({ ref }) => ref)
        .toSorted(),
    ).toEqual([...['HIDDEN', 'LIMITED', 'PROTECTED', 'SEALED']])
  })
})

describe('an agency whose registrations the index puts off', () => {
  const putOff = (refs: readonly string[], retryAfterSeconds: number) => () => ({
    status: 429,
    body: { errors: [{ message: 'later', extensions: { putOff: refs, retryAfterSeconds } }] },
  })

  it('registers everybody else, and those again when the time has come', async () => {
    index.answer = putOff(['PLAIN'], 5)
    const taken = await registrar.registerDue()
    expect(taken).toBe((await homes.connection.collection('people').countDocuments({})) - 1)
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
      event: 'registrations put off for review',
      count: 1,
    })
    index.sent.length = 0
    index.answer = () => ({ body: {} })
    expect(await registrar.registerDue()).toBe(0)
    let again = 0
    while (again === 0) {
      await sleep(100)
      again = await registrar.registerDue()
    }
    expect(again).toBe(1)
    expect(sent()[0]?.map(({ ref }) => ref)).toEqual(['PLAIN'])
  })

  it('waits with all of them when it is asked too much', async () => {
    index.answer = () => ({ status: 429, body: { errors: [{ extensions: {} }] } })
    await expect(registrar.registerDue()).rejects.toThrow('asked too much at once')
  })
})
