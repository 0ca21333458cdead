import { createHash, randomUUID } from 'node:crypto'

import { decode, sign, verify } from 'jsonwebtoken'

import { HubError } from '../errors'
import type { KeyFinder, SigningKey } from '../keys/keys'
import { personIndexCode } from '../services'
import type { ReplayGuard } from '../tokens/replay-guard'

const type = 'sightline-agency+jwt'
const lifeSeconds = 30
const skewSeconds = 5

/** A token with which an agency registers exactly this body with the person index, once. */
export function signAgencyToken(agency: string, body: string, key: SigningKey): string {
  return sign({ bodyHash: hashBody(body) }, key.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: type, kid: key.kid },
    issuer: agency,
    audience: personIndexCode,
    expiresIn: lifeSeconds,
    jwtid: randomUUID(),
  })
}

export interface AgencyTokenCheck {
  readonly body: Uint8Array
  /** The keys that an agency publishes; null when there is no such agency. */
  readonly keysOf: (agency: string) => KeyFinder | null
  readonly replayGuard: ReplayGuard
}

/**
 * The code of the agency that signed this body.
 * @throws HubError UNAUTHENTICATED with the reason AGENCY_TOKEN_INVALID.
 */
export async function verifyAgencyToken(
  token: string | undefined,
  { body, keysOf, replayGuard }: AgencyTokenCheck,
): Promise<string> {
  const { agency, kid } = readHeader(token)
  const key = await findKey(keysOf(agency), kid)
  const claims = readClaims(() =>
    verify(token ?? '', key, {
      algorithms: ['ES256'],
      issuer: agency,
      audience: personIndexCode,
      clockTolerance: skewSeconds,
      maxAge: lifeSeconds + skewSeconds,
    }),
  )
  if (claims.bodyHash !== hashBody(body)) throw refusal()
  const now = Math.floor(Date.now() / 1000)
  const deadAfter = claims.exp + skewSeconds
  const shown = { id: claims.jti, issuedAt: claims.iat, deadAfter }
  if (replayGuard.accept(shown, now) !== 'FRESH') throw refusal()
  return agency
}

/** What the token says of itself, to find the key that proves it. */
function readHeader(token = ''): { readonly agency: string; readonly kid: string } {
  const { header, payload } = decode(token, { complete: true }) ?? {}
  if (header?.typ !== type || header.alg !== 'ES256' || header.kid === undefined) throw refusal()
  if (typeof payload !== 'object' || payload.iss === undefined) throw refusal()
  return { agency: payload.iss, kid: header.kid }
}

async function findKey(keys: KeyFinder | null, kid: string) {
  const key = await keys?.(kid).catch(() => null)
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
