import { bearerToken } from '../../../common/http/request'
import type { Route } from '../../../common/http/route'
import { json } from '../../../common/http/route'
import type { HttpServer } from '../../../common/http/server'
import { startTestServer } from './test-server'

describe('what a route is told of a request', () => {
  const told: Parameters<Route['answer']>[0][] = []
  const route: Route = {
    method: 'GET',
    path: '/',
    maxBodyBytes: 0,
    answer: (request) => {
      told.push(request)
      return Promise.resolve(json(null))
    },
  }
  let server: HttpServer
  beforeAll(async () => {
    server = await startTestServer({ routes: [route] })
  })
  afterAll(() => server.stop())

  const send = async (headers: Readonly<Record<string, string>>) => {
    await (await fetch(server.url, { headers })).text()
    return told.at(-1)
  }

  it('is that it comes from this machine', async () => {
    expect((await send({}))?.isLocal).toBe(true)
  })

  const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  it.each([
    [trace, trace],
    [trace.toUpperCase(), null],
    [`${trace}-extra`, null],
    [trace.replace('00-', 'ff-'), null],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, null],
    [`00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`, null],
    ['', null],
  ])('is the trace %j as %j', async (traceparent, known) => {
    expect((await send({ traceparent }))?.traceparent).toBe(known)
  })

  it('is no trace when there is none', async () => {
    expect((await send({}))?.traceparent).toBeNull()
  })
})

describe('a bearer token', () => {
  it.each([
    ['Bearer a.b.c', 'a.b.c'],
    ['bearer a.b.c', 'a.b.c'],
    ['Bearer a, Bearer b', undefined],
    ['Basic a', undefined],
    ['', undefined],
  ])('of the header %j is %j', (authorization, token) => {
    expect(bearerToken({ headers: { authorization } })).toBe(token)
  })

  it('is none without the header', () => {
    expect(bearerToken({ headers: {} })).toBeUndefined()
  })
})
