import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'

import { reportTo } from '../../../common/observing/logger'
import { postFhir, questionAbout } from '../../fhir/fhir-caller'
import type { Recording } from '../../common/observing/recording'
import { startRecording } from '../../common/observing/recording'
import { RealHub } from '../real-hub'
import type { Misbehaviour } from '../stub-subgraph'
import { sendEntities, sendJson } from '../stub-subgraph'

const personal = [
  'Victor Ashdown',
  'ASHDOWN',
  '999 000 0018',
  '9990000018',
  'MASH-0001',
  'Call to address, injuries seen',
  'staff-of-mash.analyst',
  'a.worker',
  'db.internal',
]

/** As a message that wants into the log would look. */
const hostile = `Victor Ashdown 999 000 0018\n    at Victor Ashdown (/9990000018.ts:1:1)\n    at /ASHDOWN:1:1`

const byNumber = `query ($value: String!) { personByIdentifier(type: NHS_NUMBER, value: $value) {
  northshirePolice { __typename }
  northshireProbation { __typename }
} }`

const hostileAnswers: readonly (readonly [string, Misbehaviour])[] = [
  ['is cut off', (response) => response.destroy()],
  [
    'is no JSON',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(hostile)
    },
  ],
  [
    'is of another type',
    (response) => response.writeHead(500, { 'content-type': hostile.slice(0, 14) }).end(hostile),
  ],
  [
    'is no HTTP',
    (response) => response.socket?.end(`HTTP/1.1 200 Victor Ashdown\r\n\u0001: x\r\n\r\n`),
  ],
  ...['INTERNAL_SERVER_ERROR', 'BAD_USER_INPUT', 'WITHHELD', 'VICTOR_ASHDOWN'].map(
    (code) =>
      [
        `is an error with code ${code}`,
        (response: ServerResponse) => {
          const extensions = { code, reason: 'VICTOR_ASHDOWN' }
          sendJson(response, { errors: [{ message: hostile, extensions }] })
        },
      ] as const,
  ),
  [
    'has another shape',
    (response, asked) => {
      sendEntities(response, asked, { entities: [{ northshirePolice: 'Victor Ashdown' }] })
    },
  ],
  [
    'is about somebody else',
    (response, asked) => {
      const entity = { northshirePolice: null, northshirePoliceEcho: 'Victor Ashdown' }
      sendEntities(response, asked, { entities: [entity] })
    },
  ],
  [
    'has errors at places that are none',
    (response) => {
      const errors = [{ message: hostile, path: ['_entities', 99, 'Victor Ashdown'] }]
      sendJson(response, { data: { _entities: [null] }, errors })
    },
  ],
]

describe('nothing personal is written down, counted or traced', () => {
  const hub = new RealHub()
  let recording: Recording
  const secrets: string[] = []
  const printed: string[] = []
  let headers: Readonly<Record<string, string>>

  beforeAll(async () => {
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
      jest.spyOn(console, name).mockImplementation((...given) => printed.push(inspect(given)))
    recording = startRecording('gateway')
    const { observing } = recording
    await hub.start({}, { observing, report: reportTo(observing.logger) })
    headers = await hub.enquire('mash.analyst')
    secrets.push(...Object.values(headers).map((text) => text.replace('Bearer ', '')))
  })
  afterAll(async () => {
    await hub.stop()
    jest.restoreAllMocks()
  })
  afterEach(() => {
    hub.now = () => new Date()
    hub.mendLog()
    for (const stub of hub.stubs.values()) stub.misbehaviour = null
  })

  const ask = (more: Readonly<Record<string, string>> = {}) =>
    hub.send(byNumber, { value: '999 000 0018' }, { ...headers, ...more })

  it('of a question that is answered', async () => {
    expect((await ask()).errors).toBeUndefined()
  })

  it.each([
    ['cannot be parsed', '{ person(id: "Victor Ashdown") { '],
    ['fits no schema', '{ person(id: "9990000018") { victorAshdown } }'],
    ['has a value of another type', '{ person(id: { name: "Victor Ashdown" }) { id } }'],
    ['names no operation', 'query Ashdown { __typename } query Victor { __typename }'],
  ])('of a query that %s', async (_case, query) => {
    expect((await hub.send(query, {}, headers)).errors).toHaveLength(1)
  })

  it.each([
    ['of another type', { value: { name: 'Victor Ashdown' } }],
    ['that is no number', { value: 'Victor Ashdown' }],
    ['that is missing', { name: 'Victor Ashdown' }],
  ])('of a variable %s', async (_case, variables) => {
    const answer = await hub.send(byNumber, variables, headers)
    expect(answer.status).toBeLessThan(500)
  })

  it.each([
    ['has no token', {}],
    ['has a forged one', { authorization: 'Bearer Victor.Ashdown.9990000018' }],
    ['has a forged enquiry', { 'sightline-enquiry': 'Victor Ashdown MASH-0001' }],
  ])('of a caller who %s', async (name, more) => {
    const bearer = name.includes('enquiry') ? { authorization: headers['authorization'] ?? '' } : {}
    const answer = await hub.send(byNumber, { value: '9990000018' }, { ...bearer, ...more })
    expect(answer.errors).toHaveLength(1)
  })

  it('of what a caller puts into addresses and headers', async () => {
    const answer = await ask({
      'x-request-id': 'Victor Ashdown',
      traceparent: 'Victor Ashdown',
      tracestate: 'victor=ASHDOWN',
      baggage: 'nhs=9990000018',
    })
    const lost = await fetch(`${hub.url}/ASHDOWN/9990000018?name=Victor%20Ashdown`)
    const noJson = await fetch(`${hub.url}/graphql`, { method: 'POST', body: hostile })

    expect([answer.status, lost.status, noJson.status]).toStrictEqual([200, 404, 400])
  })

  it('of a question in the words of the national standard, however it ends', async () => {
    const system = hub.asSystem()
    secrets.push(system.authorization.replace('Bearer ', ''))
    const patient = { resourceType: 'Patient', name: [{ family: 'Ashdown', given: ['Victor'] }] }
    const nameless = {
      resourceType: 'Parameters',
      parameter: [{ name: 'resource', resource: patient }],
    }
    const replies = [
      await postFhir(hub.url, questionAbout('9990000018'), system),
      await postFhir(hub.url, questionAbout('9990000018', { reason: 'Victor Ashdown' }), system),
      await postFhir(hub.url, nameless, system),
      await postFhir(hub.url, hostile, system),
    ]
    const lost = await fetch(`${hub.url}/fhir/Patient/9990000018?family=Ashdown`)
    expect([...replies, lost].map(({ status }) => status)).toEqual([200, 403, 400, 400, 404])
  })

  it.each(hostileAnswers)('of an agency whose answer %s', async (_case, misbehaviour) => {
    hub.stub('northshire-police').misbehaviour = misbehaviour
    const row = (await ask()).extensions?.coverage.find(
      ({ agency }) => agency === 'northshire-police',
    )
    expect(row?.status).not.toBe('ANSWERED')
  })

  it('of the index when its answer is hostile', async () => {
    hub.stub('person-index').misbehaviour = (response) => {
      sendJson(response, { errors: [{ message: hostile, extensions: { code: hostile } }] })
    }
    expect((await ask()).errors).toHaveLength(1)
  })

  it('of an answer that cannot be logged', async () => {
    hub.breakLog()
    expect((await ask()).status).toBe(503)
  })

  it('of an error of the hub itself', async () => {
    hub.now = () => {
      throw new Error(hostile, { cause: new Error(hostile) })
    }
    expect((await ask()).status).toBe(500)
  })

  it('in any line, number or span of all of these', async () => {
    const { lines, metricsText, spans, events } = recording
    const all = [...printed, ...lines, await metricsText(), JSON.stringify(await spans())].join(
      '\n',
    )

    expect(events().map(({ event }) => event)).toStrictEqual(
      expect.arrayContaining(['error', 'agency call failed']),
    )
    expect((await spans()).map(({ name }) => name)).toContain('agency call')
    for (const value of [...personal, ...secrets])
      expect(all.toLowerCase()).not.toContain(value.toLowerCase())
  })
})
