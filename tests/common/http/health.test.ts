import { ClientAbort } from '../../../common/http/client-abort'
import { checkUrl, healthRoutes } from '../../../common/http/health'
import type { HttpRequest } from '../../../common/http/request'

const from = (isLocal: boolean, isServerStopping = false): HttpRequest => ({
  requestId: '3b241101-e2bb-4255-8caf-4136c566a962',
  traceparent: null,
  headers: {},
  body: Buffer.alloc(0),
  signal: new ClientAbort(),
  isLocal,
  isServerStopping,
})

async function ask(
  options: Partial<Parameters<typeof healthRoutes>[0]>,
  isLocal = true,
  isServerStopping = false,
) {
  const routes = healthRoutes({ service: 'homes', checks: {}, ...options })
  const ready = routes.find(({ path }) => path === '/health/ready')
  const response = await ready?.answer(from(isLocal, isServerStopping))
  return { status: response?.status, body: JSON.parse(String(response?.body)) as object }
}

describe('/health/ready', () => {
  it.each([
    ['this machine', true],
    ['another', false],
  ])('tells %s how often it was asked: %s', async (_name, isLocal) => {
    const { body } = await ask({ readCounts: () => ({ requests: 1 }) }, isLocal)
    expect(body).toEqual({
      service: 'homes',
      status: 'ready',
      missing: [],
      ...(isLocal ? { served: { requests: 1 } } : {}),
    })
  })

  it.each([
    ['this machine', true, 'agreements/police.json, row 3: unknown "x"'],
    ['another', false, expect.stringContaining('the log of the service says why') as string],
  ])('is ready by an older policy, and tells %s that a newer was refused', async (...row) => {
    const [, isLocal, problem] = row
    const inForce = { version: 'a'.repeat(16), own: null, since: '2026-01-01T00:00:00.000Z' }
    const refused = { ...inForce, problem: 'agreements/police.json, row 3: unknown "x"' }
    const { status, body } = await ask({ readPolicy: () => refused }, isLocal)
    expect([status, body]).toEqual([
      200,
      { service: 'homes', status: 'ready', missing: [], policy: { ...inForce, problem } },
    ])
  })

  it('names what is missing, whether it says no or fails', async () => {
    const checks = {
      database: () => Promise.reject(new Error('at db.internal')),
      index: () => Promise.resolve(false),
      disk: () => Promise.resolve(true),
    }
    expect(await ask({ checks })).toEqual({
      status: 503,
      body: { service: 'homes', status: 'not ready', missing: ['database', 'index'] },
    })
  })

  it('tells who is silent and is ready all the same', async () => {
    const told = {
      police: () => Promise.reject(new Error('at 10.0.0.7')),
      hospital: () => Promise.resolve(true),
    }
    expect(await ask({ told })).toEqual({
      status: 200,
      body: { service: 'homes', status: 'ready', missing: [], silent: ['police'] },
    })
  })

  it('says no as soon as the server is to stop, whatever is there, and looks at nothing', async () => {
    const checks = { database: jest.fn(() => Promise.resolve(true)) }
    expect(await ask({ checks }, true, true)).toEqual({
      status: 503,
      body: { service: 'homes', status: 'draining', missing: [] },
    })
    expect(checks.database).not.toHaveBeenCalled()
  })
})

describe('a service that is asked whether it is ready', () => {
  it('is not when nobody answers', async () => {
    await expect(checkUrl('http://127.0.0.1:2/health/ready')()).rejects.toThrow('fetch failed')
  })
})
