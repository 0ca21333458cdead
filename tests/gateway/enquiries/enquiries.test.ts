import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { decode, sign } from 'jsonwebtoken'

import { HubError } from '../../../common/errors'
import { findAmong, openSigningKey, type SigningKey } from '../../../common/keys/keys'
import { signHubToken, verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { openEnquiry, verifyEnquiry } from '../../../gateway/enquiries/enquiries'
import type { Requester } from '../../../gateway/operation/requester'
import { currentPolicy as policy } from '../../helpers/current-policy'
import { purposes } from '../../../policies/vocabulary'

const analyst: Requester = {
  staffId: 'mash.analyst',
  homeAgency: 'harrowmere-council',
  roles: ['mash.analyst'],
}
const input = {
  purpose: 'ADULT_SAFEGUARDING',
  caseReference: 'MASH-0001',
  reason: 'Call to address, injuries seen',
}
const now = new Date('2025-03-01T12:00:00.400Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

/** What an investigator states who asks for a victim's information. */
function victimRequest(changes: object = {}) {
  return {
    purpose: 'VICTIM_INFORMATION_REQUEST',
    necessityStatement: 'The only source of when she was hurt',
    noticeToVictim: 'Letter handed over on 20 November',
    ...changes,
  }
}

/** "opened", or the code of the error. */
function outcomeOf(open: () => unknown): string {
  try {
    open()
    return 'opened'
  } catch (error) {
    return error instanceof HubError ? error.code : String(error)
  }
}

describe('an enquiry', () => {
  let folder: string
  let key: SigningKey
  let otherKey: SigningKey
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-enquiries-'))
    key = openSigningKey(folder, 'hub')
    otherKey = openSigningKey(folder, 'other')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const open = (changes: object = {}, requester = analyst) =>
    openEnquiry({ ...input, ...changes }, requester, { key, policy, now })
  const verify = (token: string | null | undefined, requester = analyst, at = now) =>
    verifyEnquiry(token, requester, { keys: findAmong([key]), policy, now: at })

  it('is opened for eight hours', () => {
    expect(open()).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      token: expect.any(String) as string,
      expiresAt: '2025-03-01T20:00:00.000Z',
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MASH-0001',
    })
  })

  it('says afterwards why it was opened', async () => {
    const { id, token } = open()
    await expect(verify(token)).resolves.toEqual({ id, ...input, statements: {} })
  })

  it('says what else it states, by kind of statement', async () => {
    const { token } = open({ publicInterestTest: '  Serious \u001b[2J injury  is likely ' })
    await expect(verify(token)).resolves.toMatchObject({
      statements: { PUBLIC_INTEREST_TEST: 'Serious [2J injury is likely' },
    })
    const investigator = { ...analyst, roles: ['police.officer'] }
    const request = open(victimRequest(), investigator)
    await expect(verify(request.token, investigator)).resolves.toMatchObject({
      statements: {
        NECESSITY: 'The only source of when she was hurt',
        NOTICE_TO_VICTIM: 'Letter handed over on 20 November',
      },
    })
  })

  it('keeps case and reason trimmed, with single spaces', async () => {
    const { token } = open({ caseReference: ' MASH-0001 ', reason: '  Call to\n\taddress,  seen ' })
    await expect(verify(token)).resolves.toMatchObject({
      caseReference: 'MASH-0001',
      reason: 'Call to address, seen',
    })
  })

  it.each<[object, string]>([
    [{ reason: 'x'.repeat(14) }, 'REASON_TOO_SHORT'],
    [{ reason: `${'x'.repeat(14)}   ` }, 'REASON_TOO_SHORT'],
    [{ reason: `a${' '.repeat(20)}b` }, 'REASON_TOO_SHORT'],
    [{ reason: '' }, 'REASON_TOO_SHORT'],
    [{ reason: 'x'.repeat(501) }, 'REASON_TOO_LONG'],
    [{ caseReference: '' }, 'CASE_REFERENCE_INVALID'],
    [{ caseReference: '--' }, 'CASE_REFERENCE_INVALID'],
    [{ caseReference: 'MASH 0001' }, 'CASE_REFERENCE_INVALID'],
    [{ caseReference: 'M'.repeat(41) }, 'CASE_REFERENCE_INVALID'],
    [{ caseReference: 'MASH-0001\nX' }, 'CASE_REFERENCE_INVALID'],
    [{ purpose: 'CURIOSITY' }, 'PURPOSE_UNKNOWN'],
    [{ publicInterestTest: 'because' }, 'STATEMENT_TOO_SHORT'],
    [{ publicInterestTest: `a${' '.repeat(20)}b` }, 'STATEMENT_TOO_SHORT'],
    [{ publicInterestTest: 'x'.repeat(301) }, 'STATEMENT_TOO_LONG'],
    [{ purpose: 'VICTIM_INFORMATION_REQUEST' }, 'STATEMENT_REQUIRED'],
    [victimRequest({ noticeToVictim: undefined }), 'STATEMENT_REQUIRED'],
    [victimRequest({ necessityStatement: '\n\t' }), 'STATEMENT_REQUIRED'],
    [{ purpose: '' }, 'PURPOSE_UNKNOWN'],
  ])('is not opened with %j', (changes, reason) => {
    expect(() => open(changes)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        extensions: expect.objectContaining({ reason }) as object,
      }) as Error,
    )
  })

  it.each([
    [{ reason: 'x'.repeat(15) }],
    [{ reason: 'x'.repeat(500) }],
    [{ caseReference: 'A/1' }],
  ])('is opened with %j', (changes) => {
    expect(open(changes).id).toBeDefined()
  })

  it.each<[string, string]>([
    ['mash.analyst', 'ADULT_SAFEGUARDING DOMESTIC_ABUSE_RISK'],
    ['housing.officer', 'ADULT_SAFEGUARDING'],
    ['dpo', 'AUDIT'],
    ['agency.developer', ''],
  ])('is opened by %s for these purposes only: %s', (role, expected) => {
    const requester = { ...analyst, roles: [role] }
    const outcomes = purposes.map((purpose) => [
      purpose,
      outcomeOf(() => open({ ...victimRequest(), purpose }, requester)),
    ])
    const opened = outcomes
      .filter(([, outcome]) => outcome === 'opened')
      .map(([purpose]) => purpose)
    const refused = outcomes.filter(([, outcome]) => outcome === 'PURPOSE_NOT_PERMITTED')
    expect(opened.length + refused.length).toBe(purposes.length)
    expect(opened.join(' ')).toBe(expected)
  })

  it.each([null, undefined, '', ' '])('is required (%p)', async (token) => {
    await expect(verify(token)).rejects.toMatchObject({ code: 'ENQUIRY_REQUIRED' })
  })

  it('lasts until its last second', async () => {
    const { token } = open()
    const lastSecond = 8 * 3600 - 1
    await expect(verify(token, analyst, later(lastSecond))).resolves.toBeDefined()
    await expect(verify(token, analyst, later(lastSecond + 1))).rejects.toMatchObject({
      code: 'ENQUIRY_EXPIRED',
    })
  })

  it.each<[string, Partial<Requester>]>([
    ['another member of staff', { staffId: 'mash.manager' }],
    ['the same name in another organisation', { homeAgency: 'northshire-police' }],
    ['a system, for another of its users', { onBehalfOf: 'a.nother' }],
  ])('is refused for %s', async (_who, changes) => {
    const { token } = open()
    await expect(verify(token, { ...analyst, ...changes })).rejects.toMatchObject({
      code: 'ENQUIRY_INVALID',
      extensions: { reason: 'NOT_YOUR_ENQUIRY' },
    })
  })

  it('ends for who has lost the role since', async () => {
    const { token } = open()
    await expect(verify(token, { ...analyst, roles: ['idva'] })).rejects.toMatchObject({
      code: 'PURPOSE_NOT_PERMITTED',
    })
  })

  it.each<[string, object, number, string]>([
    ['lives for less', { lifeMinutes: 60 }, 59 * 60, 'good'],
    ['lives for less', { lifeMinutes: 60 }, 60 * 60, 'ENQUIRY_EXPIRED'],
    ['is for emergencies', { isBreakGlass: true }, 0, 'good'],
    ['needs no case', { mayLackCase: true }, 0, 'good'],
  ])('goes by the terms of today when its purpose %s: %j, %i s', async (...row) => {
    const [, terms, seconds, expected] = row
    const known = policy.terms.get('ADULT_SAFEGUARDING')
    const changed = new Map([...policy.terms, ['ADULT_SAFEGUARDING', { ...known, ...terms }]])
    const check = { keys: findAmong([key]), policy: { ...policy, terms: changed as never } }
    const verified = verifyEnquiry(open().token, analyst, { ...check, now: later(seconds) })
    const outcome = verified.then(
      () => 'good',
      (error: unknown) => (error as HubError).code,
    )
    await expect(outcome).resolves.toBe(expected)
  })

  it('ends when its purpose needs a case by now and it has none', async () => {
    const manager = { ...analyst, roles: ['mash.manager'] }
    const { token } = open({ purpose: 'VITAL_INTERESTS', caseReference: null }, manager)
    await expect(verify(token, manager)).resolves.toBeDefined()
    const known = policy.terms.get('VITAL_INTERESTS')
    const changed = new Map([
      ...policy.terms,
      ['VITAL_INTERESTS', { ...known, mayLackCase: false }],
    ])
    const check = { keys: findAmong([key]), policy: { ...policy, terms: changed as never }, now }
    await expect(verifyEnquiry(token, manager, check)).rejects.toMatchObject({
      code: 'ENQUIRY_EXPIRED',
    })
  })

  const forged = (changes: object, header: object = {}) => {
    const claims = JSON.parse(
      JSON.stringify({ ...(decode(open().token) as object), ...changes }),
    ) as object
    return sign(claims, key.privateKey, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'sightline-enquiry+jwt', kid: key.kid, ...header },
    })
  }
  const unsigned = () => {
    const [, payload] = open().token.split('.')
    const header = { alg: 'none', typ: 'sightline-enquiry+jwt', kid: key.kid }
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload ?? ''}.`
  }
  const hubToken = () =>
    signHubToken(
      {
        aud: 'sightline-enquiry',
        sub: analyst.staffId,
        homeAgency: analyst.homeAgency,
        roles: analyst.roles,
        purpose: 'ADULT_SAFEGUARDING',
        legalPower: 'none',
        enquiryId: 'e',
        caseReference: 'MASH-0001',
        requestId: 'r',
      },
      { body: '', key, now },
    )

  it('is accepted when signed like this', async () => {
    await expect(verify(forged({}))).resolves.toMatchObject({ caseReference: 'MASH-0001' })
  })

  it.each<[string, () => string]>([
    ['not a token', () => 'abc'],
    ['dots only', () => '..'],
    ['an oversized token', () => forged({ note: 'x'.repeat(8192) })],
    ['no signature', unsigned],
    [
      "another key's signature",
      () => openEnquiry(input, analyst, { key: otherKey, policy, now }).token,
    ],
    ['another type', () => forged({}, { typ: 'JWT' })],
    ['no key id', () => forged({}, { kid: undefined })],
    ['another audience', () => forged({ aud: 'sightline' })],
    ['another issuer', () => forged({ iss: 'https://sign-in.example' })],
    ['no reason', () => forged({ reason: undefined })],
    ['no statements', () => forged({ statements: undefined })],
    ['a statement that is no text', () => forged({ statements: { NECESSITY: 1 } })],
    ['no end', () => forged({ exp: undefined })],
    ['a token for an agency', hubToken],
  ])('is refused as invalid: %s', async (_what, token) => {
    await expect(verify(token())).rejects.toMatchObject({ code: 'ENQUIRY_INVALID' })
  })

  it('is refused by an agency in place of a hub token', async () => {
    await expect(
      verifyHubToken(open().token, {
        audience: 'sightline-enquiry',
        body: '',
        keys: findAmong([key]),
        replayGuard: new ReplayGuard(0),
        now,
      }),
    ).rejects.toMatchObject({ extensions: { reason: 'HUB_TOKEN_INVALID' } })
  })
})
