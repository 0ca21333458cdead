import { createHash, randomUUID } from 'node:crypto'

import { decode, sign, verify } from 'jsonwebtoken'

import { HubError } from '../errors'
import { findCheckableKey } from '../keys/checkable-key'
import type { KeyFinder, SigningKey } from '../keys/keys'
import { personIndexCode } from '../services'
import { toSeconds } from '../tokens/hub-token-terms'
import type { ReplayGuard } from '../tokens/replay-guard'

const type = 'sightline-agency+jwt'
const lifeSeconds = 30
const skewSeconds = 5
/** A token's id is kept in memory. */
const maximumIdLength = 64

/**
 * A token with which an agency registers exactly this body with the person index, once.
 * @param made when it is signed, and its id; default: now, and a new one. Never use an id twice
 */
export function signAgencyToken(
  agency: string,
  body: string,
  key: SigningKey,
  made: { readonly now?: Date; readonly id?: string } = {},
): string {
  const { now = new Date(), id = randomUUID() } = made
  return sign({ bodyHash: hashBody(body), iat: toSeconds(now) }, key.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: type, kid: key.kid },
    issuer: agency,
    audience: personIndexCode,
    expiresIn: lifeSeconds,
    jwtid: id,
  })
}

export interface AgencyTokenCheck {
  readonly body: Uint8Array
  /** The keys that an agency publishes; null when there is no such agency. */
  readonly keysOf: (agency: string) => KeyFinder | null
  /** Where an agency's tokens are remembered: a full one refuses nobody else. */
  readonly guardOf: (agency: string) => ReplayGuard
  /** Default: the moment of the check. */
  readonly now?: Date
}

/**
 * The code of the agency that signed this body.
 * @throws HubError UNAUTHENTICATED with the reason AGENCY_TOKEN_INVALID; KEYS_UNAVAILABLE while the
 * agency's keys cannot be had; RATE_LIMITED when more of its calls are under way than can be told apart
 * from replays.
 */
export async function verifyAgencyToken(
  token: string | undefined,
  { body, keysOf, guardOf, now: at = new Date() }: AgencyTokenCheck,
): Promise<string> {
  const now = toSeconds(at)
  const { agency, kid } = readHeader(token)
  const key = await findKey(keysOf(agency), kid)
  const claims = readClaims(() =>
    verify(token ?? '', key, {
      algorithms: ['ES256'],
      issuer: agency,
      audience: personIndexCode,
      clockTimestamp: now,
      clockTolerance: skewSeconds,
      maxAge: lifeSeconds + skewSeconds,
    }),
  )
  if (!livesAsLongAsAllowed(claims, now)) throw refusal()
  if (claims.bodyHash !== hashBody(body)) throw refusal()
  const deadAfter = claims.exp + skewSeconds
  const shown = { id: claims.jti, issuedAt: claims.iat, deadAfter }
  const verdict = guardOf(agency).accept(shown, now)
  if (verdict === 'FULL') throw tooManyCalls()
  if (verdict === 'REPLAYED') throw refusal()
  return agency
}

/** A token that outlived the others would fill the guard for as long as it says. */
function livesAsLongAsAllowed(
  { iat, exp, jti }: { readonly iat: number; readonly exp: number; readonly jti: string },
  now: number,
): boolean {
  const isWhole = Number.isSafeInteger(iat) && Number.isSafeInteger(exp)
  return (
    isWhole && exp - iat <= lifeSeconds && iat <= now + skewSeconds && jti.length <= maximumIdLength
  )
}

/** What the token says of itself, to find the key that proves it. */
function readHeader(token = ''): { readonly agency: string; readonly kid: string } {
  const { header, payload } = decode(token, { complete: true }) ?? {}
  if (header?.typ !== type || header.alg !== 'ES256' || header.kid === undefined) throw refusal()
  if (typeof payload !== 'object' || payload.iss === undefined) throw refusal()
  return { agency: payload.iss, kid: header.kid }
}

async function findKey(keys: KeyFinder | null, kid: string) {
  const key = keys && (await findCheckableKey(keys, kid, 'AGENCY_KEYS_UNAVAILABLE'))
  if (!key) throw refusal()
  return key
}

function readClaims(run: () => unknown) {
  const payload = attempt(run)
  if (typeof payload !== 'object' || payload === null) throw refusal()
  const { bodyHash, jti, iat, exp } = payload as Readonly<Record<string, unknown>>
  if (typeof bodyHash !== 'string' || typeof jti !== 'string') throw refusal()
  if (typeof iat !== 'number' || typeof exp !== 'number') throw refusal()
  return { bodyHash, jti, iat, exp }
}

function attempt(run: () => unknown): unknown {
  try {
    return run()
  } catch {
    return null
  }
}

function hashBody(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('base64url')
}

function refusal(): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    'A registration needs a token that an agency of the register has signed for it.',
    { reason: 'AGENCY_TOKEN_INVALID', httpStatus: 401 },
  )
}

function tooManyCalls(): HubError {
  const message = 'This agency makes too many calls at once; try again in a few seconds.'
  const retry = { httpStatus: 429, retryAfterSeconds: lifeSeconds }
  return new HubError('RATE_LIMITED', message, { reason: 'TOO_MANY_CALLS', ...retry })
}
