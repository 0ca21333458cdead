import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Header that names a request, in calls of the hub and in every response. */
export const requestIdHeader = 'x-request-id'

/**
 * Whose name a request gets. `OWN`: always a new one, for a public door, where a caller may never
 * choose what ends in the log. `FORWARDED`: the one it came with, for services behind the hub.
 */
export type RequestIds = 'OWN' | 'FORWARDED'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** The name of a request: a UUID. */
export function requestIdOf({ headers }: IncomingMessage, requestIds: RequestIds): string {
  if (requestIds === 'OWN') return randomUUID()
  const sent = headers[requestIdHeader]
  return typeof sent === 'string' && uuid.test(sent) ? sent : randomUUID()
}
