import type { Route } from '../../../common/http/route'
import { json } from '../../../common/http/route'
import type { HttpServer } from '../../../common/http/server'
import { startTestServer, uuid } from './test-server'

const told: string[] = []
const route: Route = {
  method: 'GET',
  path: '/',
  maxBodyBytes: 0,
  answer: ({ requestId }) => {
    told.push(requestId)
    return Promise.resolve(json(null))
  },
}
const sent = '3b241101-e2bb-4255-8caf-4136c566a962'

async function nameOf(url: string, name: string): Promise<string | null> {
  const response = await fetch(url, { headers: { 'x-request-id': name } })
  await response.text()
  return response.headers.get('x-request-id')
}

describe('the name of a request behind the hub', () => {
  let server: HttpServer
  beforeAll(async () => {
    server = await startTestServer({ routes: [route], requestIds: 'FORWARDED' })
  })
  afterAll(() => server.stop())

  it('is the one that the hub gave it, for the route and in the response', async () => {
    expect(await nameOf(server.url, sent)).toBe(sent)
    expect(told.at(-1)).toBe(sent)
  })

  it.each(['', 'request-1', `${sent}, ${sent}`, `${sent}0`, '../../etc/passwd'])(
    'is a new one instead of %j',
    async (name) => {
      const id = await nameOf(server.url, name)
      expect(id).toMatch(uuid)
      expect(told.at(-1)).toBe(id)
    },
  )
})

describe('the name of a request at a public door', () => {
  it('is never the one the caller chose', async () => {
    const server = await startTestServer({ routes: [route] })
    const names = [await nameOf(server.url, sent), await nameOf(`${server.url}/other`, sent)]
    await server.stop()

    expect(names).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)])
    expect(new Set([...names, sent]).size).toBe(3)
  })
})
