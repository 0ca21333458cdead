import { createHash, randomUUID } from 'node:crypto'

import { decode, sign, TokenExpiredError, verify } from 'jsonwebtoken'

import { HubError } from './errors'
import type { HubTokenClaims } from './hub-token-claims'
import { readHubTokenClaims } from './hub-token-claims'
import type { KeyFinder, SigningKey } from './keys'
import type { ReplayGuard } from './replay-guard'

/** Name under which the hub signs, and the name of its key file. */
export const hubIssuer = 'sightline-hub'

/** Longest life of a hub token. */
export const hubTokenLifeSeconds = 30

/** How far the clocks of the hub and an agency may differ. */
export const hubTokenSkewSeconds = 5

const type = 'sightline-hub+jwt'

/** What the hub says about one call to one agency; times and id are added when it signs. */
export type HubCall = Omit<HubTokenClaims, 'bodyHash' | 'iat' | 'exp' | 'jti'>

export interface HubTokenCheck {
  /** Code of the agency that checks: a token for another one is refused. */
  readonly audience: string
  /** The request's body exactly as received, before it is parsed. */
  readonly body: Uint8Array | string
  readonly keys: KeyFinder
  readonly replayGuard: ReplayGuard
  readonly now?: Date
}

/**
 * A token (compact JWS, ES256) that lets the hub make this one call with exactly this body, once,
 * within 30 seconds.
 */
export function signHubToken(
  call: HubCall,
  options: { readonly body: Uint8Array | string; readonly key: SigningKey; readonly now?: Date },
): string {
  const iat = toSeconds(options.now ?? new Date())
  const claims = {
    ...call,
    iss: hubIssuer,
    bodyHash: hashBody(options.body),
    iat,
    exp: iat + hubTokenLifeSeconds,
    jti: randomUUID(),
  }
  const header = { alg: 'ES256', typ: type, kid: options.key.kid } as const
  return sign(claims, options.key.privateKey, { algorithm: 'ES256', header })
}

/**
 * The claims of a token that the hub signed for this agency and this body and that was not used
 * before.
 * @param token the bearer token, without the word "Bearer"; undefined when there was none
 * @throws HubError UNAUTHENTICATED with the reason HUB_TOKEN_MISSING, HUB_TOKEN_INVALID,
 * HUB_TOKEN_EXPIRED, WRONG_AUDIENCE, BODY_CHANGED or REPLAYED; RATE_LIMITED when more calls are
 * under way than can be told apart from replays.
 */
export async function verifyHubToken(
  token: string | undefined,
  check: HubTokenCheck,
): Promise<HubTokenClaims> {
  if (token === undefined || token === '') throw refusal('HUB_TOKEN_MISSING')
  const now = toSeconds(check.now ?? new Date())
  const claims = await readSignedClaims(token, check.keys, now)
  if (claims.aud !== check.audience) throw refusal('WRONG_AUDIENCE')
  if (claims.bodyHash !== hashBody(check.body)) throw refusal('BODY_CHANGED')
  const deadAfter = claims.exp + hubTokenSkewSeconds
  const verdict = check.replayGuard.accept({ id: claims.jti, issuedAt: claims.iat, deadAfter }, now)
  if (verdict === 'REPLAYED') throw refusal('REPLAYED')
  if (verdict === 'FULL')
    throw new HubError('RATE_LIMITED', 'Too many calls at once; try again in a few seconds.')
  return claims
}

async function readSignedClaims(
  token: string,
  keys: KeyFinder,
  now: number,
): Promise<HubTokenClaims> {
  const header = decode(token, { complete: true })?.header
  // A key's owner may sign other things with it (enquiry tokens): the type keeps them apart.
  if (header?.typ !== type || header.alg !== 'ES256' || header.kid === undefined)
    throw refusal('HUB_TOKEN_INVALID')
  const key = await keys(header.kid)
  if (!key) throw refusal('HUB_TOKEN_INVALID')
  const claims = readHubTokenClaims(
    verifySignature(() => {
      return verify(token, key, {
        algorithms: ['ES256'],
        issuer: hubIssuer,
        clockTimestamp: now,
        clockTolerance: hubTokenSkewSeconds,
      })
    }),
  )
  if (!claims || !livesAsLongAsAllowed(claims, now)) throw refusal('HUB_TOKEN_INVALID')
  return claims
}

function verifySignature(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    throw refusal(error instanceof TokenExpiredError ? 'HUB_TOKEN_EXPIRED' : 'HUB_TOKEN_INVALID')
  }
}

function livesAsLongAsAllowed({ iat, exp }: HubTokenClaims, now: number): boolean {
  return exp - iat <= hubTokenLifeSeconds && iat <= now + hubTokenSkewSeconds
}

function hashBody(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('base64url')
}

function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000)
}

const messages = {
  HUB_TOKEN_MISSING: 'This agency answers only the hub: the call carries no hub token.',
  HUB_TOKEN_INVALID: 'The hub token of this call is not valid.',
  HUB_TOKEN_EXPIRED: 'The hub token of this call has expired.',
  WRONG_AUDIENCE: 'The hub token of this call was made for another agency.',
  BODY_CHANGED: 'The hub token of this call was made for another request.',
  REPLAYED: 'The hub token of this call was used before.',
} as const

function refusal(reason: keyof typeof messages): HubError {
  return new HubError('UNAUTHENTICATED', messages[reason], { reason, httpStatus: 401 })
}
