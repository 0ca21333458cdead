import { connect } from 'node:net'

import type { HttpServer, Route } from '../../../gateway/server/http-server'
import { startHttpServer } from '../../../gateway/server/http-server'

const reported: unknown[] = []

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/echo',
    maxBodyBytes: 100,
    answer: ({ body }) => Promise.resolve({ status: 200, body: JSON.stringify(body.toString()) }),
  },
  {
    method: 'GET',
    path: '/fail',
    maxBodyBytes: 0,
    answer: () => Promise.reject(new Error('at db.internal')),
  },
  { method: 'GET', path: '/hang', maxBodyBytes: 0, answer: () => new Promise(() => undefined) },
]

const start = (port = 0) =>
  startHttpServer({ host: '127.0.0.1', port, routes, report: (error) => reported.push(error) })

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

  it('lets nobody keep an answer', async () => {
    const response = await get('/fail')

    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('names the port that is in use', async () => {
    const { port } = new URL(server.url)

    await expect(start(Number(port))).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`)
  })
})

describe('stopping the HTTP server', () => {
  it('ends within 5 s even while a request hangs', async () => {
    const server = await start()
    const hanging = fetch(`${server.url}/hang`).catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 50))
    const startedMs = performance.now()
    await server.stop()

    expect(performance.now() - startedMs).toBeLessThan(4500)
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
        signal?.addEventListener('abort', tellGone)
        caller.abort()
        return new Promise(() => undefined)
      },
    }
    const server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      routes: [route],
      report: () => undefined,
    })
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
    const server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      routes: [route],
      report: () => undefined,
    })
    await (await fetch(server.url)).text()
    await server.stop()

    expect(signals.map((signal) => signal?.aborted)).toEqual([false])
  })
})
