import { decode } from 'jsonwebtoken'

import { findAmong } from '../../../common/keys/keys'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader } from '../../../common/tokens/sealed-hub-token'
import type { CallToSign } from '../../../gateway/calls/call-signer'
import { CallSigner } from '../../../gateway/calls/call-signer'
import type { CallSignature } from '../../../gateway/calls/execution-context'
import { makeSigningKey } from '../../helpers/signed-call'
import { smallRequest } from '../small-hub'

const [hubKey, agencyKey] = [makeSigningKey(), makeSigningKey()]
const enquiry = { id: 'e1', purpose: 'DVDS', caseReference: 'C1', reason: 'r' }
const start = Date.parse('2025-03-01T12:00:00Z')

const callTo = (service: string, changes: Partial<CallToSign> = {}): CallToSign => ({
  ...{ request: smallRequest, enquiry, service, legalPower: 'Care Act 2014 s.42', body: '{}' },
  ...changes,
})

describe('the signer of calls', () => {
  let nowMs = start
  const agencyKeys = { find: (service: string) => (service === 'unknown' ? null : agencyKey) }
  const makeSigner = () => new CallSigner({ key: hubKey, agencyKeys, now: () => new Date(nowMs) })
  beforeEach(() => (nowMs = start))
  const tokenOf = ({ headers }: CallSignature) =>
    headers['authorization']?.replace('Bearer ', '') ?? ''

  it('signs once for an agency and an enquiry in thirty seconds', () => {
    const signer = makeSigner()
    const first = signer.sign(callTo('homes'))
    nowMs += 29_000
    const second = signer.sign(callTo('homes', { body: '{"a":1}', legalPower: 'another' }))
    expect(tokenOf(second)).toBe(tokenOf(first))
    expect(second.headers['sightline-call']).not.toBe(first.headers['sightline-call'])
    nowMs += 1000
    expect(tokenOf(signer.sign(callTo('homes')))).not.toBe(tokenOf(first))
  })

  it.each<[string, CallToSign]>([
    ['another agency', callTo('police')],
    ['another enquiry', callTo('homes', { enquiry: { ...enquiry, id: 'e2' } })],
    [
      'another member of staff',
      callTo('homes', {
        request: { ...smallRequest, requester: { ...smallRequest.requester, staffId: 'other' } },
      }),
    ],
    [
      'other roles',
      callTo('homes', {
        request: { ...smallRequest, requester: { ...smallRequest.requester, roles: ['dpo'] } },
      }),
    ],
  ])('signs anew for %s', (_what, other) => {
    const signer = makeSigner()
    expect(tokenOf(signer.sign(other))).not.toBe(tokenOf(signer.sign(callTo('homes'))))
  })

  it('is understood by the agency, call by call', async () => {
    const signer = makeSigner()
    const sealed = new SealedTokenReader(agencyKey)
    const replayGuard = new ReplayGuard(0)
    for (const body of ['{"a":1}', '{"a":2}']) {
      const signature = signer.sign(callTo('homes', { body }))
      const claims = await verifyHubToken(tokenOf(signature), {
        ...{ audience: 'homes', body, replayGuard, sealed, now: new Date(nowMs) },
        keys: findAmong([hubKey]),
        seal: signature.headers['sightline-call'],
      })
      expect(claims).toMatchObject({ enquiryId: 'e1', legalPower: 'Care Act 2014 s.42' })
      expect(signature.id).toBe(claims.jti)
    }
  })

  it('signs each call to an agency whose key is not known', () => {
    const signer = makeSigner()
    const [first, second] = [signer.sign(callTo('unknown')), signer.sign(callTo('unknown'))]
    expect(tokenOf(second)).not.toBe(tokenOf(first))
    expect(first.headers['sightline-call']).toBeUndefined()
    const claims = { aud: 'unknown', purpose: 'DVDS', jti: first.id }
    expect(decode(tokenOf(first))).toMatchObject(claims)
  })

  it('signs nothing without an enquiry', () => {
    expect(() => makeSigner().sign(callTo('homes', { enquiry: null }))).toThrow(
      'without an enquiry',
    )
  })
})
