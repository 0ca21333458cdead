import type { Route } from '../../../common/http/route'
import { json } from '../../../common/http/route'
import type { ServedRequest } from '../../../common/http/served-request'
import { startTestServer } from './test-server'

const reported: unknown[] = []

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/fail',
    maxBodyBytes: 0,
    answer: () => Promise.reject(new Error('at db.internal')),
  },
  { method: 'POST', path: '/echo', maxBodyBytes: 9, answer: () => Promise.resolve(json(null)) },
]

describe('who observes requests', () => {
  const observed: ServedRequest[] = []
  let tellOver: () => void = () => undefined
  const nextOver = () =>
    new Promise<void>((resolve) => {
      tellOver = resolve
    })
  const observe = (served: ServedRequest) => {
    observed.push(served)
    tellOver()
  }
  beforeEach(() => {
    observed.length = 0
  })

  it('is told of each once, by its route and never by its address', async () => {
    const server = await startTestServer({ observe, routes })
    const ids: unknown[] = []
    for (const path of ['/fail?nhs=9990000018', '/people/9990000018', '/echo']) {
      const over = nextOver()
      const response = await fetch(server.url + path)
      ids.push(response.headers.get('x-request-id'))
      await Promise.all([response.text(), over])
    }
    await server.stop()

    const durationMs = expect.any(Number) as number
    const common = { method: 'GET', durationMs, isAborted: false }
    expect(observed).toEqual([
      { ...common, requestId: ids[0], route: '/fail', status: 500 },
      { ...common, requestId: ids[1], route: 'none', status: 404 },
      { ...common, requestId: ids[2], route: 'none', status: 405 },
    ])
  })

  it('is told of one that was cut before it had an answer', async () => {
    const caller = new AbortController()
    const route: Route = {
      method: 'GET',
      path: '/wait',
      maxBodyBytes: 0,
      answer: () => {
        caller.abort()
        return new Promise(() => undefined)
      },
    }
    const server = await startTestServer({ observe, routes: [route] })
    const over = nextOver()
    const cut = fetch(`${server.url}/wait`, { signal: caller.signal }).catch(() => 'cut')
    await Promise.all([cut, over])
    await server.stop()

    expect(observed).toMatchObject([{ route: '/wait', status: 0, isAborted: true }])
  })

  it('does not disturb the server by failing', async () => {
    const failure = new Error('no disk')
    const server = await startTestServer({
      routes,
      report: (error) => reported.push(error),
      observe: (served) => {
        observe(served)
        throw failure
      },
    })
    const over = nextOver()
    expect((await fetch(`${server.url}/other`)).status).toBe(404)
    await over
    await server.stop()

    expect(reported).toEqual([failure])
  })
})
