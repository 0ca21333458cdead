import { mayClaim } from '../../policies/decide'
import { readPurposeTerms } from '../../policies/purposes'
import purposeData from '../../policies/purposes.json'
import { purposeOfReason, readReasons } from '../../policies/reasons'
import reasonData from '../../policies/reasons.json'
import { currentPolicy } from '../helpers/current-policy'

const law = (path: string) => `https://www.legislation.gov.uk/${path}`
const careAct = law('ukpga/2014/23/section/42')
const terms = readPurposeTerms('purposes.json', purposeData)

/** A reason, by whom it is given, and the purpose that comes of it; null: denied. */
type Row = readonly [reason: string, role: string, purpose: string | null]

const table: readonly Row[] = [
  [careAct, 'mash.analyst', 'ADULT_SAFEGUARDING'],
  [careAct, 'adult.social.worker', 'ADULT_SAFEGUARDING'],
  [careAct, 'housing.officer', 'ADULT_SAFEGUARDING'],
  [careAct, 'police.officer', null],
  [careAct, 'probation.officer', null],
  [careAct, 'dpo', null],
  [careAct, 'agency.developer', null],
  [law('ukpga/2007/21/section/14'), 'probation.officer', 'OFFENDER_MANAGEMENT'],
  [law('ukpga/2007/21/section/14'), 'mash.analyst', null],
  [law('ukpga/1998/37/section/115'), 'police.officer', 'CRIME_PREVENTION'],
  [law('ukpga/1998/37/section/115'), 'adult.social.worker', null],
  [law('ukpga/2022/32/section/16'), 'csh.coordinator', 'SERIOUS_VIOLENCE_PREVENTION'],
  [law('ukpga/2022/32/section/16'), 'nhs.safeguarding.lead', null],
  [law('ukpga/2021/17/section/77'), 'police.officer', 'DVDS'],
  [law('ukpga/2021/17/section/77'), 'idva', null],
  [law('ukpga/2004/28/section/9'), 'dardr.reviewer', 'DEATH_REVIEW'],
  [law('ukpga/2004/28/section/9'), 'mash.manager', null],
  // The hub is about adults: the example of the standard is denied.
  [law('ukpga/1989/41/section/47'), 'mash.analyst', null],
  [law('ukpga/2014/23/section/4'), 'mash.analyst', null],
  [law('ukpga/2014/23/section/42?view=plain'), 'mash.analyst', null],
  [careAct.toUpperCase(), 'mash.analyst', null],
  [`${careAct} `, 'mash.analyst', null],
  ['ADULT_SAFEGUARDING', 'mash.analyst', null],
  ['', 'mash.analyst', null],
]

describe('a law as the reason for asking', () => {
  it.each(table)('%s of %s: %s', (reason, role, expected) => {
    const purpose = purposeOfReason(currentPolicy.reasons, reason, '2026-11-28')
    const claimed = purpose !== null && mayClaim([role], purpose, currentPolicy) ? purpose : null
    expect(claimed).toBe(expected)
  })

  it.each([
    ['2024-12-31', null],
    ['2025-01-01', 'ADULT_SAFEGUARDING'],
    ['2029-12-31', 'ADULT_SAFEGUARDING'],
    ['2030-01-01', null],
  ])('is taken on the days of its row only: %s %s', (day, expected) => {
    expect(purposeOfReason(currentPolicy.reasons, careAct, day)).toBe(expected)
  })

  it('may stand for another purpose from another day on', () => {
    const [first] = reasonData
    const reasons = readReasons(
      'r.json',
      [
        { ...first, inForceUntil: '2026-03-31' },
        { ...first, purpose: 'DOMESTIC_ABUSE_RISK', inForceFrom: '2026-04-01' },
      ],
      terms,
    )
    expect(purposeOfReason(reasons, careAct, '2026-03-31')).toBe('ADULT_SAFEGUARDING')
    expect(purposeOfReason(reasons, careAct, '2026-04-01')).toBe('DOMESTIC_ABUSE_RISK')
  })

  it('is refused to at least as many as it is taken from', () => {
    const denied = table.filter(([, , purpose]) => purpose === null)
    expect(denied.length * 2).toBeGreaterThanOrEqual(table.length)
  })
})

describe('the file of reasons', () => {
  const [row] = reasonData

  it.each<[string, unknown, string]>([
    ['no list', {}, 'r.json: expected a list'],
    ['no object', ['x'], 'r.json, row 1: expected an object'],
    ['an unknown purpose', [{ ...row, purpose: 'FUN' }], 'row 1: purpose: unknown "FUN"'],
    ['no reason', [{ ...row, reason: ' ' }], 'row 1: reason must be the address of a law'],
    ['no address', [{ ...row, reason: 'Care Act' }], 'without a query or a fragment'],
    ['no TLS', [{ ...row, reason: careAct.replace('https', 'http') }], 'must be an https address'],
    ['a query', [{ ...row, reason: `${careAct}?a` }], 'without a query or a fragment'],
    ['another way to write it', [{ ...row, reason: careAct.replace('www', 'WWW') }], 'an https'],
    ['no day', [{ ...row, inForceFrom: null }], 'row 1: inForceFrom must be a day'],
    ['an end before its start', [{ ...row, inForceUntil: '2024-01-01' }], 'is before inForceFrom'],
    ['another member', [{ ...row, role: 'dpo' }], '"role" is not part of a reason'],
    ['the same twice', [row, row], 'row 2: row 1 is about the same reason'],
    ['an emergency', [{ ...row, purpose: 'VITAL_INTERESTS' }], 'an emergency has no address'],
  ])('is refused with %s', (_what, content, problem) => {
    expect(() => readReasons('r.json', content, terms)).toThrow(problem)
  })
})
