import type { KeyObject } from 'node:crypto'

import type { Jwt, JwtPayload } from 'jsonwebtoken'
import { decode, TokenExpiredError, verify } from 'jsonwebtoken'

import { HubError } from '../../common/errors'
import { findCheckableKey } from '../../common/keys/checkable-key'
import type { KeyFinder } from '../../common/keys/keys'
import type { VerifiedTokens } from './verified-tokens'

/** An organisation's sign-in that the hub trusts, and where its keys are found. */
export interface TrustedIssuer {
  /** The claim `iss`, to the letter. */
  readonly issuer: string
  readonly keys: KeyFinder
  /** Whether its keys can be had now; absent: always. */
  readonly areKeysAtHand?: () => Promise<boolean>
}

export interface TokenCheck {
  readonly issuers: readonly TrustedIssuer[]
  /** The claim `aud` that makes a token one for this hub. */
  readonly audience: string
  readonly now: Date
  /** Of this gateway; absent: every signature is checked. */
  readonly verified?: VerifiedTokens<JwtPayload>
}

const algorithms = ['RS256', 'ES256'] as const

/** How far the clocks of the hub and a sign-in may differ. */
const skewSeconds = 30

/** Longest `authorization` header that is looked at, in characters. */
const maxHeaderLength = 8192

/**
 * The claims of a token that a trusted sign-in issued for this hub and that is valid now.
 * @param header the value of `authorization`
 * @throws HubError UNAUTHENTICATED with the reason TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED or
 * ISSUER_UNKNOWN; KEYS_UNAVAILABLE with the reason ISSUER_UNAVAILABLE
 */
export async function readBearerToken(
  header: string | undefined,
  check: TokenCheck,
): Promise<JwtPayload> {
  const token = readHeader(header)
  const known = check.verified?.recall(token, check.now)
  if (known) return known
  const { jwt, claimedIssuer } = decodeToken(token)
  const issuer = check.issuers.find((known) => known.issuer === claimedIssuer)
  if (!issuer) throw refusal('ISSUER_UNKNOWN')
  const key = await findKey(issuer, jwt.header.kid)
  const claims = verifyToken(token, key, { ...check, issuer: issuer.issuer })
  const endsAt = (claims.exp ?? 0) + skewSeconds
  check.verified?.keep(token, claims, { now: check.now, endsAt })
  return claims
}

function readHeader(header: string | undefined): string {
  if (header === undefined || header.trim() === '') throw refusal('TOKEN_MISSING')
  if (header.length > maxHeaderLength) throw refusal('TOKEN_INVALID')
  const token = /^bearer +([\w.~+/=-]+)$/i.exec(header)?.[1]
  if (token === undefined) throw refusal('TOKEN_INVALID')
  return token
}

/** What the token says of itself, before anything of it is believed. */
function decodeToken(token: string): { jwt: Jwt; claimedIssuer: unknown } {
  const jwt = decodeSafely(token)
  if (!jwt || typeof jwt.payload === 'string') throw refusal('TOKEN_INVALID')
  const isKnownAlgorithm = algorithms.some((known) => known === jwt.header.alg)
  // `crit` names extensions that must be understood; none is.
  if (!isKnownAlgorithm || jwt.header.crit !== undefined) throw refusal('TOKEN_INVALID')
  return { jwt, claimedIssuer: jwt.payload.iss }
}

function decodeSafely(token: string): Jwt | null {
  try {
    return decode(token, { complete: true })
  } catch {
    return null
  }
}

async function findKey(issuer: TrustedIssuer, kid: unknown): Promise<KeyObject> {
  if (typeof kid !== 'string') throw refusal('TOKEN_INVALID')
  const key = await findCheckableKey(issuer.keys, kid, 'ISSUER_UNAVAILABLE')
  if (!key) throw refusal('TOKEN_INVALID')
  return key
}

function verifyToken(
  token: string,
  key: KeyObject,
  check: { readonly issuer: string; readonly audience: string; readonly now: Date },
): JwtPayload {
  let claims: string | JwtPayload
  try {
    claims = verify(token, key, {
      algorithms: [...algorithms],
      issuer: check.issuer,
      audience: check.audience,
      clockTimestamp: Math.floor(check.now.getTime() / 1000),
      clockTolerance: skewSeconds,
    })
  } catch (error) {
    throw refusal(error instanceof TokenExpiredError ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID')
  }
  // jsonwebtoken accepts a token that never ends.
  if (typeof claims === 'string' || claims.exp === undefined) throw refusal('TOKEN_INVALID')
  return claims
}

const messages = {
  TOKEN_MISSING: 'Sign in first: the request carries no bearer token.',
  TOKEN_INVALID: 'The bearer token is not valid. Sign in again.',
  TOKEN_EXPIRED: 'The bearer token has expired. Sign in again.',
  ISSUER_UNKNOWN: 'The bearer token comes from a sign-in that this hub does not know.',
} as const

function refusal(reason: keyof typeof messages): HubError {
  return new HubError('UNAUTHENTICATED', messages[reason], { reason, httpStatus: 401 })
}
