import { readRegister } from '../../common/register'
import { readAgreementFiles } from '../../policies/agreement-files'
import police from '../../policies/agreements/police.json'
import { findProblems } from '../../policies/check'
import { currentPolicy, readPolicy } from '../../policies/policy'
import purposes from '../../policies/purposes.json'
import { readSourceFields } from '../../scripts/policy/source-fields'

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
    expect(findProblems(currentPolicy, { fields, on: inForceFrom })).toEqual([])
  })

  it('finds a rule about a field that does not exist', () => {
    const policy = withFirstRow({ withholds: ['Incident.notes', 'Incident.gossip'] })
    expect(findProblems(policy, { fields, on: inForceFrom })).toEqual([
      'police, row 1: withholds Incident.gossip, which does not exist',
    ])
  })

  it('finds a rule about a field that only another kind of source has', () => {
    const policy = withFirstRow({ withholds: ['Attendance.injuries'] })
    expect(findProblems(policy, { fields, on: inForceFrom })).toHaveLength(1)
  })

  it('finds a kind of source without an agreement', () => {
    const more = new Map(fields).set('school', new Map([['Pupil.name', ['IDENTITY']]]))
    expect(findProblems(currentPolicy, { fields: more, on: inForceFrom })).toEqual([
      'school: there is no agreement policies/agreements/school.json',
    ])
  })

  it('finds a field without classification', () => {
    const forgotten = new Map(fields).set('police', new Map([['Incident.mood', null]]))
    expect(findProblems(currentPolicy, { fields: forgotten, on: inForceFrom })).toContain(
      'police: Incident.mood has no classification',
    )
  })

  it.each([
    [inForceUntil, []],
    ['9999-12-31', ['police: the agreement ended on ' + inForceUntil]],
    ['1999-12-31', ['police: the agreement begins only on ' + inForceFrom]],
  ])('finds agreements that are not in force on %s', (on, expected) => {
    const found = findProblems(currentPolicy, { fields, on })
    expect(found.filter((problem) => problem.startsWith('police:'))).toEqual(expected)
  })

  it.each(['because we must', 'Care Act 2014', '-'])(
    'finds a permit that rests on no section of an act: %s',
    (legalPower) => {
      const found = findProblems(withFirstRow({ legalPower }), { fields, on: inForceFrom })
      expect(found).toEqual(['police, row 1: no legal power'])
    },
  )

  it('finds a permit without an Article or a Schedule', () => {
    const found = findProblems(withFirstRow({ condition: 'agreed' }), { fields, on: inForceFrom })
    expect(found).toEqual(['police, row 1: no Article or Schedule'])
  })
})
