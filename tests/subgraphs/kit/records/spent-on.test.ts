import type { Sentence } from '../../../../subgraphs/kit/records/spent-on'
import { addMonths, cautionSpentOn, isSpent } from '../../../../subgraphs/kit/records/spent-on'

import { spentAmong } from '../../../../subgraphs/kit/records/spent-among'

const now = '2026-01-01'
const in2020 = '2020-01-01'
const in2010 = '2010-01-01'
const adult = '1984-03-01'

function sentence(
  disposal: string,
  lengthMonths: number | null = null,
  convictionDate = '2004-05-10',
): Sentence {
  return { disposal, lengthMonths, convictionDate, offence: '049/10' }
}

function spent(one: Sentence, on = now, dateOfBirth: string | null = adult): string {
  const result = spentAmong([one], { on, dateOfBirth })(one)
  return typeof result === 'string' ? result : result.day
}

describe('the day on which a conviction is spent', () => {
  it.each<[string, Sentence, string, string]>([
    // Police, Crime, Sentencing and Courts Act 2022: from the end of the sentence.
    ['an absolute discharge', sentence('ABSOLUTE_DISCHARGE'), now, '2004-05-10'],
    ['a conditional discharge', sentence('CONDITIONAL_DISCHARGE', 12), now, '2005-05-10'],
    ['a fine', sentence('FINE'), now, '2005-05-10'],
    ['a community order', sentence('COMMUNITY_ORDER', 24), now, '2006-05-10'],
    ['12 months', sentence('IMPRISONMENT', 12), now, '2006-05-10'],
    ['12 months suspended', sentence('SUSPENDED_SENTENCE', 12), now, '2006-05-10'],
    ['13 months', sentence('IMPRISONMENT', 13), now, '2009-06-10'],
    ['48 months', sentence('IMPRISONMENT', 48), now, '2012-05-10'],
    ['49 months', sentence('IMPRISONMENT', 49), now, '2015-06-10'],
    ['49 months for s.18', { ...sentence('IMPRISONMENT', 49), offence: '005/01' }, now, 'NEVER'],
    [
      '48 months for s.18',
      { ...sentence('IMPRISONMENT', 48), offence: '005/01' },
      now,
      '2012-05-10',
    ],
    // Legal Aid, Sentencing and Punishment of Offenders Act 2012.
    ['6 months, in 2020', sentence('IMPRISONMENT', 6), in2020, '2006-11-10'],
    ['7 months, in 2020', sentence('IMPRISONMENT', 7), in2020, '2008-12-10'],
    ['31 months, in 2020', sentence('IMPRISONMENT', 31), in2020, '2013-12-10'],
    ['49 months, in 2020', sentence('IMPRISONMENT', 49), in2020, 'NEVER'],
    ['a community order, in 2020', sentence('COMMUNITY_ORDER', 12), in2020, '2006-05-10'],
    // As enacted in 1974: from conviction.
    ['6 months, in 2010', sentence('IMPRISONMENT', 6), in2010, '2011-05-10'],
    ['30 months, in 2010', sentence('IMPRISONMENT', 30), in2010, '2014-05-10'],
    ['31 months, in 2010', sentence('IMPRISONMENT', 31), in2010, 'NEVER'],
    ['a fine, in 2010', sentence('FINE'), in2010, '2009-05-10'],
    ['an absolute discharge, in 2010', sentence('ABSOLUTE_DISCHARGE'), in2010, '2004-11-10'],
    // What nobody wrote down.
    ['custody of unknown length', sentence('IMPRISONMENT'), now, 'NOT_KNOWN'],
    ['a community order of unknown length', sentence('COMMUNITY_ORDER'), now, 'NOT_KNOWN'],
    ['a disposal nobody knows', sentence('HOSPITAL_ORDER', 6), now, 'NOT_KNOWN'],
    ['no day of conviction', { ...sentence('FINE'), convictionDate: null }, now, 'NOT_KNOWN'],
    ['a time before the Act', sentence('FINE'), '1970-01-01', 'NOT_KNOWN'],
  ])('follows the table of its day: %s', (_what, one, on, expected) => {
    expect(spent(one, on)).toBe(expected)
  })

  it.each([
    ['the day before turning 18', '1986-05-11', '2005-11-10'],
    ['on the birthday', '1986-05-10', '2006-05-10'],
    ['at an age not known', null, '2006-05-10'],
  ])('is nearer for somebody convicted %s', (_when, dateOfBirth, expected) => {
    expect(spent(sentence('IMPRISONMENT', 12), now, dateOfBirth)).toBe(expected)
  })

  const first = sentence('IMPRISONMENT', 12, '2004-01-10') // alone: 2006-01-10
  it.each<[string, Sentence, string]>([
    ['inside the period, later', sentence('IMPRISONMENT', 24, '2005-12-01'), '2011-12-01'],
    [
      'inside the period, but spent earlier',
      sentence('ABSOLUTE_DISCHARGE', null, '2005-01-01'),
      '2006-01-10',
    ],
    ['after the period', sentence('IMPRISONMENT', 24, '2006-01-10'), '2006-01-10'],
    [
      'inside the period, never spent',
      { ...sentence('IMPRISONMENT', 60, '2005-01-01'), offence: '005/01' },
      'NEVER',
    ],
    [
      'inside the period, of unknown length',
      sentence('IMPRISONMENT', null, '2005-01-01'),
      'NOT_KNOWN',
    ],
    ['before it', sentence('IMPRISONMENT', 48, '2003-01-01'), '2006-01-10'],
  ])('is put off by a further conviction only %s', (_what, other, expected) => {
    const result = spentAmong([first, other], { on: now, dateOfBirth: adult })(first)
    expect(typeof result === 'string' ? result : result.day).toBe(expected)
  })

  it('is put off again by each conviction of a chain', () => {
    const all = [
      first,
      sentence('IMPRISONMENT', 12, '2005-12-01'), // 2007-12-01
      sentence('IMPRISONMENT', 12, '2007-11-01'), // 2009-11-01
    ]
    expect(spentAmong(all, { on: now, dateOfBirth: adult })(first)).toEqual({ day: '2009-11-01' })
  })
})

describe('a caution', () => {
  const question = { on: now, dateOfBirth: adult }

  it.each([
    ['SIMPLE', '2024-05-31'],
    ['CONDITIONAL', '2024-08-31'],
  ])('%s is spent on %s', (kind, day) => {
    expect(cautionSpentOn({ kind, day: '2024-05-31' }, question)).toEqual({ day })
  })
})

describe('being spent', () => {
  it.each([
    [{ day: '2026-01-02' }, false],
    [{ day: '2026-01-01' }, true],
    ['NEVER' as const, false],
    ['NOT_KNOWN' as const, false],
  ])('%j is %s on the day', (result, expected) => {
    expect(isSpent(result, now)).toBe(expected)
  })

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('counts months of the calendar: %s and %s months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })
})
