import { hash } from 'node:crypto'

import { agencyWaitHeader, leastAgencyWaitMs, readAgencyWait } from '../../common/agency-wait'
import { HubError } from '../../common/errors'
import type { HttpRequest } from '../../common/http/request'
import { authenticate } from '../authentication/authenticate'
import type { GatewaySettings } from '../config'
import type { HubRequest } from '../operation/requester'
import type { Parts } from './gateway-parts'

type Identifying = Pick<Parts, 'issuers' | 'now' | 'verified' | 'traces' | 'inForce'>

/**
 * Who asks, with all that its headers say.
 * @throws HubError UNAUTHENTICATED, KEYS_UNAVAILABLE, or BAD_USER_INPUT for a wait that is none
 */
export async function identify(
  request: HttpRequest,
  { issuers, now, verified, traces, inForce }: Identifying,
  { agencyTimeoutMs }: Pick<GatewaySettings, 'agencyTimeoutMs'>,
): Promise<HubRequest> {
  const { requestId, headers, body, signal } = request
  const trace = traces.of(request, requestId)
  const signIn = {
    authorization: headers['authorization'],
    onBehalfOf: headers['sightline-on-behalf-of'],
  }
  const at = now()
  // Before anything is waited for: one policy from here to the log.
  const { policy } = inForce
  const askedAt = at.toISOString()
  // One literal: conditional spreads give each request a hidden class of its own, and V8 then reads
  // every property of it by the slow path.
  return {
    requestId,
    askedAt,
    requestHash: hash('sha256', body),
    askedOn: askedAt.slice(0, 10),
    policy,
    requester: await authenticate(signIn, { issuers, now: at, verified }),
    enquiryToken: headers['sightline-enquiry'] ?? null,
    signal,
    trace,
    agencyWaitMs: waitOf(headers[agencyWaitHeader], agencyTimeoutMs),
  }
}

/** Null: as long as the hub waits. */
function waitOf(said: string | undefined, mostMs: number): number | null {
  if (said === undefined) return null
  const waitMs = readAgencyWait(said, mostMs)
  if (waitMs !== null) return waitMs
  throw new HubError(
    'BAD_USER_INPUT',
    `The header ${agencyWaitHeader} must be a whole number of milliseconds from ${leastAgencyWaitMs} to ${mostMs}; leave it out to wait as long as the hub does.`,
    { reason: 'WAIT_INVALID', httpStatus: 400 },
  )
}
