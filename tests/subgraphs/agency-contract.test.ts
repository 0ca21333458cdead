import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { DocumentNode } from 'graphql'
import { Kind } from 'graphql'
import mongoose from 'mongoose'

import type { HttpServer } from '../../common/http/server'
import { findAmong } from '../../common/keys/keys'
import { databaseName } from '../../common/settings'
import { signHubToken } from '../../common/tokens/hub-token'
import { agencySdl } from '../../schema/instance-sdl'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import type { AgencyKindDefinition } from '../../subgraphs/kit/agency/agency-kind'
import { countLoads } from '../helpers/count-loads'
import { settingsIn } from '../helpers/settings'
import type { CallAnswer } from '../helpers/signed-call'
import { callSubgraph, hubCall, makeSigningKey, postJson } from '../helpers/signed-call'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import type { AgencyExample } from './agency-examples'
import { agencyExamples, envelope, examplePerson } from './agency-examples'

const hubKey = makeSigningKey()
const people = Array.from({ length: 50 }, (_, index) => `REF-${index}`)
const days = ['2024-01-01', '2024-01-02', '2024-01-03']

let folder: string
let store: TestStore

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-agency-'))
  store = await startTestStore()
})

afterAll(async () => {
  await store.stop()
  await rm(folder, { recursive: true })
})

describe.each(agencyExamples)('an agency of kind $agency.kind', (example) => {
  const { agency, kind } = example
  const { list, selection, shown, refused } = kind.example
  const recordType = recordTypeOf(kind)
  const views = `query ($people: [_Any!]!) { _entities(representations: $people) {
    ... on Person { view: ${agency.field} { ${list} { id occurredAt ${selection} } } } } }`
  let service: HttpServer

  beforeAll(async () => {
    await loadExamples(example)
    service = await startAgency({
      ...example,
      settings: settings(),
      mongodbUri: store.uri,
      port: 0,
      hubKeys: findAmong([hubKey]),
    })
  })

  afterAll(async () => {
    await service.stop()
    const dbName = databaseName(agency.code)
    const connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
    await connection.dropDatabase()
    await connection.close()
  })

  function person(refs: unknown) {
    return {
      __typename: 'Person',
      id: 'hub-id',
      [`${agency.field}Refs`]: refs,
      isAddressProtected: false,
    }
  }

  function ask(representations: readonly object[], query = views, changes = {}) {
    return callSubgraph(
      { url: service.url, key: hubKey, call: hubCall(agency.code, changes) },
      { query, variables: { people: representations } },
    )
  }

  it('shows the records of the references it is given, newest first', async () => {
    const answer = await ask([person(['REF-7'])])
    expect(answer.body).toStrictEqual({
      data: {
        _entities: [
          {
            view: {
              [list]: days.toReversed().map((day) => ({
                id: `${day}-REF-7`,
                occurredAt: `${day}T12:00:00.000Z`,
                ...shown,
              })),
            },
          },
        ],
      },
    })
  })

  it('shows where a record comes from and how far it can be relied on', async () => {
    const answer = await ask(
      [person(['REF-7'])],
      views.replace(
        selection,
        'source { agency controller system recordId } standing { basis handling }',
      ),
    )
    expect(firstRecord(answer)).toMatchObject({
      source: {
        agency: agency.code,
        controller: agency.displayName,
        system: 'EXAMPLE',
        recordId: '2024-01-03-REF-7',
      },
      standing: { basis: 'FACT', handling: 'MASH_ONLY' },
    })
  })

  it('has an answer, or a reason to withhold it, for every field of its schema', async () => {
    const everything = selectAll(agencySdl(agency), 'Person', [agency.field])
    const query = `query ($people: [_Any!]!) { _entities(representations: $people) {
      ... on Person ${everything} } }`
    const answer = await ask([person(['REF-7'])], query)
    expect(JSON.stringify(answer.body.data)).toContain('2024-01-03-REF-7')
    for (const { extensions } of answer.body.errors ?? [])
      expect(extensions).toMatchObject({ code: 'WITHHELD' })
  })

  it.each([
    ['from: "2024-01-02"', ['2024-01-03', '2024-01-02']],
    ['to: "2024-01-02"', ['2024-01-01']],
    ['first: 1', ['2024-01-03']],
  ])('keeps to the arguments of a list: %s', async (args, expected) => {
    const answer = await ask([person(['REF-7'])], views.replace(list, `${list}(${args})`))
    const records = viewsOf(answer)[0]?.view?.[list] ?? []
    expect(records.map(({ id }) => id)).toStrictEqual(expected.map((day) => `${day}-REF-7`))
  })

  it('refuses an argument that cannot be, naming it, at its place', async () => {
    const answer = await ask([person(['REF-7'])], views.replace(list, `${list}(first: 1001)`))
    expect(answer.body.errors).toMatchObject([
      { path: ['_entities', 0, 'view', list], extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })

  it.each([[['UNKNOWN']], [[]], [null]])(
    'has no view of references it does not hold: %j',
    async (refs) => {
      expect((await ask([person(refs)])).body).toStrictEqual({
        data: { _entities: [{ view: null }] },
      })
    },
  )

  it('hazard 10: fails one malformed reference without the others', async () => {
    const answer = await ask([person(['REF-1']), person('REF-2'), person(['REF-3'])])
    expect(viewsOf(answer).map((entity) => entity?.view?.[list]?.length)).toStrictEqual([
      3,
      undefined,
      3,
    ])
    expect(answer.body.errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })

  it('asks its database once per type of record for fifty people', async () => {
    const queries: string[] = []
    mongoose.set('debug', (collection: string, method: string, filter: object) => {
      // The registrar works at the same time; nobody else looks for marks and addresses.
      const isRegistrar = 'pendingRegistration' in filter || 'uprn' in filter
      if (method === 'find' && !isRegistrar) queries.push(collection)
    })
    const before = await countLoads(service.url)
    const answer = await ask(people.map((ref) => person([ref])))
    mongoose.set('debug', false)
    const after = await countLoads(service.url)
    expect(viewsOf(answer).every((entity) => entity?.view?.[list]?.length === 3)).toBe(true)
    // People, the records, and the records whose marks may limit who sees a person, or let them be seen.
    const consents = kind.disclosesOnlyWith === undefined ? 0 : 1
    expect(queries).toHaveLength(1 + kind.limitedAccessTypes.length + consents)
    for (const type of ['person', recordType])
      expect((after[type] ?? 0) - (before[type] ?? 0)).toBe(1)
  })

  it('decides for itself: a field outside the purpose is withheld although the hub asks', async () => {
    const { role, purpose } = refused
    const before = await countLoads(service.url)
    const answer = await ask([person(['REF-7'])], views, { roles: [role], purpose })
    expect(JSON.stringify(answer.body.data)).not.toContain('REF-7')
    expect(answer.body.errors?.length).toBeGreaterThan(0)
    for (const { extensions } of answer.body.errors ?? [])
      expect(extensions).toMatchObject({ code: 'WITHHELD', agency: agency.code })
    expect((await countLoads(service.url))[recordType]).toBe(before[recordType])
  })

  it('answers nobody but the hub', async () => {
    const body = JSON.stringify({ query: views, variables: { people: [person(['REF-7'])] } })
    const longAgo = new Date(Date.now() - 60_000)
    const used = signHubToken(hubCall(agency.code), { body, key: hubKey })
    await postJson(`${service.url}/graphql`, body, used)
    const tokens: [reason: string, token: string | undefined][] = [
      ['HUB_TOKEN_MISSING', undefined],
      ['HUB_TOKEN_INVALID', signHubToken(hubCall(agency.code), { body, key: makeSigningKey() })],
      ['WRONG_AUDIENCE', signHubToken(hubCall('another-agency'), { body, key: hubKey })],
      [
        'HUB_TOKEN_EXPIRED',
        signHubToken(hubCall(agency.code), { body, key: hubKey, now: longAgo }),
      ],
      ['BODY_CHANGED', signHubToken(hubCall(agency.code), { body: '{}', key: hubKey })],
      ['REPLAYED', used],
    ]
    for (const [reason, token] of tokens) {
      const answer = await postJson(`${service.url}/graphql`, body, token)
      expect(answer.status).toBe(401)
      expect(answer.body.data).toBeUndefined()
      expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason })
    }
  })
})

/** A selection of every field of a type, and of the types it leads to. */
function selectAll(sdl: DocumentNode, typeName: string, only?: readonly string[]): string {
  const type = sdl.definitions.find(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === typeName,
  )
  if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) return ''
  const selected = type.fields?.filter(({ name }) => only?.includes(name.value) ?? true)
  const parts = selected?.map((field) => {
    let inner = field.type
    while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type
    return `${field.name.value} ${selectAll(sdl, inner.name.value)}`
  })
  return `{ ${parts?.join(' ') ?? ''} }`
}

interface ShownEntity {
  readonly view: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> | null
}

function viewsOf(answer: CallAnswer): readonly (ShownEntity | null)[] {
  return (answer.body.data?.['_entities'] ?? []) as readonly (ShownEntity | null)[]
}

function firstRecord(answer: CallAnswer) {
  return Object.values(viewsOf(answer)[0]?.view ?? {})[0]?.[0]
}

/** No person index runs in this test: nothing listens there. */
function settings() {
  return settingsIn(folder, { personIndexUrl: 'http://127.0.0.1:2' })
}

/** The type of the records in the list of a kind's example. */
function recordTypeOf({ name, lists, example }: AgencyKindDefinition): string {
  const recordType = lists[example.list]
  if (recordType === undefined) throw new Error(`${name} has no list ${example.list}`)
  return recordType
}

/** A record without which a kind that needs consent tells nothing of a person. */
function consentOf({ disclosesOnlyWith, example }: AgencyKindDefinition, ref: string) {
  if (disclosesOnlyWith === undefined) return []
  const consent = { recordType: disclosesOnlyWith, sourceRecordId: `consent-${ref}` }
  return [{ ...consent, ...envelope([ref], '2024-01-01'), ...example.consent }]
}

async function loadExamples({ agency, kind }: AgencyExample): Promise<void> {
  const target = await openAgencyTarget({
    agency,
    kind,
    settings: settings(),
    mongodbUri: store.uri,
  })
  const records = people.flatMap((ref) => [
    examplePerson(ref),
    ...consentOf(kind, ref),
    ...days.map((day) => ({
      recordType: recordTypeOf(kind),
      sourceRecordId: `${day}-${ref}`,
      ...envelope([ref], `${day}T12:00:00Z`),
      ...kind.example.fields,
    })),
  ])
  await target.write(await Promise.all(records.map((record) => target.prepare(record))))
  await target.close()
}
