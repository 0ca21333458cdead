import { createHash, createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'

import type { JwtHeader } from 'jsonwebtoken'
import { sign } from 'jsonwebtoken'

import type { SigningKey } from '../../../common/keys/keys'
import { callTo } from './ask'
import type { Subject } from './subject'

const type = 'sightline-hub+jwt'

/** Somebody who is not the hub. */
export function makeStranger(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: 'stranger', privateKey, publicKey }
}

/** The claims of a good token for a body, to be changed by hand. */
export function claimsFor(subject: Subject, body: string): Readonly<Record<string, unknown>> {
  const iat = Math.floor(Date.now() / 1000)
  const bodyHash = createHash('sha256').update(body).digest('base64url')
  const rest = { iss: 'sightline-hub', bodyHash, iat, exp: iat + 30, jti: randomUUID() }
  return { ...callTo(subject), ...rest }
}

/** Signed with the hub's own key, whatever it says. */
export function signAnything(
  { hubKey }: Subject,
  claims: object,
  header: Partial<JwtHeader> = {},
): string {
  const full = { typ: type, kid: hubKey.kid, ...header, alg: 'ES256' }
  return sign(claims, hubKey.privateKey, { algorithm: 'ES256', header: full })
}

/** A token that nobody has signed. */
export function unsigned({ hubKey }: Subject, claims: object): string {
  return `${encode({ alg: 'none', typ: type, kid: hubKey.kid })}.${encode(claims)}.`
}

/** A token with the hub's public key as the secret of an HMAC. */
export function signedWithPublicKey({ hubKey }: Subject, claims: object): string {
  const content = `${encode({ alg: 'HS256', typ: type, kid: hubKey.kid })}.${encode(claims)}`
  const secret = hubKey.publicKey.export({ format: 'pem', type: 'spki' })
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
