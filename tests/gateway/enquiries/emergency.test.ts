import { HubError } from '../../../common/errors'
import { findAmong } from '../../../common/keys/keys'
import { toEntry } from '../../../gateway/disclosures/disclosure-entry'
import { openEnquiry, verifyEnquiry } from '../../../gateway/enquiries/enquiries'
import { currentPolicy as policy } from '../../helpers/current-policy'
import { makeSigningKey } from '../../helpers/signed-call'

const key = makeSigningKey()
const now = new Date('2026-03-01T03:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const manager = { staffId: 'm-1', homeAgency: 'council', roles: ['mash.manager'] }
const reason = 'She says he is at the door now'

function open(changes: object = {}) {
  const input = { purpose: 'VITAL_INTERESTS', caseReference: 'MASH-0001', reason, ...changes }
  return openEnquiry(input, manager, { key, policy, now })
}

function verify(token: string, at = now) {
  return verifyEnquiry(token, manager, { keys: findAmong([key]), policy, now: at })
}

describe('an enquiry in an emergency', () => {
  it('is over after sixty minutes', async () => {
    const { token, expiresAt } = open()
    expect(expiresAt).toBe('2026-03-01T04:00:00.000Z')
    await expect(verify(token, later(59))).resolves.toMatchObject({ purpose: 'VITAL_INTERESTS' })
    await expect(verify(token, later(61))).rejects.toMatchObject({ code: 'ENQUIRY_EXPIRED' })
  })

  it.each([
    ['mash.analyst', 'PURPOSE_NOT_PERMITTED'],
    ['probation.officer', 'PURPOSE_NOT_PERMITTED'],
    ['idva', 'PURPOSE_NOT_PERMITTED'],
    ['dpo', 'PURPOSE_NOT_PERMITTED'],
  ])('is not opened for %s', (role, code) => {
    const input = { purpose: 'VITAL_INTERESTS', caseReference: 'MASH-0001', reason }
    const asked = { ...manager, roles: [role] }
    expect(codeOf(() => openEnquiry(input, asked, { key, policy, now }))).toBe(code)
  })

  it('is logged with why it is reviewed and by when', async () => {
    const enquiry = await verify(open({ caseReference: null }).token)
    expect(enquiry).toMatchObject({ caseReference: 'NO-CASE', review: ['BREAK_GLASS', 'NO_CASE'] })
    const request = {
      requestId: 'r',
      askedAt: '2026-03-01T12:00:00.000Z',
      requestHash: 'a'.repeat(64),
      askedOn: '2026-03-01',
      policy,
      requester: manager,
      enquiryToken: null,
    }
    const disclosure = { request, enquiry, operation: 'query' as const, rootFields: [] }
    const whole = { ...disclosure, people: [], services: [], responseHash: '' }
    const entry = toEntry(whole, now, (_agency, reference) => [reference])
    expect(entry.policyVersion).toBe(policy.version)
    expect(entry.review).toEqual({
      flags: ['BREAK_GLASS', 'NO_CASE'],
      dueBy: '2026-03-02T03:00:00.000Z',
    })
  })
})

describe('an enquiry without a case', () => {
  it.each([null, undefined, 'NO-CASE', ' no-case '])(
    'is refused for any other purpose: %s',
    (caseReference) => {
      const input = { purpose: 'ADULT_SAFEGUARDING', caseReference, reason }
      expect(codeOf(() => openEnquiry(input as never, manager, { key, policy, now }))).toBe(
        'CASE_REQUIRED',
      )
    },
  )

  it('is flagged however it is written', async () => {
    const enquiry = await verify(open({ caseReference: ' no-case ' }).token)
    expect(enquiry.review).toContain('NO_CASE')
  })

  it('flags nothing when there is a case and no emergency', async () => {
    const enquiry = await verify(open({ purpose: 'ADULT_SAFEGUARDING' }).token)
    expect(enquiry.review).toBeUndefined()
  })
})

/** The reason, or else the code, of the error. */
function codeOf(run: () => unknown): string {
  try {
    run()
    return 'opened'
  } catch (error) {
    if (!(error instanceof HubError)) return String(error)
    const { reason: why } = error.extensions
    return why === 'CASE_REQUIRED' ? why : error.code
  }
}
