import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { HttpServer } from '../../../../common/http/server'
import { signHubToken } from '../../../../common/tokens/hub-token'
import { callSubgraph, hubCall, makeSigningKey, postJson } from '../../../helpers/signed-call'
import { GreetingService } from './greeting-service'

const greetings = new GreetingService()
const { hubKey, log } = greetings
const call = hubCall('test-agency')
const operation = { query: '{ greeting }' }

let service: HttpServer

beforeAll(async () => {
  service = await greetings.start()
})

afterAll(async () => {
  await service.stop()
})

async function ask(query: string) {
  return callSubgraph({ url: service.url, key: hubKey, call }, { query })
}

describe('a call to a subgraph', () => {
  it('is answered when the hub has signed it', async () => {
    const answer = await ask('{ greeting }')
    expect(answer).toStrictEqual({ status: 200, body: { data: { greeting: 'good morning' } } })
  })

  const body = JSON.stringify(operation)
  const longAgo = new Date(Date.now() - 60_000)
  it.each([
    ['carries no token', 'HUB_TOKEN_MISSING', undefined],
    ['carries nonsense', 'HUB_TOKEN_INVALID', 'nonsense'],
    [
      'is signed by somebody else',
      'HUB_TOKEN_INVALID',
      signHubToken(call, { body, key: makeSigningKey() }),
    ],
    [
      'is meant for another agency',
      'WRONG_AUDIENCE',
      signHubToken(hubCall('other-agency'), { body, key: hubKey }),
    ],
    ['has expired', 'HUB_TOKEN_EXPIRED', signHubToken(call, { body, key: hubKey, now: longAgo })],
    [
      'has another body than was signed',
      'BODY_CHANGED',
      signHubToken(call, { body: `${body} `, key: hubKey }),
    ],
  ])('is refused when it %s: %s', async (_case, reason, token) => {
    const answer = await postJson(`${service.url}/graphql`, body, token)
    expect(answer).toStrictEqual({
      status: 401,
      body: {
        errors: [
          {
            message: expect.any(String) as string,
            extensions: { code: 'UNAUTHENTICATED', reason, agency: 'test-agency' },
          },
        ],
      },
    })
  })

  it("is put off, not refused, while the hub's keys cannot be had", async () => {
    const lonely = await greetings.start(0, () => Promise.reject(new Error('socket EMFILE')))
    const token = signHubToken(call, { body, key: hubKey })
    const answer = await postJson(`${lonely.url}/graphql`, body, token)
    await lonely.stop()

    expect(answer.status).toBe(503)
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: 'KEYS_UNAVAILABLE',
      reason: 'HUB_KEYS_UNAVAILABLE',
      agency: 'test-agency',
      retryAfterSeconds: 1,
    })
  })

  it('is refused the second time the same token comes', async () => {
    const token = signHubToken(call, { body, key: hubKey })
    expect((await postJson(`${service.url}/graphql`, body, token)).status).toBe(200)
    const again = await postJson(`${service.url}/graphql`, body, token)
    expect(again.status).toBe(401)
    expect(again.body.errors?.[0]?.extensions['reason']).toBe('REPLAYED')
  })

  it('is refused for its token before its body is read as JSON', async () => {
    const answer = await postJson(`${service.url}/graphql`, '{ not json')
    expect(answer.body.errors?.[0]?.extensions['reason']).toBe('HUB_TOKEN_MISSING')
  })

  it('is refused with BAD_USER_INPUT when its signed body is not JSON', async () => {
    const token = signHubToken(call, { body: '{ not json', key: hubKey })
    const answer = await postJson(`${service.url}/graphql`, '{ not json', token)
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('is refused when its body has more than 256 kB', async () => {
    const answer = await postJson(`${service.url}/graphql`, 'x'.repeat(256 * 1024 + 1))
    expect(answer.status).toBe(413)
    expect(answer.body.errors?.[0]?.extensions['code']).toBe('QUERY_TOO_LARGE')
  })

  it('is refused when its body turns out too long while it is being sent', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let sent = 0; sent < 5; sent += 1) controller.enqueue(new Uint8Array(64 * 1024))
        controller.close()
      },
    })
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      body: chunks,
      duplex: 'half',
    })
    expect(response.status).toBe(413)
  })

  it.each([
    ['GET', '/graphql', 405],
    ['POST', '/', 404],
    ['GET', '/metrics', 404],
  ])('%s %s is not served', async (method, path, status) => {
    expect((await fetch(`${service.url}${path}`, { method })).status).toBe(status)
  })

  it.each(['{ __schema { types { name } } }', '{ _service { sdl } }'])(
    'tells nothing about the schema: %s',
    async (query) => {
      const answer = await ask(query)
      expect(answer.body.data ?? null).toBeNull()
      expect(answer.body.errors?.[0]?.extensions).toStrictEqual({
        code: 'BAD_USER_INPUT',
        agency: 'test-agency',
      })
    },
  )
})

describe('an error of a resolver', () => {
  it('of the hub keeps its code and reason and gets the agency', async () => {
    const answer = await ask('{ refusal }')
    expect(answer.body.errors).toStrictEqual([
      {
        message: 'Argument "first" is too long.',
        path: ['refusal'],
        extensions: { code: 'BAD_USER_INPUT', reason: 'TOO_LONG', agency: 'test-agency' },
      },
    ])
  })

  it('of the rules keeps its code and nothing it does not need', async () => {
    const answer = await ask('{ withheld }')
    expect(answer.body.errors?.[0]?.extensions).toStrictEqual({
      code: 'WITHHELD',
      agency: 'test-agency',
    })
  })

  it('of any other kind tells nothing, to the caller or the operators, of what it says', async () => {
    const answer = await ask('{ failure }')
    expect(answer.body.errors).toStrictEqual([
      {
        message: 'This agency could not answer.',
        path: ['failure'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', agency: 'test-agency' },
      },
    ])
    expect(JSON.parse(log.find((line) => line.includes('"error"')) ?? '{}')).toMatchObject({
      level: 'error',
      event: 'error',
      requestId: call.requestId,
      errorName: 'Error',
      frames: expect.arrayContaining([expect.stringContaining(greetings.file)]) as unknown,
    })
    expect(JSON.stringify([answer, log])).not.toMatch(/Ashdown|mongodb/)
  })

  it('thrown for one person leaves the others of the batch', async () => {
    const ids = ['a', 'broken', 'b'].map((id) => ({ __typename: 'Person', id }))
    const answer = await callSubgraph(
      { url: service.url, key: hubKey, call },
      {
        query:
          'query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Person { name } } }',
        variables: { ids },
      },
    )
    expect(answer.body.data).toStrictEqual({
      _entities: [{ name: 'name of a' }, null, { name: 'name of b' }],
    })
    expect(answer.body.errors?.map(({ path }) => path)).toStrictEqual([['_entities', 1]])
  })
})

describe('a subgraph', () => {
  it('takes over the name that the hub gave the request', async () => {
    const requestId = '3b241101-e2bb-4255-8caf-4136c566a962'
    const headers = { 'x-request-id': requestId }
    for (const path of ['/graphql', '/health/ready', '/nowhere']) {
      const { headers: sent } = await fetch(`${service.url}${path}`, { headers })
      expect(sent.get('x-request-id')).toBe(requestId)
    }
  })

  it('says that it lives, and counts what it answered and refused', async () => {
    const live = await fetch(`${service.url}/health/live`)
    expect(await live.json()).toStrictEqual({ service: 'test-agency', status: 'live' })
    const ready = await fetch(`${service.url}/health/ready`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      served: { refused: { REPLAYED: 1, WRONG_AUDIENCE: 1 } },
    })
  })

  it('is not ready, and says what is missing, while its database is away', async () => {
    greetings.isDatabaseUp = false
    const ready = await fetch(`${service.url}/health/ready`)
    greetings.isDatabaseUp = true
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ status: 'not ready', missing: ['database'] })
  })

  it('names the port that it cannot have', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(greetings.start(port)).rejects.toThrow(
      `test-agency: port ${port} on 127.0.0.1 is in use`,
    )
    other.close()
  })

  it('stops although a call is under way to which there is no end', async () => {
    const brief = await greetings.start()
    const isAsked = new Promise<void>((resolve) => {
      greetings.onSlow = resolve
    })
    const lost = callSubgraph({ url: brief.url, key: hubKey, call }, { query: '{ slow }' }).then(
      () => 'answered',
      () => 'cut',
    )
    await isAsked
    await brief.stop()
    expect(await lost).toBe('cut')
  })
})
