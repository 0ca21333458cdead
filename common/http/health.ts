import { fetchBounded } from './bounded-fetch'
import type { HttpRequest } from './request'
import type { Route } from './route'
import { json } from './route'

/** One thing a service needs; resolves when it is there, throws or gives false when it is not. */
export type ReadinessCheck = () => Promise<boolean>

export interface HealthOptions {
  /** The service's code. */
  readonly service: string
  /** By the name of what is needed. */
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  /** How often it was asked what; told to this machine only. */
  readonly readCounts?: () => object
}

/**
 * `/health/live`: the process runs. `/health/ready`: everything it needs is there, or 503 with the
 * names of what is not. A hub with a silent agency still answers; it is for operators to know.
 */
export function healthRoutes({ service, checks, readCounts }: HealthOptions): readonly Route[] {
  const readiness = async ({ isLocal }: HttpRequest) => {
    const names = Object.keys(checks)
    const results = await Promise.all(Object.values(checks).map(isThere))
    const missing = names.filter((_, index) => results[index] !== true)
    const isReady = missing.length === 0
    // How often it was asked tells a neighbour whether it holds something.
    const served = readCounts && isLocal ? { served: readCounts() } : {}
    const status = isReady ? 'ready' : 'not ready'
    return json({ service, status, missing, ...served }, isReady ? 200 : 503)
  }
  const live = json({ service, status: 'live' })
  return [route('/health/live', () => Promise.resolve(live)), route('/health/ready', readiness)]
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
