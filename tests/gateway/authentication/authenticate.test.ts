import type { KeyObject } from 'node:crypto'
import { generateKeyPairSync } from 'node:crypto'

import type { Algorithm, JwtHeader } from 'jsonwebtoken'
import { sign } from 'jsonwebtoken'

import type { SignInHeaders } from '../../../gateway/authentication/authenticate'
import { authenticate } from '../../../gateway/authentication/authenticate'

const issuer = 'https://sign-in.example'
const now = new Date('2025-03-01T12:00:00Z')
const seconds = now.getTime() / 1000
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const published = new Map<string, KeyObject>([
  ['ec', ec.publicKey],
  ['rsa', rsa.publicKey],
])
const issuers = [{ issuer, keys: (kid: string) => Promise.resolve(published.get(kid) ?? null) }]

const staffClaims = {
  iss: issuer,
  aud: 'sightline',
  sub: 'mash.analyst',
  iat: seconds,
  exp: seconds + 600,
  roles: ['mash.analyst'],
  home_agency: 'harrowmere-council',
}

interface Forgery {
  readonly key?: KeyObject | string
  readonly header?: Partial<JwtHeader>
}

/** A good token with some claims changed (undefined: removed), signed as told. */
function token(changes: object = {}, { key = ec.privateKey, header = {} }: Forgery = {}): string {
  const claims = JSON.parse(JSON.stringify({ ...staffClaims, ...changes })) as object
  const alg = (header.alg ?? 'ES256') as Algorithm
  return sign(claims, key, { algorithm: alg, header: { alg, kid: 'ec', typ: 'at+jwt', ...header } })
}

const bearer = (text: string): SignInHeaders => ({ authorization: `Bearer ${text}` })
const signIn = (headers: SignInHeaders, at = now) => authenticate(headers, { issuers, now: at })
const later = (by: number) => new Date(now.getTime() + by * 1000)

describe('signing in', () => {
  it('says who somebody is, where they work and in which roles', async () => {
    await expect(signIn(bearer(token()))).resolves.toEqual({
      staffId: 'mash.analyst',
      homeAgency: 'harrowmere-council',
      roles: ['mash.analyst'],
    })
  })

  it('accepts RS256 as well as ES256', async () => {
    const signed = token({}, { key: rsa.privateKey, header: { alg: 'RS256', kid: 'rsa' } })
    await expect(signIn(bearer(signed))).resolves.toMatchObject({ staffId: 'mash.analyst' })
  })

  it('drops roles the policy does not know', async () => {
    const roles = ['mash.director', 'idva', 'idva', 7, null, 'constructor']
    await expect(signIn(bearer(token({ roles })))).resolves.toMatchObject({ roles: ['idva'] })
  })

  it('accepts one of several audiences', async () => {
    const signed = token({ aud: ['another', 'sightline'] })
    await expect(signIn(bearer(signed))).resolves.toMatchObject({ staffId: 'mash.analyst' })
  })

  it.each([
    ['just expired', { exp: seconds - 29 }],
    ['not quite begun', { nbf: seconds + 29 }],
  ])('bears with clocks that differ a little: %s', async (_what, changes) => {
    await expect(signIn(bearer(token(changes)))).resolves.toBeDefined()
  })

  const unsigned = () => {
    const [, payload] = token().split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'ec' })).toString('base64url')
    return `${header}.${payload ?? ''}.`
  }
  const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string
  const sharedSecret = (kid: string, key: KeyObject) =>
    token({}, { key: publicPem(key), header: { alg: 'HS256', kid } })
  const changedPayload = () => {
    const [header, , signature] = token().split('.')
    const other = JSON.stringify({ ...staffClaims, roles: ['mash.manager'] })
    return [header, Buffer.from(other).toString('base64url'), signature].join('.')
  }

  it.each<[string, () => SignInHeaders, string]>([
    ['no header', () => ({ authorization: undefined }), 'TOKEN_MISSING'],
    ['an empty header', () => ({ authorization: '  ' }), 'TOKEN_MISSING'],
    ['another scheme', () => ({ authorization: 'Basic dXNlcjpwYXNz' }), 'TOKEN_INVALID'],
    ['no token', () => ({ authorization: 'Bearer ' }), 'TOKEN_INVALID'],
    ['two tokens', () => ({ authorization: `Bearer ${token()}, Bearer x` }), 'TOKEN_INVALID'],
    ['not a token', () => bearer('abc'), 'TOKEN_INVALID'],
    ['dots only', () => bearer('..'), 'TOKEN_INVALID'],
    ['an oversized header', () => bearer(token({ note: 'x'.repeat(8192) })), 'TOKEN_INVALID'],
    ['no signature', () => bearer(unsigned()), 'TOKEN_INVALID'],
    ['the EC key as a secret', () => bearer(sharedSecret('ec', ec.publicKey)), 'TOKEN_INVALID'],
    ['the RSA key as a secret', () => bearer(sharedSecret('rsa', rsa.publicKey)), 'TOKEN_INVALID'],
    [
      'an algorithm of no list',
      () => bearer(token({}, { key: rsa.privateKey, header: { alg: 'PS256', kid: 'rsa' } })),
      'TOKEN_INVALID',
    ],
    [
      "a stranger's signature",
      () => bearer(token({}, { key: stranger.privateKey })),
      'TOKEN_INVALID',
    ],
    ['a changed payload', () => bearer(changedPayload()), 'TOKEN_INVALID'],
    [
      "another key of the issuer's",
      () => bearer(token({}, { header: { kid: 'rsa' } })),
      'TOKEN_INVALID',
    ],
    ['an unknown key', () => bearer(token({}, { header: { kid: 'old' } })), 'TOKEN_INVALID'],
    [
      'critical extensions',
      () => bearer(token({}, { header: { crit: ['b64'] } })),
      'TOKEN_INVALID',
    ],
    ['an unknown issuer', () => bearer(token({ iss: 'https://evil.example' })), 'ISSUER_UNKNOWN'],
    ['no issuer', () => bearer(token({ iss: undefined })), 'ISSUER_UNKNOWN'],
    ['another audience', () => bearer(token({ aud: 'payroll' })), 'TOKEN_INVALID'],
    ['no audience', () => bearer(token({ aud: undefined })), 'TOKEN_INVALID'],
    ['an expired token', () => bearer(token({ exp: seconds - 31 })), 'TOKEN_EXPIRED'],
    ['a token without end', () => bearer(token({ exp: undefined })), 'TOKEN_INVALID'],
    ['a token of the future', () => bearer(token({ nbf: seconds + 31 })), 'TOKEN_INVALID'],
    ['nobody', () => bearer(token({ sub: undefined })), 'CLAIMS_INVALID'],
    ['a name with a line break', () => bearer(token({ sub: 'a\nb' })), 'CLAIMS_INVALID'],
    ['no organisation', () => bearer(token({ home_agency: undefined })), 'CLAIMS_INVALID'],
    ['roles as text', () => bearer(token({ roles: 'mash.analyst' })), 'CLAIMS_INVALID'],
  ])('is refused: %s', async (_what, headers, reason) => {
    await expect(signIn(headers())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      extensions: { reason, http: { status: 401 } },
    })
  })

  it.each([
    ['the sign-in cannot be reached', 'connect ECONNREFUSED 10.0.0.7:443'],
    ['this machine has no file descriptor left', 'socket EMFILE 10.0.0.7:443'],
  ])('is put off, not refused, while %s', async (_why, cause) => {
    const unreachable = [{ issuer, keys: () => Promise.reject(new Error(cause)) }]
    const attempt = authenticate(bearer(token()), { issuers: unreachable, now })
    await expect(attempt).rejects.toMatchObject({
      code: 'KEYS_UNAVAILABLE',
      message: expect.not.stringMatching(/10\.0\.0\.7|[Ss]ign in/) as string,
      extensions: { reason: 'ISSUER_UNAVAILABLE', retryAfterSeconds: 1, http: { status: 503 } },
    })
  })

  it('takes the time of now when none is given', async () => {
    await expect(authenticate(bearer(token()), { issuers })).rejects.toMatchObject({
      extensions: { reason: 'TOKEN_EXPIRED' },
    })
  })

  it('is refused once the token has expired', async () => {
    await expect(signIn(bearer(token()), later(629))).resolves.toBeDefined()
    await expect(signIn(bearer(token()), later(630))).rejects.toMatchObject({
      extensions: { reason: 'TOKEN_EXPIRED' },
    })
  })
})

describe('a system that signs in', () => {
  const system = () => token({ sub: 'case-system', client_type: 'system' })

  it('names the user it asks for', async () => {
    const headers = { ...bearer(system()), onBehalfOf: 'a.nother' }
    await expect(signIn(headers)).resolves.toMatchObject({
      staffId: 'case-system',
      onBehalfOf: 'a.nother',
    })
  })

  it.each([undefined, '', 'two words', 'x'.repeat(129)])(
    'is refused with the user %p',
    async (user) => {
      await expect(signIn({ ...bearer(system()), onBehalfOf: user })).rejects.toMatchObject({
        extensions: { reason: 'ON_BEHALF_OF_MISSING' },
      })
    },
  )

  it('is the only one that may name somebody else', async () => {
    await expect(signIn({ ...bearer(token()), onBehalfOf: 'a.nother' })).rejects.toMatchObject({
      extensions: { reason: 'ON_BEHALF_OF_NOT_ALLOWED' },
    })
  })
})
