import { connect } from 'node:net'

import fc from 'fast-check'

import { questionAbout } from '../fhir/fhir-caller'
import { bodies, headerValues } from './corpus'
import type { Received, Sent } from './edge-hub'
import { EdgeHub, findSecrets } from './edge-hub'

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300)
const seed = Number(process.env['FUZZ_SEED'] ?? 20261123)
const json = { 'content-type': 'application/json' }
const ordinary = JSON.stringify({ query: '{ __typename }' })

jest.setTimeout(600_000)

describe('made-up input', () => {
  const hub = new EdgeHub()
  let analyst: Readonly<Record<string, string>>
  beforeAll(async () => {
    await hub.start()
    analyst = { ...json, ...(await hub.enquire('mash.analyst')) }
  })
  afterAll(() => hub.stop())
  /** Whatever is sent: an answer that is an answer, a code that is the hub's, and no secret. */
  async function expectOrder(sent: Sent): Promise<Received> {
    const received = await hub.sendRaw(sent)
    expect(received.codes).not.toContain('INTERNAL_SERVER_ERROR')
    expect(received.codes).not.toContain('(none)')
    expect(received.codes).not.toContain('(no JSON)')
    expect(received.status).toBeLessThan(500)
    expect(findSecrets(received.text)).toEqual([])
    expect(hub.reported).toEqual([])
    return received
  }

  /** As `expectOrder`, by somebody who has not signed in: nobody is asked about anybody. */
  async function expectRefusal(sent: Sent): Promise<void> {
    const before = hub.askedCount
    const { codes } = await expectOrder(sent)
    expect(codes.length).toBeGreaterThan(0)
    expect(hub.askedCount).toBe(before)
  }

  it.each(bodies)('in the corpus is answered in order: %s', async (_what, body) => {
    await expectOrder({ headers: analyst, body })
    await expectRefusal({ headers: json, body })
  })

  it('as bytes is answered in order', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await expectOrder({ headers: analyst, body: Buffer.from(bytes) })
    })
    await fc.assert(property, { numRuns, seed })
  })

  it('as JSON is answered in order', async () => {
    const body = fc.record(
      {
        query: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('{ __typename }'), fc.json()),
        variables: fc.jsonValue({ maxDepth: 4 }),
        operationName: fc.jsonValue({ maxDepth: 1 }),
        extensions: fc.jsonValue({ maxDepth: 3 }),
      },
      { requiredKeys: [] },
    )
    const property = fc.asyncProperty(body, async (value) => {
      await expectOrder({ headers: analyst, body: JSON.stringify(value) })
    })
    await fc.assert(property, { numRuns, seed })
  })

  it('in a question that was one is answered in order', async () => {
    const question = JSON.stringify({
      query:
        'query Q($v: String!) { found: personByIdentifier(type: CRN, value: $v) { id northshirePolice { people { reference } } } }',
      variables: { v: 'X104567' },
    })
    const change = fc.record({
      at: fc.nat(question.length),
      cut: fc.nat(6),
      put: fc.string({ unit: 'binary', maxLength: 4 }),
    })
    const property = fc.asyncProperty(change, async ({ at, cut, put }) => {
      const body = question.slice(0, at) + put + question.slice(at + cut)
      await expectOrder({ headers: analyst, body })
    })
    await fc.assert(property, { numRuns, seed })
  })

  it('in a question of the national standard is answered in order, in its words', async () => {
    const question = JSON.stringify(questionAbout('9990000018'))
    const change = fc.record({
      at: fc.nat(question.length),
      cut: fc.nat(6),
      put: fc.string({ unit: 'binary', maxLength: 4 }),
    })
    const changed = change.map(
      ({ at, cut, put }) => question.slice(0, at) + put + question.slice(at + cut),
    )
    const made = fc.jsonValue({ maxDepth: 4 }).map((value) => {
      return JSON.stringify({ resourceType: 'Parameters', parameter: value })
    })
    const path = '/fhir/Patient/$person-info-query'
    const headers = { ...json, ...hub.asSystem() }
    const property = fc.asyncProperty(fc.oneof(changed, made), async (body) => {
      const { text } = await expectOrder({ headers, body, path })
      expect(text).toMatch(/^\{"resourceType":"(Parameters|OperationOutcome)"/)
    })
    await fc.assert(property, { numRuns, seed })
  })

  it.each(['authorization', 'sightline-enquiry', 'sightline-on-behalf-of', 'content-type'])(
    'as %s is answered in order',
    async (name) => {
      for (const value of headerValues) await expectOrderWith(name, value)
      const texts = fc.string({ unit: fc.integer({ min: 32, max: 255 }).map(toCharacter) })
      const property = fc.asyncProperty(texts, (value) => expectOrderWith(name, value))
      await fc.assert(property, { numRuns, seed })
    },
  )

  async function expectOrderWith(name: string, value: string): Promise<void> {
    const find = '{ personByIdentifier(type: CRN, value: "X104567") { id } }'
    const before = hub.askedCount
    const headers = { ...analyst, [name]: value.trim() }
    const { codes } = await expectOrder({ headers, body: JSON.stringify({ query: find }) })
    if (codes.length > 0) expect(hub.askedCount).toBe(before)
  }

  it.each(['authorization', 'sightline-enquiry'])(
    'in the token of %s opens nothing',
    async (name) => {
      const real = analyst[name] ?? ''
      const start = name === 'authorization' ? 'Bearer '.length : 0
      const change = fc.record({
        at: fc.integer({ min: start, max: real.length - 1 }),
        put: fc.constantFrom('A', 'B', 'x', 'y', '0', '9', '-', '_', '.'),
      })
      const property = fc.asyncProperty(change, async ({ at, put }) => {
        const token = real.slice(0, at) + put + real.slice(at + 1)
        // The last character of a signature has bits that mean nothing.
        fc.pre(token !== real && at < real.length - 1)
        await expectRefusal({
          headers: { ...analyst, [name]: token },
          body: '{"query": "{ person(id: \\"1\\") { id } }"}',
        })
      })
      await fc.assert(property, { numRuns, seed })
    },
  )

  it('of headers sent twice opens nothing', async () => {
    const other = hub.signIn('housing.officer')
    for (const [name, value] of Object.entries({
      authorization: [analyst['authorization'] ?? '', `Bearer ${other}`],
      'sightline-enquiry': [analyst['sightline-enquiry'] ?? '', 'x'],
    }))
      await expectRefusal({
        headers: { ...analyst, [name]: value },
        body: '{"query": "{ person(id: \\"1\\") { id } }"}',
      })
  })

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['another version', 'POST /graphql HTTP/9.9\r\n\r\n'],
    ['no host', 'POST /graphql HTTP/1.1\r\n\r\n'],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a negative length', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    ['a folded header', 'POST /graphql HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n'],
    ['headers without end', `POST /graphql HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(5000)}\r\n`],
    [
      'chunks of no size',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('that is %s is refused, and the hub goes on', async (_what, text) => {
    const answer = await exchangeRaw(text)
    expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d|$)/)
    expect(findSecrets(answer)).toEqual([])
    expect((await expectOrder({ headers: analyst, body: ordinary })).codes).toEqual([])
  })

  /** Sends bytes over a connection of its own; what comes back until it ends. */
  function exchangeRaw(text: string): Promise<string> {
    const { hostname, port } = new URL(hub.url)
    return new Promise((resolve) => {
      let answer = ''
      const socket = connect(Number(port), hostname, () => socket.write(text))
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString('latin1')
        socket.end()
      })
      socket.on('error', () => undefined)
      socket.on('close', () => {
        resolve(answer)
      })
    })
  }
})

function toCharacter(code: number): string {
  return String.fromCharCode(code === 127 ? 32 : code)
}
