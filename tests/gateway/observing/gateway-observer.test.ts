import { reportTo } from '../../../common/observing/logger'
import type { Recording } from '../../common/observing/recording'
import { startRecording } from '../../common/observing/recording'
import { RealHub } from '../real-hub'

const query = `query ($id: ID!) { person(id: $id) {
  northshirePolice { __typename }
  northshireProbation { __typename }
} }`
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

/** Starts a hub that is observed, and stops it. */
async function withHub(use: (hub: RealHub, recording: Recording) => Promise<void>): Promise<void> {
  const hub = new RealHub()
  const recording = startRecording('gateway')
  const { observing } = recording
  try {
    await hub.start({}, { observing, report: reportTo(observing.logger) })
    await use(hub, recording)
  } finally {
    await hub.stop()
  }
}

describe('the metrics of the gateway', () => {
  it('count calls, failures and coverage by agency, and what the log took', async () => {
    await withHub(async (hub, { metricsText }) => {
      const headers = await hub.enquire('mash.analyst')
      hub.stub('northshire-probation').misbehaviour = (response) => response.destroy()
      await hub.send(query, { id: 'p1' }, headers)
      const text = await metricsText()

      for (const line of [
        'agency_call_duration_seconds_count{service="gateway",agency="northshire-police",operation_kind="query"} 1',
        'agency_call_failures_total{agency="northshire-probation",reason="NOT_REACHABLE",service="gateway"} 1',
        'coverage_rows_total{agency="northshire-police",status="ANSWERED",service="gateway"} 1',
        'coverage_rows_total{agency="northshire-probation",status="UNAVAILABLE",service="gateway"} 1',
        'log_append_duration_seconds_count{service="gateway"} 2',
        'circuit_state{agency="northshire-police",service="gateway"} 0',
        'agency_calls_waiting{agency="person-index",service="gateway"} 0',
      ])
        expect(text).toContain(`sightline_${line}`)
    })
  })

  it('show a circuit that is open, and the log says when it opened', async () => {
    await withHub(async (hub, { metricsText, events }) => {
      const headers = await hub.enquire('mash.analyst')
      hub.stub('northshire-probation').misbehaviour = (response) => response.destroy()
      for (let asked = 0; asked < 6; asked += 1) await hub.send(query, { id: 'p1' }, headers)
      const agency = 'northshire-probation'

      expect(await metricsText()).toContain(
        `sightline_circuit_state{agency="${agency}",service="gateway"} 2`,
      )
      expect(events()).toContainEqual(
        expect.objectContaining({ level: 'warn', event: 'circuit opened', agency }),
      )
    })
  })

  it('count an entry that could not be written', async () => {
    await withHub(async (hub, { metricsText, events }) => {
      const headers = await hub.enquire('mash.analyst')
      hub.breakLog()
      await hub.send(query, { id: 'p1' }, headers)

      expect(await metricsText()).toContain(
        'sightline_log_append_failures_total{service="gateway"} 1',
      )
      expect(events()).toContainEqual(
        expect.objectContaining({
          level: 'error',
          event: 'error',
          requestId: expect.stringMatching(/^[\w-]{36}$/) as unknown,
        }),
      )
    })
  })
})

describe('the log of the gateway', () => {
  it('says which call failed, why, and for which request', async () => {
    await withHub(async (hub, { events }) => {
      const headers = await hub.enquire('mash.analyst')
      hub.stub('northshire-probation').misbehaviour = (response) => response.destroy()
      await hub.send(query, { id: 'p1' }, headers)

      expect(events()).toContainEqual(
        expect.objectContaining({
          level: 'info',
          event: 'agency call failed',
          requestId: hub.entries.at(-1)?.requestId,
          agency: 'northshire-probation',
          operationKind: 'query',
          reason: 'NOT_REACHABLE',
        }),
      )
    })
  })
})

describe('the traces of the gateway', () => {
  it('have a span for the request, each call and each step, and the calls carry it on', async () => {
    await withHub(async (hub, { spans }) => {
      const headers = await hub.enquire('mash.analyst')
      const before = hub.stub('northshire-police').asked.length
      await hub.send(query, { id: 'p1' }, { ...headers, traceparent, baggage: 'a=b' })
      const sent = hub.stub('northshire-police').asked[before]?.headers
      const all = (await spans()).filter((span) => span.traceId === traceId)
      const request = all.find(({ name }) => name === 'request')
      const names = all.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
      const call = all.find(({ attributes }) => attributes['agency'] === 'northshire-police')

      expect(request).toMatchObject({
        parentSpanId: '00f067aa0ba902b7',
        attributes: { status: 200, route: '/graphql', requestId: hub.entries.at(-1)?.requestId },
      })
      expect(names.map(({ name }) => name).toSorted()).toStrictEqual([
        ...['agency call', 'agency call', 'agency call'],
        ...['decide', 'log append', 'plan'],
      ])
      expect(sent?.['traceparent']).toBe(`00-${traceId}-${call?.spanId ?? ''}-01`)
      expect(sent).not.toHaveProperty('baggage')
    })
  })

  it.each([
    ['a trace that comes is passed on', traceparent, traceparent],
    ['what is none is not', 'Victor Ashdown', undefined],
  ])('without spans %s', async (_case, given, expected) => {
    const hub = new RealHub()
    await hub.start()
    const headers = await hub.enquire('mash.analyst')
    await hub.send(query, { id: 'p1' }, { ...headers, traceparent: given, tracestate: 'a=b' })
    const sent = hub.stub('northshire-police').asked.at(-1)?.headers
    await hub.stop()

    expect(sent?.['traceparent']).toBe(expected)
    expect(sent).not.toHaveProperty('tracestate')
  })
})
