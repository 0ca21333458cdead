import { once } from 'node:events'
import { connect } from 'node:net'

import { healthRoutes } from '../../../common/http/health'
import type { HttpResponse, Route } from '../../../common/http/route'
import { json } from '../../../common/http/route'
import type { HttpServer, HttpServerOptions } from '../../../common/http/server'
import { startTestServer, uuid } from './test-server'

const reported: unknown[] = []

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/echo',
    maxBodyBytes: 100,
    answer: ({ body }) => Promise.resolve(json(body.toString())),
  },
  {
    method: 'GET',
    path: '/fail',
    maxBodyBytes: 0,
    answer: () => Promise.reject(new Error('at db.internal')),
  },
]

const start = (changes: Partial<HttpServerOptions> = {}) =>
  startTestServer({ routes, report: (error) => reported.push(error), ...changes })

describe('the HTTP server', () => {
  let server: HttpServer
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  const get = (path: string, init?: RequestInit) => fetch(server.url + path, init)

  it.each([
    ['a path it does not serve', '/other', 'GET', 404],
    ['a method it does not serve', '/echo', 'GET', 405],
    ['a query in the address', '/echo?query={__typename}', 'GET', 405],
  ])('refuses %s', async (_name, path, method, status) => {
    const response = await get(path, { method })

    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('hazard 13: refuses a body that is too large, and says what the limit is', async () => {
    const response = await get('/echo', { method: 'POST', body: 'x'.repeat(101) })

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('100 bytes') as unknown,
          extensions: { code: 'QUERY_TOO_LARGE', reason: 'BODY_TOO_LARGE' },
        },
      ],
    })
  })

  it('refuses a body that grows too large without saying so', async () => {
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    const chunk = `65\r\n${'x'.repeat(101)}\r\n`
    socket.write(`POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`)
    const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
    socket.destroy()

    expect(first.toString()).toMatch(/^HTTP\/1\.1 413/)
  })

  it('hazard 15: says of a failure only that it failed', async () => {
    const response = await get('/fail')
    const text = await response.text()

    expect(response.status).toBe(500)
    expect(text).toContain('INTERNAL_SERVER_ERROR')
    expect(text).not.toContain('db.internal')
    expect(reported).toHaveLength(1)
  })

  it.each([
    ['an answer', '/echo', { method: 'POST', body: 'é' }],
    ['a failure', '/fail', {}],
    ['a refusal', '/other', {}],
  ])('sends the same headers with %s', async (_name, path, init) => {
    const response = await get(path, init)
    const { byteLength } = await response.arrayBuffer()

    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-length': String(byteLength),
      'x-request-id': expect.stringMatching(uuid) as unknown,
    })
  })

  it('says by which methods an address is served', async () => {
    expect((await get('/echo')).headers.get('allow')).toBe('POST')
    expect((await get('/other')).headers.get('allow')).toBeNull()
  })

  it.each([
    ['read', '/echo', 'x', 'keep-alive'],
    ['not read', '/echo', 'x'.repeat(101), 'close'],
    ['not looked at', '/other', 'x'.repeat(200_000), 'close'],
  ])('after a body that was %s the connection is: %s %#', async (_name, path, body, connection) => {
    const response = await get(path, { method: 'POST', body })

    expect(response.headers.get('connection')).toBe(connection)
  })

  it('names itself, the port that is in use, and what to do', async () => {
    const { port } = server
    const why = `test-service: port ${port} on 127.0.0.1 is in use; stop what uses it or set SIGHTLINE_PORT`

    await expect(start({ port })).rejects.toThrow(why)
  })

  it('names the port that it may not have', async () => {
    const host = '192.0.2.1'
    await expect(start({ host, port: 4000 })).rejects.toThrow(
      `test-service: port 4000 on ${host} cannot be had (EADDRNOTAVAIL)`,
    )
  })
})

/** A route that says when it was asked, and is answered when told to. */
function slowRoute() {
  let finish: (response: HttpResponse) => void = () => undefined
  let tellAsked: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve
  })
  const answer = () => {
    tellAsked()
    return new Promise<HttpResponse>((resolve) => {
      finish = resolve
    })
  }
  const route: Route = { method: 'GET', path: '/slow', maxBodyBytes: 0, answer }
  return {
    route,
    asked,
    finish: () => {
      finish({ status: 200, body: '{}' })
    },
  }
}

/** Resolves when nobody listens on the port any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isRefused = await Promise.race([
      once(socket, 'connect').then(() => false),
      once(socket, 'error').then(() => true),
    ]).catch(() => true)
    socket.destroy()
    if (isRefused) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('stopping the HTTP server', () => {
  it('ends each connection with the response that is under way', async () => {
    const { route, asked, finish } = slowRoute()
    const server = await start({ routes: [route], stopGraceMs: 40_000 })
    const response = fetch(`${server.url}/slow`)
    await asked
    const stopped = server.stop()
    finish()

    expect((await response).headers.get('connection')).toBe('close')
    await stopped
  })

  it('goes on taking requests for the notice, and says that it is not ready', async () => {
    const { route, asked, finish } = slowRoute()
    const health = healthRoutes({ service: 'test-service', checks: {} })
    const stopNoticeMs = 2000
    const server = await start({
      ...{ routes: [route, ...health], stopNoticeMs, stopGraceMs: 40_000 },
    })
    const stopped = server.stop()
    const ready = await fetch(`${server.url}/health/ready`)
    const live = await fetch(`${server.url}/health/live`)
    const late = fetch(`${server.url}/slow`)
    await asked
    await refused(server.port)
    finish()

    expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'draining' }])
    expect([ready, live].map(({ headers }) => headers.get('connection'))).toEqual([
      'close',
      'close',
    ])
    expect(live.status).toBe(200)
    expect((await late).status).toBe(200)
    await stopped
  })

  it('does not wait for a connection over which nothing was ever asked', async () => {
    const { route, asked, finish } = slowRoute()
    const server = await start({ routes: [route], stopGraceMs: 40_000 })
    const unused = connect(server.port, '127.0.0.1').resume()
    await once(unused, 'connect')
    // The server has taken it once it is asked by one that came later.
    const answer = fetch(`${server.url}/slow`).catch(() => null)
    await asked
    const stopped = server.stop()
    await once(unused, 'close')
    finish()

    // The end of the grace would have cut this one too.
    expect((await answer)?.status).toBe(200)
    await stopped
  })

  it('cuts a request that hangs when the grace is over', async () => {
    const { route, asked } = slowRoute()
    const server = await start({ routes: [route] })
    const hanging = fetch(`${server.url}/slow`).catch(() => 'cut')
    await asked
    await server.stop()

    expect(await hanging).toBe('cut')
  })
})

describe('a caller who goes away', () => {
  it('is known to whoever works for them', async () => {
    expect.assertions(1)
    const caller = new AbortController()
    let tellGone: () => void = () => undefined
    const gone = new Promise<void>((resolve) => {
      tellGone = resolve
    })
    const route: Route = {
      method: 'GET',
      path: '/wait',
      maxBodyBytes: 0,
      answer: ({ signal }) => {
        signal.addEventListener('abort', tellGone)
        caller.abort()
        return new Promise(() => undefined)
      },
    }
    const server = await start({ routes: [route] })
    await expect(fetch(`${server.url}/wait`, { signal: caller.signal })).rejects.toThrow('abort')
    await gone
    await server.stop()
  })

  it('is not confused with one who has the answer', async () => {
    const signals: Parameters<Route['answer']>[0]['signal'][] = []
    const route: Route = {
      method: 'GET',
      path: '/',
      maxBodyBytes: 0,
      answer: ({ signal }) => {
        signals.push(signal)
        return Promise.resolve({ status: 200, body: '{}' })
      },
    }
    const server = await start({ routes: [route] })
    await (await fetch(server.url)).text()
    await server.stop()

    expect(signals.map((signal) => signal.aborted)).toEqual([false])
  })
})
