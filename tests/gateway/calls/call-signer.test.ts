import { decode } from 'jsonwebtoken'

import { findAmong, publicKeySet } from '../../../common/keys/keys'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader } from '../../../common/tokens/sealed-hub-token'
import { AgencyKeys } from '../../../gateway/calls/agency-keys'
import type { CallToSign } from '../../../gateway/calls/call-signer'
import { CallSigner } from '../../../gateway/calls/call-signer'
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
  const tokenOf = ({ authorization = '' }: Readonly<Record<string, string>>) =>
    authorization.replace('Bearer ', '')

  it('signs once for an agency and an enquiry in thirty seconds', () => {
    const signer = makeSigner()
    const first = signer.sign(callTo('homes'))
    nowMs += 29_000
    const second = signer.sign(callTo('homes', { body: '{"a":1}', legalPower: 'another' }))
    expect(tokenOf(second)).toBe(tokenOf(first))
    expect(second['sightline-call']).not.toBe(first['sightline-call'])
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
      const headers = signer.sign(callTo('homes', { body }))
      const claims = await verifyHubToken(tokenOf(headers), {
        ...{ audience: 'homes', body, replayGuard, sealed, now: new Date(nowMs) },
        keys: findAmong([hubKey]),
        seal: headers['sightline-call'],
      })
      expect(claims).toMatchObject({ enquiryId: 'e1', legalPower: 'Care Act 2014 s.42' })
    }
  })

  it('signs each call to an agency whose key is not known', () => {
    const signer = makeSigner()
    const headers = [signer.sign(callTo('unknown')), signer.sign(callTo('unknown'))]
    expect(new Set(headers.map(tokenOf)).size).toBe(2)
    expect(headers[0]?.['sightline-call']).toBeUndefined()
    expect(decode(tokenOf(headers[0] ?? {}))).toMatchObject({ aud: 'unknown', purpose: 'DVDS' })
  })

  it('signs nothing without an enquiry', () => {
    expect(() => makeSigner().sign(callTo('homes', { enquiry: null }))).toThrow(
      'without an enquiry',
    )
  })
})

describe('the keys of agencies', () => {
  let nowMs = 0
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const open = (fetchText: (url: string) => Promise<string>) =>
    new AgencyKeys({
      urlOf: (service) => (service === 'nobody' ? null : `http://${service}/keys`),
      nowMs: () => nowMs,
      fetchText,
    })
  beforeEach(() => (nowMs = 0))

  it('are asked for meanwhile: nobody waits', async () => {
    const keys = open(() => Promise.resolve(JSON.stringify(publicKeySet([agencyKey]))))
    expect(keys.find('homes')).toBeNull()
    await settle()
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    expect(keys.find('nobody')).toBeNull()
  })

  it('are asked for again, and kept while the agency is away', async () => {
    let answer = () => Promise.resolve(JSON.stringify(publicKeySet([agencyKey])))
    const fetchText = jest.fn(() => answer())
    const keys = open(fetchText)
    keys.find('homes')
    await settle()
    nowMs = 9000
    keys.find('homes')
    expect(fetchText).toHaveBeenCalledTimes(1)
    answer = () => Promise.reject(new Error('away'))
    nowMs = 11_000
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    await settle()
    expect(keys.find('homes')?.kid).toBe(agencyKey.kid)
    answer = () => Promise.resolve('{"keys": []}')
    nowMs = 22_000
    keys.find('homes')
    await settle()
    expect(keys.find('homes')).toBeNull()
  })

  it.each([
    '',
    'null',
    '[]',
    '{"keys": {}}',
    '{"keys": [null]}',
    '{"keys": [{"kty": "EC", "crv": "P-256"}]}',
    '{"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "x": "1", "y": "2"}]}',
  ])('are none in %j', async (text) => {
    const keys = open(() => Promise.resolve(text))
    keys.find('homes')
    await settle()
    expect(keys.find('homes')).toBeNull()
  })
})
