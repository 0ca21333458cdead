import { readRegister } from '../../common/register'
import { readAgreementFiles } from '../../policies/agreement-files'
import police from '../../policies/agreements/police.json'
import { findProblems } from '../../policies/check'
import { readPolicy } from '../../policies/policy'
import { partsOf, readPowers } from '../../policies/powers'
import purposes from '../../policies/purposes.json'
import { readSourceFields } from '../../scripts/policy/source-fields'
import { currentPolicy, currentPowers as powers } from '../helpers/current-policy'

const fields = readSourceFields(readRegister())
const files = readAgreementFiles()
const { inForceFrom, inForceUntil } = police

/** The policy in force with another first row of the police. */
function withFirstRow(changes: object) {
  const [first, ...others] = police.rows
  return readPolicy(purposes, {
    ...files,
    police: { ...police, rows: [{ ...first, ...changes }, ...others] },
  })
}

describe('the check of the policy', () => {
  it('finds nothing wrong with the policy in force', () => {
    expect(findProblems(currentPolicy, { fields, powers, on: inForceFrom })).toEqual([])
  })

  it('finds a rule about a field that does not exist', () => {
    const policy = withFirstRow({ withholds: ['Incident.notes', 'Incident.gossip'] })
    expect(findProblems(policy, { fields, powers, on: inForceFrom })).toEqual([
      'police, row 1: withholds Incident.gossip, which does not exist',
    ])
  })

  it('finds a rule about a field that only another kind of source has', () => {
    const policy = withFirstRow({ withholds: ['Attendance.injuries'] })
    expect(findProblems(policy, { fields, powers, on: inForceFrom })).toHaveLength(1)
  })

  it('finds a kind of source without an agreement', () => {
    const more = new Map(fields).set('school', new Map([['Pupil.name', ['IDENTITY']]]))
    expect(findProblems(currentPolicy, { fields: more, powers, on: inForceFrom })).toEqual([
      'school: there is no agreement policies/agreements/school.json',
    ])
  })

  it('finds a field without classification', () => {
    const forgotten = new Map(fields).set('police', new Map([['Incident.mood', null]]))
    expect(findProblems(currentPolicy, { fields: forgotten, powers, on: inForceFrom })).toContain(
      'police: Incident.mood has no classification',
    )
  })

  it.each([
    [inForceUntil, []],
    ['9999-12-31', ['police: the agreement ended on ' + inForceUntil]],
    ['1999-12-31', ['police: the agreement begins only on ' + inForceFrom]],
  ])('finds agreements that are not in force on %s', (on, expected) => {
    const found = findProblems(currentPolicy, { fields, powers, on })
    expect(found.filter((problem) => problem.startsWith('police:'))).toEqual(expected)
  })

  it.each(['because we must', 'Care Act 2014', '-'])(
    'finds a permit that rests on no section of an act: %s',
    (legalPower) => {
      const found = findProblems(withFirstRow({ legalPower }), { fields, powers, on: inForceFrom })
      expect(found).toEqual(['police, row 1: no legal power'])
    },
  )

  it('finds a permit without an Article or a Schedule', () => {
    const found = findProblems(withFirstRow({ condition: 'agreed' }), {
      fields,
      powers,
      on: inForceFrom,
    })
    expect(found).toEqual(['police, row 1: no Article or Schedule'])
  })

  it('finds a permit on a power that is not listed', () => {
    const legalPower = 'Crime and Disorder Act 1998 s.115; Made Up Act 1999 s.3'
    const found = findProblems(withFirstRow({ legalPower }), { fields, powers, on: inForceFrom })
    expect(found).toEqual(['police, row 1: "Made Up Act 1999 s.3" is not in policies/powers.json'])
  })

  it.each([
    ['2025-01-01', '2026-02-04', ['begins on 2025-01-01, "Art 99" only on 2026-02-05']],
    ['2026-02-05', '2027-01-31', []],
    ['2026-02-05', '2027-02-01', ['ends on 2027-02-01, "Art 99" already on 2027-01-31']],
  ])('finds a permit on days on which its power is none: %s to %s', (from, until, expected) => {
    const days = { inForceFrom: '2026-02-05', inForceUntil: '2027-01-31' }
    const power = { power: 'Art 99', ...days, source: 'example.com', note: 'Permits nothing.' }
    const found = findProblems(
      withFirstRow({ condition: 'Art 99', inForceFrom: from, inForceUntil: until }),
      { fields, powers: new Map(powers).set(power.power, power), on: inForceFrom },
    )
    expect(found).toEqual(expected.map((problem) => `police, row 1: ${problem}`))
  })
})

describe('the file of powers', () => {
  const power = {
    power: 'Made Up Act 1999 s.3',
    inForceFrom: null,
    inForceUntil: null,
    source: 'example.com',
    note: 'Permits nothing.',
  }

  it('is read by the names that rows use', () => {
    expect([...readPowers('p.json', [power])]).toEqual([[power.power, power]])
  })

  it.each<[unknown, string]>([
    [{}, 'p.json: expected a list'],
    [[{ ...power, power: '' }], 'p.json, row 1: power must name a statute'],
    [[power, power], 'p.json, row 2: Made Up Act 1999 s.3 stands there twice'],
    [[{ ...power, inForceFrom: undefined }], 'p.json, row 1: inForceFrom must be a day'],
    [[{ ...power, inForceUntil: 'soon' }], 'p.json, row 1: inForceUntil must be a day'],
    [[{ ...power, source: ' ' }], 'p.json, row 1: source must say'],
    [[{ ...power, note: null }], 'p.json, row 1: note must say'],
    [[{ ...power, url: 'x' }], 'p.json, row 1: "url" is not part of a power'],
  ])('is refused when it cannot be understood: %j', (content, problem) => {
    expect(() => readPowers('p.json', content)).toThrow(problem)
  })

  it('has no power that no row uses', () => {
    const rows = [...currentPolicy.agreements.values()].flatMap((agreement) => agreement.rows)
    const used = new Set(
      rows.map(partsOf).flatMap((parts) => [...parts.powers, ...parts.conditions]),
    )
    expect([...powers.keys()].filter((name) => !used.has(name))).toEqual([])
  })
})
