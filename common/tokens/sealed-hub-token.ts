import type { KeyObject } from 'node:crypto'

import { sign } from 'jsonwebtoken'

import { BoundedCache } from '../bounded-cache'
import type { SigningKey } from '../keys/keys'
import { deriveSealKey, openSeal } from './call-seal'
import type { HubTokenClaims } from './hub-token-claims'
import { readHubTokenClaims } from './hub-token-claims'
import {
  hubIssuer,
  hubTokenLifeSeconds,
  hubTokenSkewSeconds,
  refuseHubToken,
  toSeconds,
} from './hub-token-terms'

/** A token for every call of one enquiry to one agency; each call carries a seal of its own. */
export const sealedTokenType = 'sightline-hub-enquiry+jwt'

/** The header with the seal of a call. */
export const sealHeader = 'sightline-call'

/** A token is put on calls for this long. */
export const sealedTokenUseSeconds = 30

/** It lives a little longer, so that the last call still arrives. */
const sealedTokenLifeSeconds = 60

/** How many tokens a reader knows by heart; those not shown for longest go first. */
const maxKnown = 2000

/** What the hub says of every call under one enquiry. */
export type HubEnquiryCall = Omit<
  HubTokenClaims,
  'bodyHash' | 'iat' | 'exp' | 'jti' | 'requestId' | 'legalPower'
>

/**
 * A token for the calls of one enquiry to one agency. It is worth nothing without a seal on each call,
 * which only the hub and this agency can make.
 */
export function signSealedToken(
  call: HubEnquiryCall,
  options: { readonly id: string; readonly key: SigningKey; readonly now: Date },
): string {
  const { id: jti, key, now } = options
  const iat = toSeconds(now)
  const claims = { ...call, iss: hubIssuer, iat, exp: iat + sealedTokenLifeSeconds, jti }
  const header = { alg: 'ES256', typ: sealedTokenType, kid: key.kid } as const
  return sign(claims, key.privateKey, { algorithm: 'ES256', header })
}

/** The id of one call under a sealed token. */
export function sealedCallId(tokenId: string, nonce: string): string {
  return `${tokenId} ${nonce}`
}

/** One call under a sealed token. */
export interface SealedCall {
  readonly seal: string
  readonly body: Uint8Array | string
  /** Base64url SHA-256 of the body. */
  readonly bodyHash: string
  /** Seconds since 1970. */
  readonly now: number
}

/** Reads sealed tokens for one agency, and checks the signature of each once. */
export class SealedTokenReader {
  readonly #ownKey: SigningKey
  readonly #known = new BoundedCache<SealedToken>(maxKnown)

  /** @param ownKey the agency's own: the hub knows its public half */
  constructor(ownKey: SigningKey) {
    this.#ownKey = ownKey
  }

  /** A token whose signature was checked before and that still lives. */
  recall(token: string, now: number): SealedToken | null {
    const known = this.#known.find(token)
    if (!known || known.deadAfter >= now) return known ?? null
    this.#known.delete(token)
    return null
  }

  /**
   * A token whose signature has just been checked.
   * @throws HubError HUB_TOKEN_INVALID or WRONG_AUDIENCE
   */
  remember(
    token: string,
    payload: unknown,
    { publicKey, audience }: { readonly publicKey: KeyObject; readonly audience: string },
  ): SealedToken {
    const { privateKey } = this.#ownKey
    const made = readToken(payload, audience, (id) => deriveSealKey({ privateKey, publicKey }, id))
    this.#known.set(token, made)
    return made
  }
}

function readToken(
  payload: unknown,
  audience: string,
  derive: (id: string) => KeyObject,
): SealedToken {
  const said = (payload ?? {}) as Readonly<Record<string, unknown>>
  const { jti, aud, iat, exp } = said
  if (typeof jti !== 'string' || typeof iat !== 'number' || typeof exp !== 'number')
    throw refuseHubToken('HUB_TOKEN_INVALID')
  if (exp - iat > sealedTokenLifeSeconds) throw refuseHubToken('HUB_TOKEN_INVALID')
  if (aud !== audience) throw refuseHubToken('WRONG_AUDIENCE')
  return new SealedToken({ ...said, jti, iat, exp }, derive(jti))
}

/** A token that speaks for many calls, and the key of their seals. */
export class SealedToken {
  readonly #said: { readonly jti: string; readonly iat: number; readonly exp: number }
  readonly #sealKey: KeyObject

  constructor(
    said: { readonly jti: string; readonly iat: number; readonly exp: number },
    sealKey: KeyObject,
  ) {
    this.#said = said
    this.#sealKey = sealKey
  }

  /** Seconds since 1970. */
  get deadAfter(): number {
    return this.#said.exp + hubTokenSkewSeconds
  }

  /**
   * What is said of one call; its time is that of the call.
   * @throws HubError HUB_TOKEN_INVALID, HUB_TOKEN_EXPIRED or BODY_CHANGED
   */
  open({ seal, body, bodyHash, now }: SealedCall): HubTokenClaims {
    const details = openSeal(seal, body, this.#sealKey)
    if (!details) throw refuseHubToken('BODY_CHANGED')
    const { nonce, at: iat, requestId, legalPower } = details
    const exp = iat + hubTokenLifeSeconds
    if (exp + hubTokenSkewSeconds < now) throw refuseHubToken('HUB_TOKEN_EXPIRED')
    if (iat > now + hubTokenSkewSeconds || iat + hubTokenSkewSeconds < this.#said.iat)
      throw refuseHubToken('HUB_TOKEN_INVALID')
    const jti = sealedCallId(this.#said.jti, nonce)
    const claims = { ...this.#said, requestId, legalPower, iat, exp, jti, bodyHash }
    const read = readHubTokenClaims(claims)
    if (!read) throw refuseHubToken('HUB_TOKEN_INVALID')
    return read
  }
}
