import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { SigningKey } from '../../../common/keys/keys'
import { findAmong } from '../../../common/keys/keys'
import { readRegister } from '../../../common/register'
import { signAgencyToken } from '../../../common/registration/agency-token'
import {
  addressToken,
  identifierToken,
  openLinkKey,
} from '../../../common/registration/link-tokens'
import type { Registration } from '../../../common/registration/registration'
import { databaseName } from '../../../common/settings'
import type { RunningService } from '../../../subgraphs/kit/service/http-service'
import { startPersonIndex } from '../../../subgraphs/person-index/person-index'
import { settingsIn } from '../../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey, postJson } from '../../helpers/signed-call'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'

const hubKey = makeSigningKey()
const call = hubCall('person-index')
const agencyKeys: Readonly<Record<string, SigningKey>> = {
  'northshire-police': makeSigningKey(),
  'st-annes-hospital': makeSigningKey(),
}

/** Documents whose ids are texts. */
type AnyDocument = Record<string, unknown> & { _id: string }

let folder: string
let store: TestStore
let connection: Connection
let index: RunningService

function start(): Promise<RunningService> {
  return startPersonIndex({
    register: readRegister(),
    settings: settingsIn(folder),
    mongodbUri: store.uri,
    port: 0,
    hubKeys: findAmong([hubKey]),
    agencyKeys: (agency) => {
      const key = agencyKeys[agency]
      return key ? findAmong([key]) : null
    },
    log: () => undefined,
  })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-index-'))
  store = await startTestStore()
  const dbName = databaseName('person-index')
  connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
  await connection.dropDatabase()
  index = await start()
}, 20_000)

afterAll(async () => {
  await index.stop()
  await connection.dropDatabase()
  await connection.close()
  await store.stop()
  await rm(folder, { recursive: true })
})

function registration(
  ref: string,
  identifiers: Partial<Record<IdentifierType, string>>,
  uprn?: string,
): Registration {
  const key = openLinkKey(folder)
  const tokens = (Object.entries(identifiers) as [IdentifierType, string][]).map(
    ([type, value]) => ({ type, token: identifierToken(key, type, value) ?? '' }),
  )
  return { ref, tokens, addresses: uprn ? [addressToken(key, uprn) ?? ''] : [] }
}

async function register(agency: string, registrations: readonly unknown[], signer = agency) {
  const body = JSON.stringify(registrations)
  const key = agencyKeys[signer] ?? makeSigningKey()
  return postJson(`${index.url}/registrations`, body, signAgencyToken(agency, body, key))
}

async function ask(query: string) {
  return callSubgraph({ url: index.url, key: hubKey, call }, { query })
}

async function findPerson(type: IdentifierType, value: string) {
  const { body } = await ask(
    `{ personByIdentifier(type: ${type}, value: "${value}") {
      id northshirePoliceRefs eastmarchPoliceRefs stAnnesHospitalRefs } }`,
  )
  expect(body.errors).toBeUndefined()
  return body.data?.['personByIdentifier'] as Readonly<Record<string, unknown>> | null
}

describe('the person index', () => {
  it('links records of two agencies by a shared identifier and finds them by each', async () => {
    await register('northshire-police', [
      registration('NOM-1', { PNC_ID: '2002/0104567P', NHS_NUMBER: '999 000 0026' }),
    ])
    await register('st-annes-hospital', [registration('H-1', { NHS_NUMBER: '9990000026' })])
    const person = await findPerson('NHS_NUMBER', '999-000-0026')
    expect(person).toStrictEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      northshirePoliceRefs: ['NOM-1'],
      eastmarchPoliceRefs: [],
      stAnnesHospitalRefs: ['H-1'],
    })
    expect(await findPerson('PNC_ID', '02/104567P')).toStrictEqual(person)
  })

  it('finds a person by id and answers federation by the same id', async () => {
    const { id } = (await findPerson('NHS_NUMBER', '9990000026')) ?? {}
    const { body } = await ask(
      `{ person(id: "${String(id)}") { id }
        _entities(representations: [{ __typename: "Person", id: "${String(id)}" }]) {
          ... on Person { northshirePoliceRefs } } }`,
    )
    expect(body).toStrictEqual({
      data: { person: { id }, _entities: [{ northshirePoliceRefs: ['NOM-1'] }] },
    })
  })

  it('answers the id of a merged person with the one that survived', async () => {
    await register('northshire-police', [registration('NOM-2', { CRN: 'X100002' })])
    await register('st-annes-hospital', [registration('H-2', { NHS_NUMBER: '9990000034' })])
    const older = await findPerson('CRN', 'X100002')
    const younger = await findPerson('NHS_NUMBER', '9990000034')
    const both = { CRN: 'X100002', NHS_NUMBER: '9990000034' }
    await register('northshire-police', [registration('NOM-3', both)])
    const asked = 'id earlierIds northshirePoliceRefs stAnnesHospitalRefs'
    const { body } = await ask(`{ person(id: "${String(younger?.['id'])}") { ${asked} } }`)
    expect(body.data?.['person']).toStrictEqual({
      ...{ id: older?.['id'], earlierIds: [younger?.['id']] },
      ...{ northshirePoliceRefs: ['NOM-2', 'NOM-3'], stAnnesHospitalRefs: ['H-2'] },
    })
  })

  it('keeps two NHS numbers apart, records the conflict, and will not choose between them', async () => {
    await register('northshire-police', [
      registration('NOM-4', { NHS_NUMBER: '9990000042', CRN: 'X100004' }),
    ])
    await register('st-annes-hospital', [
      registration('H-4', { NHS_NUMBER: '9434765919', CRN: 'X100004' }),
    ])
    const [one, other] = await Promise.all([
      findPerson('NHS_NUMBER', '9990000042'),
      findPerson('NHS_NUMBER', '9434765919'),
    ])
    expect(one?.['id']).not.toBe(other?.['id'])
    const { body } = await ask('{ personByIdentifier(type: CRN, value: "X100004") { id } }')
    const inConflict = { code: 'BAD_USER_INPUT', reason: 'IDENTIFIER_IN_CONFLICT' }
    expect(body.errors?.[0]?.extensions).toMatchObject(inConflict)
    const conflicts = await connection.collection('conflicts').find().toArray()
    expect(conflicts).toMatchObject([
      { evidence: 'CRN', records: ['northshire-police/NOM-4', 'st-annes-hospital/H-4'] },
    ])
  })

  it('finds people at an address and never links them by it', async () => {
    await register('northshire-police', [
      registration('FATHER', { CRN: 'X100010' }, '906700000011'),
      registration('SON', { CRN: 'X100011' }, '906700000011'),
    ])
    const { body } = await ask(
      '{ all: peopleAtAddress(uprn: "906700000011") { northshirePoliceRefs } one: peopleAtAddress(uprn: "906700000011", first: 1) { id } none: peopleAtAddress(uprn: "1") { id } }',
    )
    expect(body.data?.['one']).toHaveLength(1)
    expect(body.data?.['none']).toStrictEqual([])
    expect(JSON.stringify(body.data?.['all'])).toMatch(/"FATHER"/)
    expect(body.data?.['all']).toHaveLength(2)
  })

  it.each([
    ['person(id: "00000000000000000000000000000000")'],
    ['personByIdentifier(type: CRN, value: "X999999")'],
  ])('answers someone unknown with null: %s', async (field) => {
    expect(await ask(`{ found: ${field} { id } }`)).toStrictEqual({
      status: 200,
      body: { data: { found: null } },
    })
  })

  it.each([
    ['person(id: "1")', 'Argument "id" is not the id of a person.'],
    [
      'personByIdentifier(type: NHS_NUMBER, value: "999 000 0019")',
      'Argument "value" is not a valid NHS number.',
    ],
    [
      'personByIdentifier(type: PNC_ID, value: "nobody")',
      'Argument "value" is not a valid PNC ID.',
    ],
    ['peopleAtAddress(uprn: "0")', 'Argument "uprn" is not a valid UPRN.'],
    [
      'peopleAtAddress(uprn: "1", first: 0)',
      'Argument "first" must be a whole number from 1 to 1000.',
    ],
  ])('refuses what cannot be: %s', async (field, message) => {
    const { body } = await ask(`{ found: ${field} { id } }`)
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('refuses staff who live there, for all at an address if one is close, and says so to the hub', async () => {
    const key = openLinkKey(folder)
    const home = { kind: 'HOME', token: addressToken(key, '906700000077') }
    const close = {
      ...registration('CLOSE', { CRN: 'X100077' }, '906700000077'),
      households: [home],
    }
    await register('northshire-police', [
      close,
      registration('STRANGER', { CRN: 'X100078' }, '906700000077'),
    ])
    const [record] = await connection.collection('records').find({ ref: 'CLOSE' }).toArray()
    await connection.collection<AnyDocument>('staff').insertOne({
      ...{ _id: `${call.homeAgency}/${call.sub}`, tokens: [] },
      households: record?.['households'] as string[],
    })
    const queries = [
      '{ found: personByIdentifier(type: CRN, value: "X100077") { id } }',
      '{ found: peopleAtAddress(uprn: "906700000077") { id } }',
      `{ found: person(id: "${String(record?.['personId'])}") { id } }`,
    ]
    for (const query of queries) {
      const { body } = await ask(query)
      expect(body.data).toEqual({ found: null })
      expect(body.errors).toMatchObject([{ extensions: { reason: 'RELATED_TO_YOU' } }])
      expect(body).toMatchObject({
        extensions: { relations: { [String(record?.['personId'])]: ['SAME_HOUSEHOLD'] } },
      })
    }
    expect(await findPerson('CRN', 'X100078')).not.toBeNull()
    await connection.collection('staff').deleteMany({})
  })

  it('stores nothing that identifies anyone', async () => {
    const everything = await Promise.all(
      (await connection.listCollections()).map(({ name }) =>
        connection.collection(name).find().toArray(),
      ),
    )
    const text = JSON.stringify(everything)
    expect(text).toContain('NOM-1')
    expect(text).not.toMatch(/9990000026|0104567|X100002|906700000011/)
  })
})

describe('a registration', () => {
  const entry = { ref: 'NOM-9', tokens: [], addresses: [] }

  it.each([
    ['an unknown agency', 'nowhere-police', 'nowhere-police'],
    ["another agency's key", 'northshire-police', 'st-annes-hospital'],
  ])('is refused from %s', async (_case, agency, signer) => {
    const answer = await register(agency, [entry], signer)
    expect(answer.status).toBe(401)
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('AGENCY_TOKEN_INVALID')
  })

  it('is refused without a token, with another body, and the second time', async () => {
    const url = `${index.url}/registrations`
    const key = agencyKeys['northshire-police'] ?? makeSigningKey()
    const token = signAgencyToken('northshire-police', '[]', key)
    const bare = await postJson(url, '[]')
    const other = await postJson(url, JSON.stringify([entry]), token)
    const accepted = await postJson(url, '[]', token)
    const replayed = await postJson(url, '[]', token)
    const answers = [bare, other, accepted, replayed]
    expect(answers.map(({ status }) => status)).toStrictEqual([401, 401, 200, 401])
  })

  const nhs = (token: string) => ({ type: 'NHS_NUMBER', token: token.repeat(43) })
  it.each([
    ['a list', { ref: 'x' }],
    ['a ref', [{ ...entry, ref: '' }]],
    ['known types', [{ ...entry, tokens: [{ ...nhs('a'), type: 'NAME' }] }]],
    ['tokens that are hashes', [{ ...entry, tokens: [{ type: 'CRN', token: 'X100002' }] }]],
    ['one NHS number', [{ ...entry, tokens: [nhs('a'), nhs('b')] }]],
    ['households that are a list', [{ ...entry, households: 'HOME' }]],
    [
      'households of a known kind',
      [{ ...entry, households: [{ kind: 'CAR', token: 'a'.repeat(43) }] }],
    ],
    ['households that are hashes', [{ ...entry, households: [{ kind: 'HOME', token: '1' }] }]],
    ['addresses that are hashes', [{ ...entry, addresses: ['906700000011'] }]],
  ])('needs %s', async (_case, body) => {
    const answer = await register('northshire-police', body as unknown[])
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('INVALID_REGISTRATION')
  })
})

describe('a restarted person index', () => {
  it('settles what a stop in the middle left open before it is ready', async () => {
    const before = await findPerson('NHS_NUMBER', '9990000026')
    await index.stop()
    await connection
      .collection<{ _id: string }>('records')
      .updateOne({ _id: 'st-annes-hospital/H-1' }, { $set: { personId: null, isLinked: false } })
    index = await start()
    expect(await findPerson('NHS_NUMBER', '9990000026')).toStrictEqual(before)
  })

  it('follows a link that was asserted while it was away', async () => {
    await index.stop()
    const end = (agency: string, ref: string) => ({ agency, ref })
    const [a, b] = [end('northshire-police', 'FATHER'), end('st-annes-hospital', 'H-1')]
    await connection.collection<AnyDocument>('asserted_links').insertOne({
      _id: 'LINK-1',
      ...{ a, b },
      keys: ['northshire-police/FATHER', 'st-annes-hospital/H-1'],
      isApplied: false,
    })
    index = await start()
    const person = await findPerson('NHS_NUMBER', '9990000026')
    expect(person?.['northshirePoliceRefs']).toStrictEqual(['FATHER', 'NOM-1'])
  })
})
