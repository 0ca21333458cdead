import { fetchBounded } from '../../common/http/bounded-fetch'
import type { Route } from './http-server'

/** One thing the hub needs; resolves when it is there, throws or gives false when it is not. */
export type ReadinessCheck = () => Promise<boolean>

/**
 * `/health/live`: the process runs. `/health/ready`: everything it needs is there, or 503 with the
 * names of what is not. A hub with a silent agency still answers; it is for operators to know.
 */
export function healthRoutes(checks: Readonly<Record<string, ReadinessCheck>>): readonly Route[] {
  return [
    route('/health/live', () => Promise.resolve({ status: 200, body: '{"status":"live"}' })),
    route('/health/ready', async () => {
      const names = Object.keys(checks)
      const results = await Promise.all(Object.values(checks).map(isThere))
      const missing = names.filter((_, index) => results[index] !== true)
      const status = missing.length === 0 ? 'ready' : 'not ready'
      const body = JSON.stringify({ status, missing })
      return { status: missing.length === 0 ? 200 : 503, body }
    }),
  ]
}

/** Gives true when a service says of itself that it is ready within two seconds. */
export function checkUrl(url: string): ReadinessCheck {
  return async () => {
    const { isOk } = await fetchBounded(url, { maxBytes: 65_536, timeoutMs: 2000 })
    return isOk
  }
}

function route(path: string, answer: Route['answer']): Route {
  return { method: 'GET', path, maxBodyBytes: 0, answer }
}

async function isThere(check: ReadinessCheck): Promise<boolean> {
  try {
    return await check()
  } catch {
    return false
  }
}
