import type { JwtPayload } from 'jsonwebtoken'

import { HubError } from '../../common/errors'
import { isRole } from '../../policies/vocabulary'
import type { Requester } from '../operation/requester'
import type { TokenCheck } from './bearer-token'
import { readBearerToken } from './bearer-token'

/** The claim `aud` of a token for this hub. */
export const hubAudience = 'sightline'

/** Whom the hub believes about its callers. */
export interface AuthenticationOptions extends Pick<TokenCheck, 'issuers' | 'verified'> {
  readonly now?: Date
}

/** The headers that say who asks. */
export interface SignInHeaders {
  readonly authorization: string | undefined
  /** `sightline-on-behalf-of`: the user for whom a system asks. */
  readonly onBehalfOf?: string | undefined
}

/**
 * The member of staff, or the system and its user, whose token this is. Roles that the policy does not
 * know are dropped.
 * @throws HubError UNAUTHENTICATED; its reasons are those of `readBearerToken`, and CLAIMS_INVALID,
 * ON_BEHALF_OF_MISSING and ON_BEHALF_OF_NOT_ALLOWED. KEYS_UNAVAILABLE when it cannot be told whose it is
 */
export async function authenticate(
  headers: SignInHeaders,
  options: AuthenticationOptions,
): Promise<Requester> {
  const claims = await readBearerToken(headers.authorization, {
    ...options,
    audience: hubAudience,
    now: options.now ?? new Date(),
  })
  const staff = readStaff(claims)
  const onBehalfOf = readUser(claims, headers.onBehalfOf)
  return onBehalfOf === null ? staff : { ...staff, onBehalfOf }
}

function readStaff(claims: JwtPayload): Requester {
  const roles: unknown = claims['roles']
  const staffId = claims.sub
  const homeAgency: unknown = claims['home_agency']
  if (!isId(staffId) || !isId(homeAgency) || !Array.isArray(roles)) throw refusal('CLAIMS_INVALID')
  return { staffId, homeAgency, roles: [...new Set(roles.filter(isRole))] }
}

/** A system sees nothing of its own accord: it names the person who will. Null for a person. */
function readUser(claims: JwtPayload, user: string | undefined): string | null {
  const isSystem = claims['client_type'] === 'system'
  if (!isSystem && user === undefined) return null
  if (!isSystem) throw refusal('ON_BEHALF_OF_NOT_ALLOWED')
  if (!isId(user)) throw refusal('ON_BEHALF_OF_MISSING')
  return user
}

/** Ids go into tokens, headers and the log: printable, without spaces, and short. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)
}

const messages = {
  CLAIMS_INVALID: 'The bearer token does not say who you are, where you work and in which roles.',
  ON_BEHALF_OF_MISSING: 'A system must name its user in the header sightline-on-behalf-of.',
  ON_BEHALF_OF_NOT_ALLOWED: 'Only a system may ask on behalf of somebody else.',
} as const

function refusal(reason: keyof typeof messages): HubError {
  return new HubError('UNAUTHENTICATED', messages[reason], { reason, httpStatus: 401 })
}
