import { HubError } from '../../common/errors'
import { oneLine } from '../enquiries/stated-text'
import { LimitReached } from '../lookups/limit-reached'
import { takeRefusedReason } from '../lookups/limited-enquiries'
import type { HubRequest } from '../operation/requester'
import type { HubServices } from './hub-services'
import { logError, logRefusal } from './log-disclosure'

type Denying = Pick<HubServices, 'limits' | 'isLogDown' | 'appendDisclosure' | 'report'>

/** As much of a refused reason as is written down, in characters. */
const longestReason = 300

/**
 * Refuses a request whose reason for asking is not one that its roles may give. It counts like an enquiry
 * and is written down, for review.
 * @param reason in the asker's own words
 * @returns what to say to the caller: PURPOSE_NOT_PERMITTED, RATE_LIMITED or LOG_UNAVAILABLE
 */
export async function denyRequest(
  services: Denying,
  request: HubRequest,
  reason: string,
): Promise<HubError> {
  if (services.isLogDown()) return logError()
  const refusal = refusalFor(services, request)
  const flags = refusal instanceof LimitReached ? refusal.flags : (['REASON_REFUSED'] as const)
  return logRefusal(services, refusal, {
    ...{ request, enquiry: null, operation: 'query', rootFields: [], flags },
    refusedReason: oneLine(reason).slice(0, longestReason),
  })
}

function refusalFor({ limits }: Denying, { requester }: HubRequest): HubError {
  try {
    takeRefusedReason(limits.enquiries, requester)
  } catch (error) {
    if (error instanceof LimitReached) return error
    throw error
  }
  return new HubError(
    'PURPOSE_NOT_PERMITTED',
    'The reason is not one for which your role may ask. Name the law you act under, as docs/mais.md lists it.',
    { reason: 'REASON_NOT_PERMITTED', httpStatus: 403 },
  )
}
