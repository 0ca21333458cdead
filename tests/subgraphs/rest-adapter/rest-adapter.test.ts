import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { print } from 'graphql'
import mongoose from 'mongoose'

import type { HttpServer } from '../../../common/http/server'
import { findAmong } from '../../../common/keys/keys'
import { databaseName } from '../../../common/settings'
import { agencySdl } from '../../../schema/instance-sdl'
import { checkConformance } from '../../../scripts/agency/conformance/command'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { startAgency } from '../../../subgraphs/kit/agency/agency'
import { openRestSource } from '../../../subgraphs/rest-adapter/open-source'
import { settingsIn } from '../../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey } from '../../helpers/signed-call'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { makeAgency } from '../record-checks'
import { CaseManagement, OddVendor } from './vendor'

const hubKey = makeSigningKey()
const agency = {
  ...makeAgency({ kind: 'adult-social-care' }),
  ...{ code: `rest-${process.pid}`, restMapping: 'examples/case-management/mapping.json' },
}

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-rest-'))
const vendor = new CaseManagement()
const odd = new OddVendor()
let store: TestStore
let overVendor: HttpServer
let overOdd: HttpServer

beforeAll(async () => {
  store = await startTestStore()
  await Promise.all([vendor.start('a-token'), odd.start()])
  overVendor = await start({ baseUrl: vendor.url, token: 'a-token' })
  overOdd = await start({ baseUrl: odd.url, token: null })
})

afterAll(async () => {
  await Promise.all([overVendor.stop(), overOdd.stop(), vendor.stop(), odd.stop()])
  const dbName = databaseName(agency.code)
  const connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
  await connection.dropDatabase()
  await connection.close()
  await store.stop()
  rmSync(folder, { recursive: true })
})

function start(settings: { readonly baseUrl: string; readonly token: string | null }) {
  const openSource = openRestSource(agency, { ...settings, sweepSeconds: 30 })
  if (!openSource) throw new Error('It has no mapping')
  return startAgency({
    ...{ agency, kind: getAgencyKind(agency.kind), mongodbUri: store.uri, port: 0, openSource },
    ...{ hubKeys: findAmong([hubKey]), settings: settingsIn(folder, { personIndexUrl: closed }) },
  })
}

/** Nothing answers there. */
const closed = 'http://127.0.0.1:2'

async function ask(service: HttpServer, refs: readonly string[], changes: object = {}) {
  const selection = 'contacts { id method outcome occurredAt } concerns { id }'
  const { body } = await callSubgraph(
    { url: service.url, key: hubKey, call: hubCall(agency.code, changes) },
    {
      query: `query ($people: [_Any!]!) { _entities(representations: $people) {
        ... on Person { view: ${agency.field} { ${selection} } } } }`,
      variables: {
        people: refs.map((ref) => ({
          ...{ __typename: 'Person', id: `p-${ref}`, isAddressProtected: false },
          [`${agency.field}Refs`]: [ref],
        })),
      },
    },
  )
  const entities = (body.data?.['_entities'] ?? []) as readonly ({
    readonly view: unknown
  } | null)[]
  return { views: entities.map((one) => one?.view), errors: body.errors ?? [] }
}

const client = { clientNo: 1, person: { first: 'A', last: 'B' }, changed: '2025-01-01T00:00:00Z' }
const contact = {
  ...{ eventNo: 1, at: '2025-01-01T00:00:00Z', enteredAt: '2025-01-01T00:00:00Z' },
  ...{ how: 'phone', worker: 'Clerk' },
}
const rows = (...list: readonly unknown[]) => ({ data: { rows: list } })

describe('an agency whose records are in a system with REST', () => {
  it('answers with its records, in the words of the kind, and with nothing where it keeps nothing', async () => {
    const { views, errors } = await ask(overVendor, ['70001', '79999'])
    expect(errors).toEqual([])
    expect(views).toEqual([
      {
        contacts: [
          {
            ...{ id: '2', method: 'DOORSTEP', outcome: 'NO_ANSWER' },
            occurredAt: '2025-06-20T14:00:00.000Z',
          },
          {
            ...{ id: '1', method: 'TELEPHONE', outcome: 'SPOKEN_TO' },
            occurredAt: '2025-06-10T10:30:00.000Z',
          },
        ],
        concerns: [],
      },
      null,
    ])
  })

  it('conforms to the contract', async () => {
    const [hubKeyFile, sdlFile] = ['hub-key.pem', 'sdl.graphql'].map((name) =>
      path.join(folder, name),
    )
    const pem = hubKey.privateKey.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(hubKeyFile ?? '', pem)
    writeFileSync(sdlFile ?? '', print(agencySdl(agency)))
    const conformance = await checkConformance({
      ...{ code: agency.code, url: `${overVendor.url}/graphql`, field: agency.field, isJson: true },
      ...{ sdlFile: sdlFile ?? '', references: ['70001'], key: { file: hubKeyFile ?? '' } },
      ...{ roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING' },
      stated: ['PUBLIC_INTEREST_TEST'],
    })
    const failed = conformance.points.flatMap(({ id, checks }) =>
      checks.flatMap(({ name, problem }) =>
        problem === null ? [] : [`${id} ${name}: ${problem}`],
      ),
    )
    expect(failed).toEqual([])
  })

  it('does not know whom the system has sealed', async () => {
    expect((await ask(overVendor, ['70002'])).views).toEqual([null])
  })

  it('is bound by its agreement like any agency of its kind', async () => {
    const { views, errors } = await ask(overVendor, ['70001'], { purpose: 'CRIME_PREVENTION' })
    expect(JSON.stringify(views)).not.toContain('DOORSTEP')
    expect(errors.map(({ extensions }) => extensions['code'])).toContain('WITHHELD')
  })

  it('asks again with each call: nothing is kept', async () => {
    odd.answers = { '/api/clients/1': client, '/api/clients/1/contacts': rows(contact) }
    expect((await ask(overOdd, ['1'])).views).toMatchObject([{ contacts: [{ id: '1' }] }])
    odd.answers = { '/api/clients/1': client, '/api/clients/1/contacts': rows() }
    expect((await ask(overOdd, ['1'])).views).toMatchObject([{ contacts: [] }])
  })

  it.each([
    ['an error', 500],
    ['no such list', 404],
    ['no JSON', 'no json'],
    ['no list', { data: { rows: 'none' } }],
    ['a word that is not in the mapping', rows({ ...contact, how: 'pigeon' })],
    ['a record that the kind does not know', rows({ ...contact, at: 'yesterday' })],
    ['more than a page', rows(...Array.from({ length: 51 }, () => contact))],
    ['pages without an end', rows(...Array.from({ length: 50 }, () => contact))],
    ['no answer', 'never'],
  ])('fails, and never says "no record", when the system gives %s', async (_what, answer) => {
    odd.answers = { '/api/clients/1': client, '/api/clients/1/contacts': answer }
    const { views, errors } = await ask(overOdd, ['1'])
    expect(views).toMatchObject([{ contacts: null }])
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['INTERNAL_SERVER_ERROR'])
    expect(JSON.stringify(errors)).not.toMatch(/pigeon|127\.0\.0\.1|json/i)
  })

  it('fails when the system does not say whether it knows somebody, and answers for the others', async () => {
    odd.answers = {
      ...{ '/api/clients/1': client, '/api/clients/1/contacts': rows(contact) },
      '/api/clients/2': 503,
    }
    const { views, errors } = await ask(overOdd, ['1', '2'])
    expect(views).toMatchObject([{ contacts: [{ id: '1' }] }, null])
    expect(errors.map(({ path: at }) => at?.slice(0, 2))).toEqual([['_entities', 1]])
  })

  it('takes no other person for the one it asked for', async () => {
    odd.answers = { '/api/clients/3': client }
    const { views, errors } = await ask(overOdd, ['3'])
    expect(views).toEqual([null])
    expect(errors).toHaveLength(1)
  })

  it.each(['..', '.', '../admin', '1/contacts', '1?x=1', '1#x'])(
    'is led to no other path by the reference %s',
    async (ref) => {
      odd.answers = { '/api/clients/1': client, '/api/admin': client, '/api/': client }
      odd.asked.length = 0
      expect((await ask(overOdd, [ref])).views).toEqual([null])
      const strange = odd.asked.filter((url) => !/^\/api\/clients(\?|\/[^/?#]*$)/.test(url))
      expect(strange).toEqual([])
    },
  )
})
