import { createHash, createHmac } from 'node:crypto'

import type { SignOptions } from 'jsonwebtoken'
import { sign } from 'jsonwebtoken'

import type { SigningKey } from '../../common/keys/keys'
import type { HubCall } from '../../common/tokens/hub-token'
import { signHubToken } from '../../common/tokens/hub-token'
import { toSeconds } from '../../common/tokens/hub-token-terms'
import { callClaims, exampleBody } from './call-claims'
import type { MadeUpCall } from './made-up-call'
import { exampleMoment, hubKey, strangerKey } from './made-up-keys'

const moment = toSeconds(exampleMoment)
const type = 'sightline-hub+jwt'

/** Calls with a token of their own. */
export function ordinaryCalls(): readonly MadeUpCall[] {
  const ordinary = call('an ordinary call', 'AC-07', { token: tokenOf(1) })
  return [
    ordinary,
    call('a call for a user of a system', 'AC-07', {
      token: tokenOf(2, { ...callClaims, sub: 'council-case-system', onBehalfOf: 'social.worker' }),
    }),
    call('no token', 'AC-07', { token: null, signedWith: undefined }),
    ...forgedCalls(),
    ...untimelyCalls(),
    call('for another agency', 'AC-07', {
      token: tokenOf(3, { ...callClaims, aud: 'another-agency' }),
    }),
    call('another body', 'AC-08', { token: tokenOf(4), body: '{"query":"{ __typename }"}' }),
    call('a space more at the end of the body', 'AC-08', {
      token: tokenOf(5),
      body: `${exampleBody} `,
    }),
    { ...ordinary, name: 'the same call again', point: 'AC-10', after: ordinary.name },
  ]
}

function forgedCalls(): readonly MadeUpCall[] {
  const claims = claimsOf(6)
  const unsigned = { signedWith: undefined }
  return [
    call("a stranger's signature under the hub's key id", 'AC-07', {
      token: tokenOf(7, callClaims, { ...strangerKey, kid: hubKey.kid }),
      signedWith: strangerKey.publicKey,
    }),
    call("a stranger's key", 'AC-07', {
      token: tokenOf(8, callClaims, strangerKey),
      signedWith: strangerKey.publicKey,
    }),
    call('not signed: alg none', 'AC-07', {
      token: `${encode({ alg: 'none', typ: type, kid: hubKey.kid })}.${encode(claims)}.`,
      ...unsigned,
    }),
    call("the hub's public key taken for a secret: alg HS256", 'AC-07', {
      token: signedWithPublicKey(claims),
      ...unsigned,
    }),
    call('no token at all but a text', 'AC-07', { token: 'not-a-token', ...unsigned }),
    call('of another type', 'AC-07', { token: handMade(claims, { typ: 'JWT' }) }),
    call('of another issuer', 'AC-07', { token: handMade({ ...claims, iss: 'another-hub' }) }),
    call('without a purpose', 'AC-07', { token: handMade({ ...claims, purpose: undefined }) }),
    call('roles that are no list', 'AC-07', {
      token: handMade({ ...claims, roles: 'mash.analyst' }),
    }),
  ]
}

function untimelyCalls(): readonly MadeUpCall[] {
  return [
    call('late by less than the clocks may differ', 'AC-11', {
      token: tokenOf(9),
      receivedAfter: 34,
    }),
    call('expired', 'AC-11', { token: tokenOf(10), receivedAfter: 36 }),
    call('early by as much as the clocks may differ', 'AC-11', {
      token: tokenOf(11),
      receivedAfter: -5,
    }),
    call('from the future', 'AC-11', { token: tokenOf(12), receivedAfter: -6 }),
    call('that lives longer than 30 seconds', 'AC-11', {
      token: handMade({ ...claimsOf(13), exp: moment + 31 }),
    }),
  ]
}

function call(
  name: string,
  point: string,
  given: Pick<MadeUpCall, 'token'> & Partial<MadeUpCall>,
): MadeUpCall {
  return { ...{ name, point, body: exampleBody, signedWith: hubKey.publicKey }, ...given }
}

function tokenOf(number: number, claims: HubCall = callClaims, key: SigningKey = hubKey): string {
  return signHubToken(claims, { body: exampleBody, key, now: exampleMoment, id: idOf(number) })
}

/** Claims as the hub signs them, for a hand that changes them. */
function claimsOf(number: number) {
  const bodyHash = createHash('sha256').update(exampleBody).digest('base64url')
  const times = { iat: moment, exp: moment + 30 }
  return { ...callClaims, iss: 'sightline-hub', bodyHash, ...times, jti: idOf(number) }
}

function handMade(claims: object, header: Partial<SignOptions['header']> = {}): string {
  const full = { alg: 'ES256', typ: type, kid: hubKey.kid, ...header }
  return sign(claims, hubKey.privateKey, { algorithm: 'ES256', header: full })
}

function signedWithPublicKey(claims: object): string {
  const header = { alg: 'HS256', typ: type, kid: hubKey.kid }
  const content = `${encode(header)}.${encode(claims)}`
  const secret = hubKey.publicKey.export({ format: 'pem', type: 'spki' })
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function idOf(number: number): string {
  return `6f1c2d3e-0000-4000-8000-${String(number).padStart(12, '0')}`
}
