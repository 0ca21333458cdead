import { createHash, randomUUID } from 'node:crypto'

import type { Jwt, JwtPayload } from 'jsonwebtoken'
import { decode, sign, TokenExpiredError, verify } from 'jsonwebtoken'

import { HubError } from '../errors'
import type { KeyFinder, SigningKey } from '../keys/keys'
import type { HubTokenClaims } from './hub-token-claims'
import { readHubTokenClaims } from './hub-token-claims'
import {
  hubIssuer,
  hubTokenLifeSeconds,
  hubTokenSkewSeconds,
  refuseHubToken,
  toSeconds,
} from './hub-token-terms'
import type { ReplayGuard } from './replay-guard'
import type { SealedCall, SealedTokenReader } from './sealed-hub-token'
import { sealedTokenType } from './sealed-hub-token'

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
  /** Value of the header `sightline-call`, when there is one. */
  readonly seal?: string | undefined
  /** Reads tokens that need a seal on each call; without it they are refused. */
  readonly sealed?: SealedTokenReader
  readonly now?: Date
}

/**
 * A token (compact JWS, ES256) that lets the hub make this one call with exactly this body, once,
 * within 30 seconds.
 */
export function signHubToken(
  call: HubCall,
  options: {
    readonly body: Uint8Array | string
    readonly key: SigningKey
    readonly now?: Date
    /** The call's id; default: a new one. Never use one twice. */
    readonly id?: string
  },
): string {
  const iat = toSeconds(options.now ?? new Date())
  const claims = {
    ...call,
    iss: hubIssuer,
    bodyHash: hashBody(options.body),
    iat,
    exp: iat + hubTokenLifeSeconds,
    jti: options.id ?? randomUUID(),
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
  if (token === undefined || token === '') throw refuseHubToken('HUB_TOKEN_MISSING')
  const now = toSeconds(check.now ?? new Date())
  const claims = await readClaims(token, check, now)
  const deadAfter = claims.exp + hubTokenSkewSeconds
  const verdict = check.replayGuard.accept({ id: claims.jti, issuedAt: claims.iat, deadAfter }, now)
  if (verdict === 'REPLAYED') throw refuseHubToken('REPLAYED')
  if (verdict === 'FULL')
    throw new HubError('RATE_LIMITED', 'Too many calls at once; try again in a few seconds.')
  return claims
}

async function readClaims(
  token: string,
  check: HubTokenCheck,
  now: number,
): Promise<HubTokenClaims> {
  const { body, sealed, seal = '' } = check
  const call: SealedCall = { seal, body, bodyHash: hashBody(body), now }
  const known = sealed?.recall(token, now)
  if (known) return known.open(call)
  const { isSealed, key, payload } = await readSigned(token, check, now)
  if (!isSealed) return readCall(payload, check.audience, call)
  if (!sealed) throw refuseHubToken('HUB_TOKEN_INVALID')
  return sealed.remember(token, payload, { publicKey: key, audience: check.audience }).open(call)
}

/** What the hub has signed, whatever it says. */
async function readSigned(token: string, { keys }: HubTokenCheck, now: number) {
  const { typ, alg, kid } = decodeSafely(token)?.header ?? {}
  const isSealed = typ === sealedTokenType
  // A key's owner may sign other things with it (enquiry tokens): the type keeps them apart.
  if ((typ !== type && !isSealed) || alg !== 'ES256' || kid === undefined)
    throw refuseHubToken('HUB_TOKEN_INVALID')
  const key = await keys(kid)
  if (!key) throw refuseHubToken('HUB_TOKEN_INVALID')
  const payload = verifySignature(() =>
    verify(token, key, {
      algorithms: ['ES256'],
      issuer: hubIssuer,
      clockTimestamp: now,
      clockTolerance: hubTokenSkewSeconds,
    }),
  )
  return { isSealed, key, payload }
}

function readCall(
  payload: unknown,
  audience: string,
  { bodyHash, now }: SealedCall,
): HubTokenClaims {
  const claims = readHubTokenClaims(payload)
  if (!claims || !livesAsLongAsAllowed(claims, now)) throw refuseHubToken('HUB_TOKEN_INVALID')
  if (claims.aud !== audience) throw refuseHubToken('WRONG_AUDIENCE')
  if (claims.bodyHash !== bodyHash) throw refuseHubToken('BODY_CHANGED')
  return claims
}

function decodeSafely(token: string): Jwt | null {
  try {
    return decode(token, { complete: true })
  } catch {
    return null
  }
}

function verifySignature(run: () => string | JwtPayload): string | JwtPayload {
  try {
    return run()
  } catch (error) {
    throw refuseHubToken(
      error instanceof TokenExpiredError ? 'HUB_TOKEN_EXPIRED' : 'HUB_TOKEN_INVALID',
    )
  }
}

function livesAsLongAsAllowed({ iat, exp }: HubTokenClaims, now: number): boolean {
  return exp - iat <= hubTokenLifeSeconds && iat <= now + hubTokenSkewSeconds
}

function hashBody(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('base64url')
}
