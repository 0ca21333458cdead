import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import type { Registration } from '../../../common/registration/registration'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import type { AgencyDatabase } from '../../../subgraphs/kit/agency/agency-database'
import { openAgencyDatabase } from '../../../subgraphs/kit/agency/agency-database'
import { getCollection } from '../../../subgraphs/kit/records/record-collection'
import { readMapping } from '../../../subgraphs/rest-adapter/mapping'
import { sweep } from '../../../subgraphs/rest-adapter/rest-registrar'
import { VendorClient } from '../../../subgraphs/rest-adapter/vendor-client'
import { projectPath } from '../../../common/project-root'
import { makeSigningKey } from '../../helpers/signed-call'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { makeAgency } from '../record-checks'
import { OddVendor } from './vendor'

const agency = { ...makeAgency({ kind: 'adult-social-care' }), code: `sweep-${process.pid}` }
const kind = getAgencyKind(agency.kind)
const vendor = new OddVendor()
const told: Registration[][] = []

let store: TestStore
let index: Server
let opened: AgencyDatabase

beforeAll(async () => {
  store = await startTestStore()
  await vendor.start()
  opened = await openAgencyDatabase(agency, kind, store.uri)
  index = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push(JSON.parse(Buffer.concat(chunks).toString()) as Registration[])
      response.end('{"registered":1}')
    })
  }).listen(0, '127.0.0.1')
  await once(index, 'listening')
})

afterAll(async () => {
  index.close()
  await vendor.stop()
  await opened.database.connection.dropDatabase()
  await opened.database.close()
  await store.stop()
})

function client(clientNo: number, flags: object = {}) {
  const person = { first: 'A', last: `Madeup-${clientNo}`, nhs: '999 000 0018' }
  return { clientNo, person, home: { uprn: '906700000011' }, changed: '2025-01-01', flags }
}

function lists(...clients: readonly ReturnType<typeof client>[]) {
  const rows = clients.map(({ clientNo }) => ({ clientNo }))
  vendor.answers = {
    '/api/clients': { data: { rows } },
    ...Object.fromEntries(clients.map((one) => [`/api/clients/${one.clientNo}`, one])),
  }
}

/** What the index is told in one sweep, by reference. */
async function swept(): Promise<Readonly<Record<string, Registration>>> {
  told.length = 0
  const { models, collections } = opened
  const types = Object.keys(models).filter((type) => type !== 'person')
  const mapping = readMapping(
    projectPath('examples', 'case-management', 'mapping.json'),
    agency.kind,
    types,
  )
  const marks = getCollection(collections, 'person')
  await sweep({
    source: {
      mapping,
      client: new VendorClient({ baseUrl: vendor.url, token: null, sweepSeconds: 30 }),
      models,
      marks,
    },
    outbox: opened.outbox,
    ...{ agency: agency.code, signingKey: makeSigningKey() },
    personIndexUrl: `http://127.0.0.1:${(index.address() as AddressInfo).port}`,
    ...{ linkKey: { secret: Buffer.alloc(32, 1) }, nameKey: Buffer.alloc(32, 2) },
  })
  return Object.fromEntries(told.flat().map((one) => [one.ref, one]))
}

describe('a sweep over everybody of a system', () => {
  it('tells the index in tokens, once, and keeps nothing of whom it told of', async () => {
    lists(client(1), client(2, { addressProtected: true }), client(3, { sealed: true }))
    const first = await swept()
    expect(first['1']).toMatchObject({
      tokens: [{ type: 'NHS_NUMBER', token: expect.stringMatching(/^[\w-]{43}$/) as string }],
      addresses: [expect.stringMatching(/^[\w-]{43}$/)],
    })
    expect(first['2']).toMatchObject({ addresses: [], isAddressProtected: true })
    expect(first['3']).toEqual({
      ...{ ref: '3', tokens: [], addresses: [], isWithdrawn: true },
      sequence: 1,
    })
    expect(await swept()).toEqual({})

    const kept = await getCollection(opened.collections, 'person').find({}).toArray()
    expect(JSON.stringify(kept)).not.toMatch(/Madeup|9990000018|999 000 0018|906700000011/)
  })

  it('tells of what has changed, and withdraws whom the system no longer lists', async () => {
    lists(client(1, { addressProtected: true }), client(2, { addressProtected: true }))
    const changes = await swept()
    expect(Object.keys(changes)).toEqual(['1'])
    expect(changes['1']).toMatchObject({ isAddressProtected: true })
    lists(client(1, { addressProtected: true }))
    expect(await swept()).toEqual({
      2: { ref: '2', tokens: [], addresses: [], isWithdrawn: true, sequence: 4 },
    })
  })

  it.each([
    ['lists nobody any more', { '/api/clients': { data: { rows: [] } } }],
    ['does not answer', { '/api/clients': 500 }],
    ['has no such list', {}],
    [
      'does not say who somebody is',
      { '/api/clients': { data: { rows: [{ clientNo: 1 }] } }, '/api/clients/1': 500 },
    ],
  ])('withdraws nobody when the system %s', async (_what, answers) => {
    lists(client(1))
    await swept()
    vendor.answers = answers
    await expect(swept()).rejects.toThrow(/system/i)
    expect(told).toEqual([])
  })

  it('takes no other person for the one that the system lists', async () => {
    lists(client(4))
    vendor.answers = { ...vendor.answers, '/api/clients/4': client(5) }
    await expect(swept()).rejects.toThrow('another person than was asked for')
    expect(told).toEqual([])
  })
})
