import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Agreement } from '../../../policies/agreements'
import { readAgreement } from '../../../policies/agreements'
import { readAgreementsAt } from '../../../scripts/policy/agreement-paths'
import { diffAgreements } from '../../../scripts/policy/diff'

const row = {
  recipientRole: 'police.officer',
  purpose: 'CRIME_PREVENTION',
  discloses: ['IDENTITY', 'HEALTH'],
  legalPower: 'Crime and Disorder Act 1998 s.115',
  condition: 'UK GDPR Art 6(1)(e)',
  handling: 'NO_ONWARD',
}
const days = { version: '1', inForceFrom: '2026-01-01', inForceUntil: '2026-12-31' }
const file = (...rows: readonly object[]) => ({ source: 'hospital', ...days, rows })
const agreement = (...rows: readonly object[]): Agreement => readAgreement('f', file(...rows))

describe('the changes between two versions', () => {
  it.each<[string, readonly object[], readonly object[], readonly string[]]>([
    ['none', [row], [row], []],
    [
      'less is told',
      [row],
      [{ ...row, discloses: ['IDENTITY'] }],
      ['Hospital may no longer tell the police officer for CRIME_PREVENTION: HEALTH.'],
    ],
    [
      'nothing is told any more',
      [row],
      [],
      ['Hospital may no longer tell the police officer for CRIME_PREVENTION: IDENTITY, HEALTH.'],
    ],
    [
      'more is told',
      [row],
      [{ ...row, discloses: ['IDENTITY', 'HEALTH', 'ADDRESS'], showsSpent: true }],
      [
        'Hospital may now tell the police officer for CRIME_PREVENTION: ADDRESS, spent convictions.',
      ],
    ],
    [
      'the terms',
      [row],
      [{ ...row, handling: 'MASH_ONLY', requires: ['PUBLIC_INTEREST_TEST'] }],
      [
        'Hospital to the police officer for CRIME_PREVENTION: the handling is now "MASH_ONLY"; it was "NO_ONWARD".',
        'Hospital to the police officer for CRIME_PREVENTION: what the enquiry must state is now "PUBLIC_INTEREST_TEST"; it was nothing.',
      ],
    ],
  ])('are told in sentences: %s', (_what, before, after, expected) => {
    expect(diffAgreements([agreement(...before)], [agreement(...after)])).toEqual(expected)
  })

  it('name an agreement that is new, gone or of other days', () => {
    const [old] = [agreement(row)]
    expect(diffAgreements([], [agreement()])).toEqual(['Hospital has an agreement now.'])
    expect(diffAgreements([agreement()], [])).toEqual([
      'Hospital has no agreement any more: it tells nobody anything.',
    ])
    expect(diffAgreements([old], [{ ...old, inForceUntil: '2026-06-30' }])).toEqual([
      'The agreement of Hospital is in force 2026-01-01 to 2026-06-30; it was 2026-01-01 to 2026-12-31.',
    ])
  })
})

describe('agreements at a path', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-agreements-'))
    mkdirSync(path.join(folder, 'agreements'))
    mkdirSync(path.join(folder, 'empty'))
    writeFileSync(path.join(folder, 'agreements', 'hospital.json'), JSON.stringify(file(row)))
    writeFileSync(path.join(folder, 'broken.json'), '{')
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(['.', 'agreements', 'agreements/hospital.json'])('are read of %s', (given) => {
    expect(readAgreementsAt(path.join(folder, given))).toEqual([agreement(row)])
  })

  it.each([
    ['nowhere', 'There is no file or folder'],
    ['empty', 'There are no agreements in'],
    ['broken.json', 'cannot be read as JSON'],
  ])('are refused of %s', (given, problem) => {
    expect(() => readAgreementsAt(path.join(folder, given))).toThrow(problem)
  })
})
