import { diffieHellman } from 'node:crypto'

import { sign } from 'jsonwebtoken'

import type { SigningKey } from '../../common/keys/keys'
import type { SealedDetails } from '../../common/tokens/call-seal'
import { deriveSealKey, sealCall } from '../../common/tokens/call-seal'
import { toSeconds } from '../../common/tokens/hub-token-terms'
import type { HubEnquiryCall } from '../../common/tokens/sealed-hub-token'
import { sealedTokenType, signSealedToken } from '../../common/tokens/sealed-hub-token'
import { callClaims, enquiryClaims, exampleBody } from './call-claims'
import type { MadeUpCall } from './made-up-call'
import { agencyKey, exampleMoment, hubKey, strangerKey } from './made-up-keys'

const moment = toSeconds(exampleMoment)
const tokenId = '6f1c2d3e-0000-4000-8000-000000000101'

/** Calls under a token for several calls, each with a seal. */
export function sealedCalls(): readonly MadeUpCall[] {
  const token = tokenOf(enquiryClaims)
  const first = call('a sealed call', { token, seal: sealOf() })
  return [
    first,
    call('the next call under the same token', {
      ...{ token, after: first.name },
      body: '{"query":"{ __typename }"}',
      seal: sealOf({ nonce: '2' }, { body: '{"query":"{ __typename }"}' }),
    }),
    call('the same sealed call again', {
      ...{ token, after: first.name, seal: sealOf() },
      point: 'AC-10',
    }),
    call('a token for several calls without a seal', { token }),
    call('the seal of another body', { token, seal: sealOf({}, { body: `${exampleBody} ` }) }),
    call("a stranger's seal", { token, seal: sealOf({}, { by: strangerKey }) }),
    call('a seal in three parts', { token, seal: `${sealOf()}.x` }),
    call('a sealed token for another agency', {
      token: tokenOf({ ...enquiryClaims, aud: 'another-agency' }),
      seal: sealOf(),
    }),
    ...untimelyCalls(token),
  ]
}

function untimelyCalls(token: string): readonly MadeUpCall[] {
  const timed = (name: string, given: Pick<MadeUpCall, 'seal'> & Partial<MadeUpCall>) =>
    call(name, { token, point: 'AC-11', ...given })
  return [
    timed('sealed 35 seconds after its token, and received then', {
      seal: sealOf({ at: moment + 35 }),
      receivedAfter: 35,
    }),
    timed('a sealed call that is too late', { seal: sealOf(), receivedAfter: 36 }),
    timed('a token for several calls that is too old', {
      seal: sealOf({ at: moment + 66 }),
      receivedAfter: 66,
    }),
    timed('a seal from the future', { seal: sealOf({ at: moment + 6 }) }),
    timed('a seal from before its token', { seal: sealOf({ at: moment - 6 }) }),
    timed('a token for several calls that lives longer than a minute', {
      token: longLived(),
      seal: sealOf(),
    }),
  ]
}

/** How the seal of the first sealed call is made, step by step. */
export function sealSteps() {
  const pair = { privateKey: hubKey.privateKey, publicKey: agencyKey.publicKey }
  const header = sealOf()
  const [content = '', mac = ''] = header.split('.')
  return {
    hubKid: hubKey.kid,
    agencyKid: agencyKey.kid,
    tokenId,
    sharedSecretHex: diffieHellman(pair).toString('hex'),
    sealKeyHex: deriveSealKey(pair, tokenId).export().toString('hex'),
    details: detailsOf(),
    content,
    body: exampleBody,
    mac,
    header,
  }
}

function call(name: string, given: Pick<MadeUpCall, 'token'> & Partial<MadeUpCall>): MadeUpCall {
  return { ...{ name, point: 'AC-09', body: exampleBody, signedWith: hubKey.publicKey }, ...given }
}

function tokenOf(claims: HubEnquiryCall): string {
  return signSealedToken(claims, { id: tokenId, key: hubKey, now: exampleMoment })
}

function longLived(): string {
  const claims = { ...enquiryClaims, iss: 'sightline-hub', iat: moment, exp: moment + 61 }
  const header = { alg: 'ES256', typ: sealedTokenType, kid: hubKey.kid } as const
  return sign({ ...claims, jti: tokenId }, hubKey.privateKey, { algorithm: 'ES256', header })
}

function detailsOf(changes: Partial<SealedDetails> = {}): SealedDetails {
  const { requestId, legalPower } = callClaims
  return { requestId, legalPower, at: moment, nonce: '1', ...changes }
}

function sealOf(
  changes: Partial<SealedDetails> = {},
  { body = exampleBody, by = hubKey }: { readonly body?: string; readonly by?: SigningKey } = {},
): string {
  const pair = { privateKey: by.privateKey, publicKey: agencyKey.publicKey }
  return sealCall(detailsOf(changes), body, deriveSealKey(pair, tokenId))
}
