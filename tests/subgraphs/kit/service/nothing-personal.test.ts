import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'

import { findAmong } from '../../../../common/keys/keys'
import { signHubToken } from '../../../../common/tokens/hub-token'
import { ServiceCounts } from '../../../../subgraphs/kit/service/service-counts'
import { startSubgraphService } from '../../../../subgraphs/kit/service/subgraph-service'
import { startRecording } from '../../../common/observing/recording'
import { callSubgraph, hubCall, makeSigningKey, postJson } from '../../../helpers/signed-call'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'
import { examplePerson } from '../../agency-examples'
import { RunningAgency } from '../../running-agency'

const personal = ['Ashdown', '9990000018', '999 000 0018', 'MASH-0001', 'mash.analyst', 'enquiry-1']
const hostile = 'Victor Ashdown 999 000 0018\n    at Victor Ashdown (/9990000018.ts:1:1)'
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

function fail(): never {
  throw new Error(hostile, { cause: new TypeError(hostile) })
}

describe('a service', () => {
  const key = makeSigningKey()
  const call = hubCall('test-agency', { requestId: 'hub-request-7' })

  it('names the request as the hub has signed it, and nothing personal, whatever fails', async () => {
    const recording = startRecording('test-agency')
    const typeDefs = parse('type Query { greeting(name: String): String, failure: String }')
    let isFailing = false
    const service = await startSubgraphService({
      code: 'test-agency',
      host: '127.0.0.1',
      port: 0,
      schema: buildSubgraphSchema([
        { typeDefs, resolvers: { Query: { greeting: () => 'Victor Ashdown', failure: fail } } },
      ]),
      database: { isUp: () => Promise.resolve(true) },
      hubKeys: findAmong([key]),
      createContext: (claims) => (isFailing ? fail() : { claims }),
      recordDisclosure: () => Promise.resolve(),
      counts: new ServiceCounts(),
      recordTypes: ['person'],
      observing: recording.observing,
    })
    const ask = (query: string, variables: object = {}) =>
      callSubgraph({ url: service.url, key, call }, { query, variables })
    const statuses = [
      await ask('query ($name: String) { greeting(name: $name) }', { name: '999 000 0018' }),
      await ask('{ greeting(name: { a: "Victor Ashdown" }) }'),
      await ask('{ victorAshdown9990000018'),
      await ask('{ failure }'),
      await postJson(`${service.url}/graphql`, '{"query": "Victor Ashdown"}'),
      await postJson(`${service.url}/graphql`, '{}', 'Victor.Ashdown.9990000018'),
      await postJson(`${service.url}/graphql`, hostile, signHubToken(call, { body: hostile, key })),
    ].map(({ status }) => status)
    isFailing = true
    const failed = await ask('{ greeting }')
    await service.stop()
    const text = await recording.metricsText()
    const spans = await recording.spans()

    expect(statuses).toStrictEqual([200, 400, 400, 200, 401, 401, 400])
    expect(failed).toMatchObject({
      status: 500,
      body: {
        errors: [
          {
            message: 'This agency could not answer.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', agency: 'test-agency' },
          },
        ],
      },
    })
    const ofCalls = recording.events().filter(({ event }) => event !== 'refusal')
    expect(ofCalls.map(({ event, status }) => [event, status])).toStrictEqual([
      ...[200, 400, 400].map((status) => ['operation', status]),
      ['error', undefined],
      ...[200, 400].map((status) => ['operation', status]),
      ['error', undefined],
      ['operation', 500],
    ])
    expect(ofCalls.map(({ requestId }) => requestId)).toStrictEqual(
      ofCalls.map(() => 'hub-request-7'),
    )
    expect(text).toContain('sightline_operations_total{service="test-agency"} 6')
    expect(text).toMatch(/sightline_refusals_total\{reason="HUB_TOKEN_MISSING".*\} 1/)
    expect(text).toContain('sightline_operation_duration_seconds_count{service="test-agency"} 6')
    expect(spans).toHaveLength(6)
    for (const value of personal)
      expect([...recording.lines, text, JSON.stringify(spans)].join('\n')).not.toContain(value)
  })
})

describe('an agency with records', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await startTestStore()
  })
  afterAll(() => store.stop())

  it('tells in numbers and lines that it was asked, and nothing of whom', async () => {
    const recording = startRecording('northshire-police')
    const agency = new RunningAgency('northshire-police', store)
    await agency.load([
      { ...examplePerson('NP-ASHDOWN'), identifiers: { nhsNumber: '999 000 0018' } },
    ])
    await agency.start(recording.observing)
    const good = await agency.ask(['NP-ASHDOWN'], '{ people { reference } }')
    await agency.ask(['NP-ASHDOWN'], '{ people(first: "Ashdown") { reference } }')
    await agency.ask(['NP-ASHDOWN'], '{ people(first: -1) { reference } }')
    await agency.stop()
    const text = await recording.metricsText()
    const spans = await recording.spans()

    expect(good.errors).toBeUndefined()
    expect(text).toMatch(/sightline_database_loads_total\{record_type="person".*\} 1/)
    expect(text).toContain('sightline_operations_total{service="northshire-police"} 3')
    expect(recording.events()).toContainEqual(
      expect.objectContaining({ event: 'operation', requestId: 'request-1', status: 200 }),
    )
    for (const value of [...personal, 'NP-ASHDOWN', 'ASHDOWN'])
      expect([...recording.lines, text, JSON.stringify(spans)].join('\n')).not.toContain(value)
  })
})

describe('a trace that comes from the hub', () => {
  it('is continued', async () => {
    const key = makeSigningKey()
    const recording = startRecording('test-agency')
    const service = await startSubgraphService({
      code: 'test-agency',
      host: '127.0.0.1',
      port: 0,
      schema: buildSubgraphSchema([{ typeDefs: parse('type Query { a: String }') }]),
      database: { isUp: () => Promise.resolve(true) },
      hubKeys: findAmong([key]),
      createContext: (claims) => ({ claims }),
      counts: new ServiceCounts(),
      recordTypes: [],
      observing: recording.observing,
    })
    const body = JSON.stringify({ query: '{ a }' })
    const token = signHubToken(hubCall('test-agency'), { body, key })
    const headers = { authorization: `Bearer ${token}`, traceparent }
    await fetch(`${service.url}/graphql`, { method: 'POST', body, headers })
    await service.stop()

    expect(await recording.spans()).toMatchObject([
      { name: 'request', parentSpanId: '00f067aa0ba902b7', attributes: { requestId: 'request-1' } },
    ])
  })
})
