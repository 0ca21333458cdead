import { createHash } from 'node:crypto'

import type { Sent } from './edge-hub'
import { EdgeHub, findSecrets } from './edge-hub'

const find = 'personByIdentifier(type: NHS_NUMBER, value: "999 000 0018")'
const json = { 'content-type': 'application/json' }
const query = '{ __typename }'
const asBody = (text: string, extra: object = {}) => JSON.stringify({ query: text, ...extra })
const hash = createHash('sha256').update(query).digest('hex')

describe('whoever tries to get round the rules', () => {
  const hub = new EdgeHub()
  let officer: Readonly<Record<string, string>>
  beforeAll(async () => {
    await hub.start()
    officer = { ...json, ...(await hub.enquire('housing.officer')) }
  })
  afterAll(() => hub.stop())
  beforeEach(() => {
    for (const stub of hub.stubs.values()) stub.asked.length = 0
  })

  const police = (asked: string) => `{ found: ${find} { ${asked} } }`
  const view = 'northshirePolice { people { reference } }'
  it.each([
    ['an alias', police(`ours: ${view}`)],
    ['an alias of a permitted field', police(`harrowmereHomes: ${view}`)],
    ['two aliases of one field', police(`a: ${view} b: ${view}`)],
    ['an inline fragment', police(`... { ... on Person { ${view} } }`)],
    [
      'a fragment',
      `${police('...F')} fragment F on Person { ...G } fragment G on Person { ${view} }`,
    ],
    ['a fragment under a directive', police(`... @include(if: true) { ${view} }`)],
    ['@skip', police(`northshirePolice @skip(if: false) { people { reference } }`)],
    ['the name of the type alone', police('northshirePolice { __typename }')],
    ['the name of the type under an alias', police('x: northshirePolice { y: __typename }')],
    [
      'a permitted neighbour',
      police(`allowed: harrowmereHomes { tenancies { startDate } } ${view}`),
    ],
  ])('learns nothing of an agency that shares nothing with them: %s', async (_way, text) => {
    const { text: answer, status } = await hub.sendRaw({ headers: officer, body: asBody(text) })
    expect(status).toBe(200)
    const { data, errors } = JSON.parse(answer) as {
      data: { found: Record<string, unknown> | null }
      errors: { extensions: { code: string } }[]
    }
    const others = Object.entries(data.found ?? {}).filter(([name]) => name !== 'allowed')
    expect(others.map(([, value]) => value)).toEqual(others.map(() => null))
    expect(errors.map(({ extensions }) => extensions.code)).toContain('WITHHELD')
    expect(hub.stub('northshire-police').asked).toEqual([])
    expect(findSecrets(answer)).toEqual([])
  })

  it.each<[string, Sent | { readonly query: string; readonly extra?: object }, number, string]>([
    ['introspection', { query: '{ __schema { types { name } } }' }, 403, 'INTROSPECTION_DISABLED'],
    ['__type', { query: '{ __type(name: "Person") { name } }' }, 403, 'INTROSPECTION_DISABLED'],
    [
      'introspection beside a question',
      { query: `{ ${find} { id } __schema { queryType { name } } }` },
      403,
      'INTROSPECTION_DISABLED',
    ],
    [
      '_entities',
      {
        query:
          '{ _entities(representations: [{ __typename: "Person", id: "p1" }]) { __typename } }',
      },
      400,
      'BAD_USER_INPUT',
    ],
    ['_service', { query: '{ _service { sdl } }' }, 400, 'BAD_USER_INPUT'],
    [
      "an agency's references",
      { query: `{ ${find} { northshirePoliceRefs } }` },
      400,
      'BAD_USER_INPUT',
    ],
    ['the name the hub fetches under', { query: `{ ${find} { hub__id } }` }, 400, 'BAD_USER_INPUT'],
    ['a name almost right', { query: '{ personByIdentifer { id } }' }, 400, 'BAD_USER_INPUT'],
    ['@defer', { query: `{ ${find} { ... @defer { id } } }` }, 400, 'BAD_USER_INPUT'],
    ['@stream', { query: `{ ${find} { id @stream } }` }, 400, 'BAD_USER_INPUT'],
    ['a subscription', { query: 'subscription { __typename }' }, 200, 'BAD_USER_INPUT'],
    [
      'two operations and no name',
      { query: `query A { __typename } query B { __typename }` },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'an operation of another name',
      { query: 'query A { __typename }', extra: { operationName: 'B' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a variable of another type',
      {
        query: 'query ($v: String!) { personByIdentifier(type: CRN, value: $v) { id } }',
        extra: { variables: { v: { SECRET: 1 } } },
      },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a batch',
      { headers: json, body: `[${asBody(query)}, ${asBody(query)}]` },
      400,
      'BAD_USER_INPUT',
    ],
    ['a batch of one', { headers: json, body: `[${asBody(query)}]` }, 400, 'BAD_USER_INPUT'],
    [
      'a persisted query',
      {
        headers: json,
        body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'registering a persisted query',
      {
        headers: json,
        body: asBody('{ nothing }', {
          extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
        }),
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'GET',
      { method: 'GET', path: `/graphql?query=${encodeURIComponent(query)}` },
      405,
      'BAD_USER_INPUT',
    ],
    [
      'GET of a persisted query',
      {
        method: 'GET',
        path: `/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }))}`,
      },
      405,
      'BAD_USER_INPUT',
    ],
    [
      'a preflight',
      {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
      405,
      'BAD_USER_INPUT',
    ],
    ['HEAD', { method: 'HEAD' }, 405, ''],
    ['PUT', { method: 'PUT', headers: json, body: asBody(query) }, 405, 'BAD_USER_INPUT'],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${query}` },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'JSON sent as text',
      { headers: { 'content-type': 'text/plain' }, body: asBody(query) },
      400,
      'BAD_USER_INPUT',
    ],
    ['JSON sent as nothing', { body: asBody(query) }, 400, 'BAD_USER_INPUT'],
    [
      'a file',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: `--x\r\n\r\n${asBody(query)}\r\n--x--`,
      },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'another path',
      { path: '/graphql/', headers: json, body: asBody(query) },
      404,
      'BAD_USER_INPUT',
    ],
    [
      'a path that climbs',
      { path: '/../graphql', headers: json, body: asBody(query) },
      404,
      'BAD_USER_INPUT',
    ],
  ])('is refused, and nobody is asked: %s', async (_what, asked, status, code) => {
    const sent = 'query' in asked ? { body: asBody(asked.query, asked.extra) } : asked
    const headers = { ...('query' in asked ? json : {}), ...withoutType(officer), ...sent.headers }
    const received = await hub.sendRaw({ ...sent, headers })
    expect([received.status, received.codes]).toEqual([status, code === '' ? [] : [code]])
    expect(received.text).not.toContain('SECRET')
    expect(findSecrets(received.text)).toEqual([])
    expect(received.headers['access-control-allow-origin']).toBeUndefined()
    expect(hub.askedCount).toBe(0)
  })

  it.each([
    ['a trace', { 'apollo-federation-include-trace': 'ftv1' }],
    ['an answer in parts', { accept: 'multipart/mixed; deferSpec=20220824, application/json' }],
    ['cached control', { 'cache-control': 'only-if-cached', 'if-none-match': '*' }],
    ['another method', { 'x-http-method-override': 'GET', 'x-http-method': 'GET' }],
    ['the identity of the hub', { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' }],
  ])('gets the ordinary answer by headers that ask for %s', async (_what, extra) => {
    const body = asBody('{ __typename }')
    const headers = withoutType(officer)
    const ordinary = await hub.sendRaw({ headers: { ...json, ...headers }, body })
    const received = await hub.sendRaw({ headers: { ...json, ...headers, ...extra }, body })
    expect([received.status, received.text]).toEqual([ordinary.status, ordinary.text])
    expect(received.headers['content-type']).toBe(ordinary.headers['content-type'])
  })
})

function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'))
}
