import { decode, sign } from 'jsonwebtoken'

import { findAmong } from '../../../common/keys/keys'
import { deriveSealKey, openSeal, sealCall } from '../../../common/tokens/call-seal'
import type { HubTokenCheck } from '../../../common/tokens/hub-token'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader, signSealedToken } from '../../../common/tokens/sealed-hub-token'
import { hubCall, makeSigningKey } from '../../helpers/signed-call'

const [hubKey, agencyKey, otherKey] = [makeSigningKey(), makeSigningKey(), makeSigningKey()]
const signedAt = new Date('2025-03-01T12:00:00Z')
const at = signedAt.getTime() / 1000
const body = '{"query":"{ __typename }"}'
const { requestId, legalPower, ...lasting } = hubCall('harrowmere-homes')
const details = { requestId, legalPower, at, nonce: '1' }
const token = signSealedToken(lasting, { id: 'token-1', key: hubKey, now: signedAt })
const sealKey = deriveSealKey(
  { privateKey: hubKey.privateKey, publicKey: agencyKey.publicKey },
  'token-1',
)
const later = (seconds: number) => new Date((at + seconds) * 1000)

function check(changes: Partial<HubTokenCheck> = {}): HubTokenCheck {
  return {
    ...{ audience: 'harrowmere-homes', body, now: signedAt },
    keys: findAmong([hubKey]),
    replayGuard: new ReplayGuard(0),
    sealed: new SealedTokenReader(agencyKey),
    seal: sealCall(details, body, sealKey),
    ...changes,
  }
}

/** The token with some claims changed, signed by the hub all the same. */
function resigned(changes: object, header: object = {}): string {
  const claims = { ...(decode(token) as object), ...changes }
  const head = { alg: 'ES256', typ: 'sightline-hub-enquiry+jwt', kid: hubKey.kid, ...header }
  return sign(JSON.parse(JSON.stringify(claims)) as object, hubKey.privateKey, {
    algorithm: 'ES256',
    header: head,
  })
}

describe('a token for the calls of an enquiry', () => {
  it('carries with its seal what a token of one call carries', async () => {
    const claims = await verifyHubToken(token, check())
    expect(claims).toMatchObject(hubCall('harrowmere-homes'))
    expect([claims.iat, claims.exp - claims.iat]).toEqual([at, 30])
  })

  it('serves many calls, each with its own seal, body and time', async () => {
    const sealed = new SealedTokenReader(agencyKey)
    const replayGuard = new ReplayGuard(0)
    const find = jest.fn(findAmong([hubKey]))
    for (const seconds of [0, 10, 29]) {
      const other = `${body} ${seconds}`
      const said = { ...details, at: at + seconds, nonce: String(seconds) }
      const seal = sealCall(said, other, sealKey)
      const changes = { body: other, seal, now: later(seconds), sealed, replayGuard, keys: find }
      await expect(verifyHubToken(token, check(changes))).resolves.toMatchObject({
        iat: at + seconds,
      })
    }
    expect(find).toHaveBeenCalledTimes(1)
  })

  it.each<[string, () => Partial<HubTokenCheck>, string]>([
    ['no seal', () => ({ seal: undefined }), 'BODY_CHANGED'],
    ['an empty seal', () => ({ seal: '' }), 'BODY_CHANGED'],
    ['a seal that is none', () => ({ seal: 'a.b.c' }), 'BODY_CHANGED'],
    ['a seal without end', () => ({ seal: `a.${'b'.repeat(5000)}` }), 'BODY_CHANGED'],
    ['another body', () => ({ body: `${body} ` }), 'BODY_CHANGED'],
    ['another legal power', () => ({ seal: otherContent({ legalPower: 'none' }) }), 'BODY_CHANGED'],
    ['another time', () => ({ seal: otherContent({ at: at + 1 }) }), 'BODY_CHANGED'],
    ['a seal by another agency', () => ({ seal: sealedBy(otherKey) }), 'BODY_CHANGED'],
    ['a call that is too old', () => ({ now: later(36) }), 'HUB_TOKEN_EXPIRED'],
    ['a call from before the token', () => ({ seal: sealedAt(-10) }), 'HUB_TOKEN_INVALID'],
    ['a call from the future', () => ({ seal: sealedAt(10) }), 'HUB_TOKEN_INVALID'],
    ['another audience', () => ({ audience: 'northshire-police' }), 'WRONG_AUDIENCE'],
    [
      'a service without a key of its own',
      () => ({ sealed: undefined as never }),
      'HUB_TOKEN_INVALID',
    ],
    ['another hub', () => ({ keys: findAmong([otherKey]) }), 'HUB_TOKEN_INVALID'],
    ['another agency', () => ({ sealed: new SealedTokenReader(otherKey) }), 'BODY_CHANGED'],
    ['an agency that started since', () => ({ replayGuard: new ReplayGuard(at + 1) }), 'REPLAYED'],
  ])('is refused with %s', async (_what, changes, reason) => {
    await expect(verifyHubToken(token, check(changes()))).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', reason },
    })
  })

  it.each<[string, object, object, string]>([
    ['a longer life', { exp: at + 3600 }, {}, 'HUB_TOKEN_INVALID'],
    ['no id', { jti: undefined }, {}, 'HUB_TOKEN_INVALID'],
    ['no end', { exp: undefined }, {}, 'HUB_TOKEN_INVALID'],
    ['no roles', { roles: undefined }, {}, 'HUB_TOKEN_INVALID'],
    ['the type of a token of one call', {}, { typ: 'sightline-hub+jwt' }, 'HUB_TOKEN_INVALID'],
    ['the type of an enquiry', {}, { typ: 'sightline-enquiry+jwt' }, 'HUB_TOKEN_INVALID'],
  ])('is refused although the hub signed it: %s', async (_what, claims, header, reason) => {
    await expect(verifyHubToken(resigned(claims, header), check())).rejects.toMatchObject({
      extensions: { reason },
    })
  })

  it('is refused the second time with the same seal', async () => {
    const same = check()
    await verifyHubToken(token, same)
    await expect(verifyHubToken(token, same)).rejects.toMatchObject({
      extensions: { reason: 'REPLAYED' },
    })
  })

  it('is forgotten when it is dead, and another is remembered in its place', async () => {
    const sealed = new SealedTokenReader(agencyKey)
    await verifyHubToken(token, check({ sealed }))
    expect(sealed.recall(token, at + 60)).not.toBeNull()
    expect(sealed.recall(token, at + 66)).toBeNull()
    const seal = sealCall({ ...details, at: at + 66 }, body, sealKey)
    await expect(
      verifyHubToken(token, check({ sealed, seal, now: later(66) })),
    ).rejects.toMatchObject({ extensions: { reason: 'HUB_TOKEN_EXPIRED' } })
  })

  const sealedAt = (seconds: number) => sealCall({ ...details, at: at + seconds }, body, sealKey)
  const sealedBy = ({ privateKey }: typeof otherKey) =>
    sealCall(details, body, deriveSealKey({ privateKey, publicKey: hubKey.publicKey }, 'token-1'))
  /** The seal's words changed, its MAC kept. */
  const otherContent = (changes: object) => {
    const [content = '', mac = ''] = sealCall(details, body, sealKey).split('.')
    const said = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as object
    const changed = Buffer.from(JSON.stringify({ ...said, ...changes })).toString('base64url')
    return `${changed}.${mac}`
  }
})

describe('a seal', () => {
  it('is the same key for both, and another for another token', () => {
    const own = { privateKey: agencyKey.privateKey, publicKey: hubKey.publicKey }
    expect(deriveSealKey(own, 'token-1').export()).toEqual(sealKey.export())
    expect(deriveSealKey(own, 'token-2').export()).not.toEqual(sealKey.export())
  })

  it('cannot give its end to the body', () => {
    const seal = sealCall(details, body, sealKey)
    expect(openSeal(seal, body, sealKey)).toMatchObject(details)
    expect(openSeal(seal, `.${body}`, sealKey)).toBeNull()
  })
})
