import { decide } from '../../policies/decide'
import type { DisclosureFacts } from '../../policies/facts'
import { readPolicy } from '../../policies/policy'
import { readAgreementFiles } from '../../policies/agreement-files'
import { readProhibitions } from '../../policies/prohibitions'
import prohibitionData from '../../policies/prohibitions.json'
import { readPurposeTerms, statuteOn } from '../../policies/purposes'
import purposeData from '../../policies/purposes.json'
import { categories, roles, statements } from '../../policies/vocabulary'
import { currentPolicy } from '../helpers/current-policy'

const permit = {
  recipientRole: 'csh.coordinator',
  purpose: 'SERIOUS_VIOLENCE_PREVENTION',
  discloses: ['HEALTH'],
  legalPower: 'Police, Crime, Sentencing and Courts Act 2022 s.16',
  condition: 'UK GDPR Art 6(1)(e)',
  handling: 'NO_ONWARD',
}

function agreementOf(source: string, ...rows: readonly object[]) {
  return { source, version: '1', inForceFrom: '2025-01-01', inForceUntil: '2029-12-31', rows }
}

/** The policy in force with another agreement of one source. */
function policyWith(source: string, rows: readonly object[], prohibitions: unknown = []) {
  const agreements = { ...readAgreementFiles(), [source]: agreementOf(source, ...rows) }
  return readPolicy(purposeData, agreements, { prohibitions })
}

function outcomeOf(facts: Partial<DisclosureFacts>, policy = currentPolicy): string {
  const asked = { roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING', askedOn: '2026-11-28' }
  const about = { sourceKind: 'hospital', categories: ['HEALTH'] }
  const decision = decide({ ...asked, ...about, ...facts }, policy)
  return decision.effect === 'permit' ? decision.legalPower : decision.reason
}

describe('what a statute prohibits', () => {
  const questions = prohibitionData.flatMap(({ purpose, sources }) =>
    sources.map((sourceKind) => [purpose, sourceKind] as const),
  )

  it.each(questions)('is told to nobody: %s from %s', (purpose, sourceKind) => {
    for (const role of roles)
      for (const category of categories)
        expect(['PROHIBITED_BY_LAW', 'PURPOSE_NOT_HELD_BY_ROLE']).toContain(
          outcomeOf({
            roles: [role],
            purpose,
            sourceKind,
            categories: [category],
            stated: statements,
          }),
        )
  })

  it('is refused as a row, so that no row looks like a right', () => {
    expect(() => policyWith('hospital', [permit], prohibitionData)).toThrow(
      'policies/agreements/hospital.json, row 1: Police, Crime, Sentencing and Courts Act 2022 s.16(4) prohibits it',
    )
  })

  it('goes before every row, were one there', () => {
    const permissive = policyWith('hospital', [permit])
    const facts = { roles: ['csh.coordinator'], purpose: 'SERIOUS_VIOLENCE_PREVENTION' }
    expect(outcomeOf(facts, permissive)).toContain('s.16')
    const { prohibitions } = currentPolicy
    expect(outcomeOf(facts, { ...permissive, prohibitions })).toBe('PROHIBITED_BY_LAW')
  })

  it.each<[unknown, string]>([
    [{}, 'p.json: expected a list'],
    [[{ purpose: 'FUN' }], 'p.json, row 1'],
    [[{ ...prohibitionData[0], purpose: 'FUN' }], 'purpose: unknown "FUN"'],
    [[{ ...prohibitionData[0], sources: [] }], 'prohibits no source'],
    [[{ ...prohibitionData[0], law: ' ' }], 'law must name a statute'],
    [[{ ...prohibitionData[0], roles: [] }], '"roles" is not part of a prohibition'],
  ])('is refused when it cannot be understood: %j', (content, problem) => {
    expect(() => readProhibitions('p.json', content)).toThrow(problem)
  })
})

describe('a positive public-interest test', () => {
  it.each([
    [['PUBLIC_INTEREST_TEST'], 'Common law of confidentiality'],
    [statements, 'Common law of confidentiality'],
    [[], 'PUBLIC_INTEREST_TEST_MISSING'],
    [undefined, 'PUBLIC_INTEREST_TEST_MISSING'],
    [['NECESSITY'], 'PUBLIC_INTEREST_TEST_MISSING'],
    [['public_interest_test'], 'PUBLIC_INTEREST_TEST_MISSING'],
  ])('is needed for confidential health data; stated %j: %s', (stated, outcome) => {
    expect(outcomeOf(stated ? { stated } : {})).toContain(outcome)
  })

  it('widens nothing: what is not disclosed is withheld for that reason', () => {
    const stated = statements
    expect(outcomeOf({ stated, categories: ['SEXUAL_ORIENTATION'] })).toBe('CATEGORY_NOT_DISCLOSED')
    expect(outcomeOf({ categories: ['SEXUAL_ORIENTATION'] })).toBe('CATEGORY_NOT_DISCLOSED')
  })

  it('is not needed in an emergency', () => {
    const facts = { roles: ['mash.manager'], purpose: 'VITAL_INTERESTS' }
    expect(outcomeOf(facts)).toContain('disclosure to save life')
  })
})

describe('a row that holds for a time', () => {
  const row = { ...permit, recipientRole: 'mash.analyst', purpose: 'ADULT_SAFEGUARDING' }
  const policy = policyWith('hospital', [
    { ...row, condition: 'UK GDPR Art 6(1)(f)', inForceUntil: '2026-02-04' },
    {
      ...row,
      condition: 'UK GDPR Art 6(1)(ea)',
      inForceFrom: '2026-02-05',
      inForceUntil: '2026-12-31',
    },
  ])

  it.each([
    ['2024-12-31', 'AGREEMENT_NOT_IN_FORCE'],
    ['2026-02-04', 'Art 6(1)(f)'],
    ['2026-02-05', 'Art 6(1)(ea)'],
    ['2026-12-31', 'Art 6(1)(ea)'],
    ['2027-01-01', 'AGREEMENT_NOT_IN_FORCE'],
  ])('is the one of the day: %s: %s', (askedOn, outcome) => {
    expect(outcomeOf({ askedOn }, policy)).toContain(outcome)
  })
})

describe('the statute of a purpose', () => {
  const statutes = [
    { statute: 'Old Act s.9', from: '2011-04-13', until: '2027-03-31' },
    { statute: 'New Act s.19', from: '2027-04-01', until: null },
  ]

  it.each([
    ['2011-04-12', null],
    ['2027-03-31', 'Old Act s.9'],
    ['2027-04-01', 'New Act s.19'],
  ])('is the one in force on the day: %s: %s', (day, expected) => {
    expect(statuteOn(statutes, day)).toBe(expected)
  })

  it('of a death review is named with its day', () => {
    const terms = readPurposeTerms('purposes.json', purposeData).get('DEATH_REVIEW')
    expect(statuteOn(terms?.statutes ?? [], '2026-11-28')).toBe(
      'Domestic Violence, Crime and Victims Act 2004 s.9',
    )
  })
})
