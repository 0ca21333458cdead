import { readAgreementFiles } from '../../policies/agreement-files'
import { readAgreement } from '../../policies/agreements'
import police from '../../policies/agreements/police.json'
import { decide } from '../../policies/decide'
import { currentPolicy } from '../helpers/current-policy'
import { readPolicy, requireAgreements } from '../../policies/policy'
import { readPurposeClaims } from '../../policies/purposes'
import purposeData from '../../policies/purposes.json'

/** Every agreement there is, by kind of source. */
const agreements = readAgreementFiles()
const row = {
  recipientRole: 'mash.analyst',
  purpose: 'ADULT_SAFEGUARDING',
  discloses: ['IDENTITY'],
  legalPower: 'Care Act 2014 s.42',
  condition: 'UK GDPR Art 6(1)(c)',
  handling: 'MASH_ONLY',
}
const dates = { version: '7', inForceFrom: '2026-01-01', inForceUntil: '2026-12-31' }
const police2 = (...rows: object[]) => ({ source: 'police', ...dates, rows })

describe('an agreement file', () => {
  it('is read as it stands', () => {
    const { inForceFrom, inForceUntil } = dates
    expect(readAgreement('police.json', police2(row)).rows).toEqual([
      { ...row, withholds: [], showsSpent: false, requires: [], inForceFrom, inForceUntil },
    ])
  })

  it.each<[string, unknown, string]>([
    ['a list', [], 'f.json: expected an object'],
    ['nothing', null, 'f.json: expected an object'],
    ['no source', { ...police2(), source: undefined }, 'f.json: source must name a kind'],
    ['no rows', { ...police2(), rows: undefined }, 'f.json: rows: expected a list'],
    ['a row of text', { ...police2(), rows: ['x'] }, 'f.json, row 1: expected an object'],
    [
      'an unknown role',
      police2(row, { ...row, recipientRole: 'boss' }),
      'f.json, row 2: recipientRole: unknown "boss"',
    ],
    ['an unknown purpose', police2({ ...row, purpose: 'FUN' }), 'f.json, row 1: purpose: unknown'],
    [
      'a missing purpose',
      police2({ ...row, purpose: undefined }),
      'f.json, row 1: purpose: unknown',
    ],
    [
      'an unknown category',
      police2({ ...row, discloses: ['IDENTITY', 'GOSSIP'] }),
      'f.json, row 1: discloses: unknown "GOSSIP"',
    ],
    [
      'an unknown statement',
      police2({ ...row, requires: ['A_HUNCH'] }),
      'f.json, row 1: requires: unknown "A_HUNCH"',
    ],
    [
      'a day that is none',
      police2({ ...row, inForceFrom: '2026-02-30' }),
      'f.json, row 1: inForceFrom must be a day',
    ],
    [
      'a row that ends before it begins',
      police2({ ...row, inForceFrom: '2026-05-02', inForceUntil: '2026-05-01' }),
      'f.json, row 1: inForceUntil is before inForceFrom',
    ],
    [
      'a row before its agreement',
      police2({ ...row, inForceFrom: '2025-12-31' }),
      'f.json, row 1: is in force when its agreement is not',
    ],
    [
      'a row after its agreement',
      police2({ ...row, inForceUntil: '2027-01-01' }),
      'f.json, row 1: is in force when its agreement is not',
    ],
    [
      'two rows for a day',
      police2({ ...row, inForceUntil: '2026-05-01' }, { ...row, inForceFrom: '2026-05-01' }),
      'f.json, row 2: row 1 is about the same role and purpose',
    ],
    ['no categories', police2({ ...row, discloses: [] }), 'f.json, row 1: discloses nothing'],
    [
      'categories as text',
      police2({ ...row, discloses: 'IDENTITY' }),
      'f.json, row 1: discloses: expected a list',
    ],
    ['no legal power', police2({ ...row, legalPower: ' ' }), 'f.json, row 1: legalPower'],
    ['a missing legal power', police2({ ...row, legalPower: 42 }), 'f.json, row 1: legalPower'],
    ['no condition', police2({ ...row, condition: '' }), 'f.json, row 1: condition'],
    ['no version', { ...police2(row), version: '' }, 'f.json: version must name'],
    ['no first day', { ...police2(row), inForceFrom: null }, 'f.json: inForceFrom must be a day'],
    [
      'a day that no calendar has',
      { ...police2(row), inForceUntil: '2026-02-30' },
      'f.json: inForceUntil must be a day',
    ],
    [
      'an end before its beginning',
      { ...police2(row), inForceUntil: '2025-12-31' },
      'f.json: inForceUntil is before inForceFrom',
    ],
    ['a rule beside its rows', { ...police2(row), except: [] }, '"except" is not part of an'],
    [
      'fields kept back that are none',
      police2({ ...row, withholds: [7] }),
      'f.json, row 1: withholds must name fields',
    ],
    ['spent perhaps', police2({ ...row, showsSpent: 'yes' }), 'f.json, row 1: showsSpent'],
    ['an unknown handling', police2({ ...row, handling: 'ANY' }), 'f.json, row 1: handling'],
    [
      'a condition of its own',
      police2({ ...row, onlyIfSex: 'F' }),
      'f.json, row 1: "onlyIfSex" is not part of a row',
    ],
    ['the same sentence twice', police2(row, row), 'f.json, row 2: row 1 is about the same'],
    [
      'data without a purpose',
      police2({ ...row, purpose: null }),
      "f.json, row 1: only the hub's own records",
    ],
  ])('is refused with %s', (_what, content, message) => {
    expect(() => readAgreement('f.json', content)).toThrow(message)
  })
})

describe('the file of purposes', () => {
  it.each<[string, unknown, string]>([
    ['an object', {}, 'p.json: expected a list'],
    ['a purpose missing', purposeData.slice(1), 'p.json: ADULT_SAFEGUARDING is missing'],
    [
      'a purpose twice',
      [...purposeData, purposeData[0]],
      `row ${purposeData.length + 1}: ADULT_SAFEGUARDING stands`,
    ],
    ['an unknown purpose', [{ purpose: 'FUN' }], 'p.json, row 1: purpose: unknown "FUN"'],
    ['no meaning', [{ ...purposeData[0], meaning: '' }], 'p.json, row 1: meaning'],
    [
      'an unknown role',
      [{ ...purposeData[0], claimableBy: ['boss'] }],
      'p.json, row 1: claimableBy: unknown "boss"',
    ],
  ])('is refused with %s', (_what, content, message) => {
    expect(() => readPurposeClaims('p.json', content)).toThrow(message)
  })
})

describe('a policy', () => {
  it('is no policy for a source that has agreed to nothing', () => {
    const others = without('housing')
    const policy = readPolicy(purposeData, others)
    expect(() => {
      requireAgreements(policy, ['police', 'housing'])
    }).toThrow('policies/agreements/housing.json is missing')
    expect(() => {
      requireAgreements(policy, ['police', 'hub'])
    }).not.toThrow()
  })

  it('is refused when a file holds the agreement of another kind', () => {
    expect(() => readPolicy(purposeData, { ...agreements, housing: police })).toThrow(
      'policies/agreements/housing.json: source is "police"',
    )
  })

  it('is refused when a row can never apply', () => {
    const dead = { ...agreements, police: police2({ ...row, purpose: 'DVDS' }) }
    expect(() => readPolicy(purposeData, dead)).toThrow(
      'policies/agreements/police.json, row 1: mash.analyst may not claim DVDS',
    )
  })

  it('has a version that changes with any word of it', () => {
    const other = { ...agreements, police: police2(row) }
    expect(readPolicy(purposeData, agreements).version).toBe(currentPolicy.version)
    expect(readPolicy(purposeData, other).version).not.toBe(currentPolicy.version)
    const fewer = without('housing')
    expect(readPolicy(purposeData, fewer).version).not.toBe(currentPolicy.version)
    expect(readPolicy(purposeData, { housing: agreements['housing'], ...fewer }).version).toBe(
      currentPolicy.version,
    )
    expect(currentPolicy.version).toMatch(/^[0-9a-f]{16}$/)
  })

  it('decides by the data it is given', () => {
    const policy = readPolicy(purposeData, { ...agreements, police: police2(row) })
    const facts = {
      roles: ['mash.analyst'],
      purpose: 'ADULT_SAFEGUARDING',
      sourceKind: 'police',
      askedOn: '2026-01-01',
    }
    expect(decide({ ...facts, categories: ['IDENTITY'] }, policy).effect).toBe('permit')
    expect(decide({ ...facts, categories: ['RISK'] }, policy).effect).toBe('withhold')
  })
})

function without(kind: string) {
  return Object.fromEntries(Object.entries(agreements).filter(([other]) => other !== kind))
}
