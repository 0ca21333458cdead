import type { IncomingMessage } from 'node:http'

import type { Route } from './http-service'
import type { ServiceCounts } from './service-counts'

export interface HealthOptions {
  readonly name: string
  /** Each thing the service cannot work without, and whether it is there now. */
  readonly checks: Readonly<Record<string, () => Promise<boolean>>>
  readonly counts: ServiceCounts
}

/**
 * `/health/live`: the process runs. `/health/ready`: it can answer, or 503 with what is missing.
 */
export function healthRoutes({ name, checks, counts }: HealthOptions): readonly Route[] {
  const readiness = async (request: IncomingMessage) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([part, check]) => ((await isUp(check)) ? null : part)),
    )
    const missing = results.filter((part) => part !== null)
    const status = missing.length === 0 ? 'ready' : 'not ready'
    // How often it was asked tells a neighbour whether it holds something.
    const served = isFromThisMachine(request) ? { served: counts.read() } : {}
    const body = { service: name, status, missing, ...served }
    return { status: missing.length === 0 ? 200 : 503, body }
  }
  const liveness = () => Promise.resolve({ status: 200, body: { service: name, status: 'live' } })
  return [
    { method: 'GET', path: '/health/live', maximumBytes: 0, handle: liveness },
    { method: 'GET', path: '/health/ready', maximumBytes: 0, handle: readiness },
  ]
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '')
}

async function isUp(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check()
  } catch {
    return false
  }
}
