import { currentPolicy } from '../helpers/current-policy'
import { readPurposeTerms } from '../../policies/purposes'
import {
  enquiryLifeMinutes,
  mayAskWithoutCase,
  noCase,
  reviewDueBy,
  reviewFlagsOf,
} from '../../policies/review'
import { purposes } from '../../policies/vocabulary'

const others = purposes.filter((purpose) => purpose !== 'VITAL_INTERESTS')

describe('an emergency', () => {
  it('is for vetted roles only', () => {
    expect(currentPolicy.claims.get('VITAL_INTERESTS')).toEqual(['mash.manager', 'police.officer'])
  })

  it('lasts sixty minutes, everything else eight hours, what nobody knows no time at all', () => {
    expect(enquiryLifeMinutes('VITAL_INTERESTS', currentPolicy)).toBe(60)
    for (const purpose of others) expect(enquiryLifeMinutes(purpose, currentPolicy)).toBe(480)
    expect(enquiryLifeMinutes('CURIOSITY', currentPolicy)).toBe(0)
  })

  it.each([
    ['VITAL_INTERESTS', 'MASH-1', ['BREAK_GLASS']],
    ['VITAL_INTERESTS', noCase, ['BREAK_GLASS', 'NO_CASE']],
    ['ADULT_SAFEGUARDING', noCase, ['NO_CASE']],
    ['ADULT_SAFEGUARDING', 'MASH-1', []],
    ['CURIOSITY', 'MASH-1', []],
  ])('is always reviewed: %s, %s: %j', (purpose, caseReference, expected) => {
    expect(reviewFlagsOf({ purpose, caseReference }, currentPolicy)).toEqual(expected)
  })

  it('is reviewed within a day', () => {
    expect(reviewDueBy(new Date('2026-01-01T03:00:00Z'))).toBe('2026-01-02T03:00:00.000Z')
  })

  it('alone may come without a case', () => {
    expect(purposes.filter((purpose) => mayAskWithoutCase(purpose, currentPolicy))).toEqual([
      'VITAL_INTERESTS',
    ])
    expect(mayAskWithoutCase('CURIOSITY', currentPolicy)).toBe(false)
  })
})

describe('the terms of a purpose', () => {
  it.each<[string, object, string]>([
    ['longer than a day of work', { lifeMinutes: 481 }, 'from 1 to 480'],
    ['no time at all', { lifeMinutes: 0 }, 'from 1 to 480'],
    ['a time that is none', { lifeMinutes: '60' }, 'from 1 to 480'],
    ['an emergency longer than an hour', { isBreakGlass: true, lifeMinutes: 61 }, 'from 1 to 60'],
    ['an emergency without its hour', { isBreakGlass: true }, 'from 1 to 60'],
    ['a case that is perhaps needed', { mayLackCase: 'maybe' }, 'mayLackCase is true or false'],
  ])('are refused with %s', (_what, terms, message) => {
    const content = [{ purpose: 'DVDS', ...terms }]
    expect(() => readPurposeTerms('p.json', content)).toThrow(`p.json, row 1: `)
    expect(() => readPurposeTerms('p.json', content)).toThrow(message)
  })
})
