import { createHash } from 'node:crypto'

import { sign } from 'jsonwebtoken'

import { findAmong } from '../../../common/keys/keys'
import { signAgencyToken, verifyAgencyToken } from '../../../common/registration/agency-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { createAgencyGuards } from '../../../subgraphs/person-index/agency-guards'
import { makeSigningKey } from '../../helpers/signed-call'

const key = makeSigningKey()
const body = Buffer.from('[]')
const now = () => Math.floor(Date.now() / 1000)

/** A token as a careless or hostile agency might make it. */
function tokenWith(claims: object): string {
  const bodyHash = createHash('sha256').update(body).digest('base64url')
  const all = { bodyHash, jti: 'one', iat: now(), exp: now() + 30, ...claims }
  return sign({ ...all, iss: 'police', aud: 'person-index' }, key.privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'sightline-agency+jwt', kid: key.kid },
  })
}

function verify(token: string, guardOf: (agency: string) => ReplayGuard) {
  return verifyAgencyToken(token, { body, keysOf: () => findAmong([key]), guardOf })
}

describe("an agency's token", () => {
  it.each([
    ['lives longer than half a minute', { exp: now() + 31_536_000 }],
    ['was issued in the future', { iat: now() + 60, exp: now() + 90 }],
    ['has a time that is no whole number', { iat: now() + 0.5 }],
    ['has an id of a thousand characters', { jti: 'x'.repeat(1000) }],
  ])('is refused and leaves nothing in the guard when it %s', async (_what, claims) => {
    const guard = new ReplayGuard(0)
    await expect(verify(tokenWith(claims), () => guard)).rejects.toMatchObject({
      extensions: { reason: 'AGENCY_TOKEN_INVALID' },
    })
    expect(guard.size).toBe(0)
  })

  it('is accepted once', async () => {
    const guard = new ReplayGuard(0)
    const token = tokenWith({})
    await expect(verify(token, () => guard)).resolves.toBe('police')
    await expect(verify(token, () => guard)).rejects.toMatchObject({
      extensions: { reason: 'AGENCY_TOKEN_INVALID' },
    })
  })

  it("is put off, not refused for good, while the agency's keys cannot be had", async () => {
    const guardOf = () => new ReplayGuard(0)
    const keysOf = () => () => Promise.reject(new Error('socket EMFILE'))
    await expect(verifyAgencyToken(tokenWith({}), { body, keysOf, guardOf })).rejects.toMatchObject(
      {
        extensions: { code: 'KEYS_UNAVAILABLE', reason: 'AGENCY_KEYS_UNAVAILABLE' },
      },
    )
  })

  it('is put off, not refused for good, when there are too many at once', async () => {
    const guard = new ReplayGuard(0, 0)
    await expect(verify(tokenWith({}), () => guard)).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_CALLS', retryAfterSeconds: 30 },
    })
  })

  it('that an agency signs itself is accepted', async () => {
    const token = signAgencyToken('police', '[]', key)
    await expect(verify(token, () => new ReplayGuard(0))).resolves.toBe('police')
  })
})

describe('the guards of all agencies', () => {
  const ordinary = Buffer.from('[{"ref":"1"}]')
  const hiding = Buffer.from('[{"ref":"1","isAddressProtected":true}]')

  /** Shows tokens until no more are taken. */
  function fill(guard: ReplayGuard): void {
    const shown = (id: number) => ({ id: `${id}`, issuedAt: now(), deadAfter: now() + 35 })
    for (let id = 0; guard.accept(shown(id), now()) !== 'FULL'; id += 1)
      if (id > 1_000_000) throw new Error('never full')
  }
  const another = () => ({ id: 'another', issuedAt: now(), deadAfter: now() + 35 })

  it('are full for one agency alone', () => {
    const guards = createAgencyGuards(0)
    fill(guards('flooding', ordinary))
    expect(guards('flooding', ordinary).accept(another(), now())).toBe('FULL')
    expect(guards('police', ordinary).accept(another(), now())).toBe('FRESH')
  })

  it.each([
    ['protects somebody', hiding],
    ['withdraws somebody', Buffer.from('[{"isWithdrawn":true}]')],
    ['hides somebody', Buffer.from('[{"hiddenFrom":[{"excludedStaff":[]}]}]')],
  ])('keep room for a registration that %s', (_what, kept) => {
    const guards = createAgencyGuards(0)
    fill(guards('police', ordinary))
    expect(guards('police', kept).accept(another(), now())).toBe('FRESH')
  })

  it('know a body again', () => {
    const guards = createAgencyGuards(0)
    expect(guards('police', hiding).accept(another(), now())).toBe('FRESH')
    expect(guards('police', hiding).accept(another(), now())).toBe('REPLAYED')
  })
})
