import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { decode, sign } from 'jsonwebtoken'

import { findAmong, openSigningKey, type SigningKey } from '../../../common/keys/keys'
import type { HubCall, HubTokenCheck } from '../../../common/tokens/hub-token'
import { signHubToken, verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'

const call: HubCall = {
  aud: 'harrowmere-homes',
  sub: 'staff-1',
  homeAgency: 'northshire-police',
  roles: ['mash.analyst'],
  purpose: 'ADULT_SAFEGUARDING',
  legalPower: 'Care Act 2014 s.42',
  enquiryId: 'enquiry-1',
  caseReference: 'MASH-0001',
  requestId: 'request-1',
}
const body = '{"query":"{ _service { sdl } }"}'
const signedAt = new Date('2025-03-01T12:00:00Z')

describe('a hub token', () => {
  let folder: string
  let key: SigningKey
  let otherKey: SigningKey
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-hub-token-'))
    key = openSigningKey(folder, 'hub')
    otherKey = openSigningKey(folder, 'other')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const secondsLater = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000)
  const check = (changes: Partial<HubTokenCheck> = {}): HubTokenCheck => ({
    audience: 'harrowmere-homes',
    body,
    keys: findAmong([key]),
    replayGuard: new ReplayGuard(0),
    now: signedAt,
    ...changes,
  })
  const signed = () => signHubToken(call, { body, key, now: signedAt })
  /** The claims of a good token with some changed, signed as told. */
  const forged = (changes: object, options: object = {}) => {
    const claims = JSON.parse(
      JSON.stringify({ ...(decode(signed()) as object), ...changes }),
    ) as object
    const header = { alg: 'ES256', typ: 'sightline-hub+jwt', kid: key.kid, ...options }
    return sign(claims, key.privateKey, { algorithm: 'ES256', header })
  }

  it('carries who asks, why, and on which power', async () => {
    await expect(verifyHubToken(signed(), check())).resolves.toMatchObject(call)
  })

  it('lives thirty seconds', async () => {
    const { iat, exp } = await verifyHubToken(signed(), check())
    expect(exp - iat).toBe(30)
  })

  it('accepts the body as bytes too', async () => {
    const bytes = check({ body: Buffer.from(body) })
    await expect(verifyHubToken(signed(), bytes)).resolves.toMatchObject({ sub: 'staff-1' })
  })

  it('is accepted while the clocks differ a little', async () => {
    for (const seconds of [-5, 34])
      await expect(
        verifyHubToken(signed(), check({ now: secondsLater(seconds) })),
      ).resolves.toBeDefined()
  })

  it.each<[string, () => string | undefined, () => Partial<HubTokenCheck>, string]>([
    ['none', () => undefined, () => ({}), 'HUB_TOKEN_MISSING'],
    ['an empty one', () => '', () => ({}), 'HUB_TOKEN_MISSING'],
    ['not a token', () => 'x.y.z', () => ({}), 'HUB_TOKEN_INVALID'],
    ['one after its time', signed, () => ({ now: secondsLater(36) }), 'HUB_TOKEN_EXPIRED'],
    ['one from the future', signed, () => ({ now: secondsLater(-6) }), 'HUB_TOKEN_INVALID'],
    ["another agency's", signed, () => ({ audience: 'st-annes-hospital' }), 'WRONG_AUDIENCE'],
    ['one for another body', signed, () => ({ body: `${body} ` }), 'BODY_CHANGED'],
    ['an unknown key', signed, () => ({ keys: findAmong([otherKey]) }), 'HUB_TOKEN_INVALID'],
    ['another issuer', () => forged({ iss: 'another-hub' }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['a long life', () => forged({ exp: 1740830400 + 31 }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['no end', () => forged({ exp: undefined }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['no id', () => forged({ jti: undefined }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['roles as text', () => forged({ roles: 'mash.analyst' }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['two audiences', () => forged({ aud: [call.aud, 'x'] }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['another type', () => forged({}, { typ: 'JWT' }), () => ({}), 'HUB_TOKEN_INVALID'],
    ['no key id', () => forged({}, { kid: undefined }), () => ({}), 'HUB_TOKEN_INVALID'],
  ])('is refused: %s', async (_name, token, changes, reason) => {
    await expect(verifyHubToken(token(), check(changes()))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      extensions: { reason },
    })
  })

  it('is refused without a signature', async () => {
    const [, payload] = signed().split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'sightline-hub+jwt' }))
    const unsigned = `${header.toString('base64url')}.${payload ?? ''}.`
    await expect(verifyHubToken(unsigned, check())).rejects.toMatchObject({
      extensions: { reason: 'HUB_TOKEN_INVALID' },
    })
  })

  it('is refused when signed with the public key as a shared secret', async () => {
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' })
    const token = sign(decode(signed()) as object, secret, {
      algorithm: 'HS256',
      header: { alg: 'HS256', typ: 'sightline-hub+jwt', kid: key.kid },
    })
    await expect(verifyHubToken(token, check())).rejects.toMatchObject({
      extensions: { reason: 'HUB_TOKEN_INVALID' },
    })
  })

  it('is accepted once', async () => {
    const token = signed()
    const replayGuard = new ReplayGuard(0)
    await verifyHubToken(token, check({ replayGuard }))
    await expect(verifyHubToken(token, check({ replayGuard }))).rejects.toMatchObject({
      extensions: { reason: 'REPLAYED' },
    })
  })

  it('is still recognised as used in its last second', async () => {
    const token = signed()
    const replayGuard = new ReplayGuard(0)
    await verifyHubToken(token, check({ replayGuard }))
    await verifyHubToken(
      signHubToken(call, { body, key, now: secondsLater(34) }),
      check({ replayGuard, now: secondsLater(34) }),
    )
    await expect(
      verifyHubToken(token, check({ replayGuard, now: secondsLater(34) })),
    ).rejects.toMatchObject({ extensions: { reason: 'REPLAYED' } })
  })

  it('is turned away, not forgotten, when too many are under way', async () => {
    const replayGuard = new ReplayGuard(0, 1)
    await verifyHubToken(signed(), check({ replayGuard }))
    await expect(verifyHubToken(signed(), check({ replayGuard }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    })
  })
})

const token = (second: number) => ({
  id: `id-${second}`,
  issuedAt: second,
  deadAfter: second + 5,
})

describe('the replay guard', () => {
  it('forgets only what is dead, so that it does not grow', () => {
    const guard = new ReplayGuard(0, 10)
    for (let second = 0; second < 1000; second += 1)
      expect(guard.accept(token(second), second)).toBe('FRESH')
    expect(guard.size).toBeLessThanOrEqual(6)
    expect(guard.accept(token(999), 999)).toBe('REPLAYED')
  })

  it('takes nothing that an earlier process may have taken already', () => {
    const guard = new ReplayGuard(500)
    expect(guard.accept(token(499), 500)).toBe('REPLAYED')
    expect(guard.accept(token(500), 500)).toBe('FRESH')
  })
})
