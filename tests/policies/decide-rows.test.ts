import { decide } from '../../policies/decide'
import { decideRows } from '../../policies/decide-rows'
import { currentPolicy as policy } from '../helpers/current-policy'

const rows = ['CRIMINAL_OFFENCE', 'CALL_FOR_SERVICE', 'INTELLIGENCE']

function decisionFor(role: string, purpose: string, categories: readonly string[] | null = rows) {
  const asking = { roles: [role], purpose, sourceKind: 'police', askedOn: '2026-04-01' }
  const facts = { ...asking, coordinate: 'PoliceView.events' }
  return decideRows(decide({ ...facts, categories: [] }, policy), facts, {
    rows: categories,
    policy,
  })
}

describe('a list whose rows have a category each', () => {
  it.each([
    ['police.officer', 'CRIME_PREVENTION', []],
    ['mash.analyst', 'ADULT_SAFEGUARDING', ['INTELLIGENCE']],
    ['csh.coordinator', 'CRIME_PREVENTION', ['CRIMINAL_OFFENCE', 'INTELLIGENCE']],
  ])('is told to %s for %s without rows of %j', (role, purpose, withheldRows) => {
    expect(decisionFor(role, purpose)).toMatchObject({ effect: 'permit', withheldRows })
  })

  it.each([
    ['idva', 'DOMESTIC_ABUSE_RISK', ['INTELLIGENCE'], 'CATEGORY_NOT_DISCLOSED'],
    ['csh.coordinator', 'CRIME_PREVENTION', ['CRIMINAL_OFFENCE'], 'CATEGORY_NOT_DISCLOSED'],
    ['housing.officer', 'ADULT_SAFEGUARDING', rows, 'NO_AGREEMENT'],
    ['housing.officer', 'CRIME_PREVENTION', rows, 'PURPOSE_NOT_HELD_BY_ROLE'],
    ['nobody', 'ADULT_SAFEGUARDING', rows, 'PURPOSE_NOT_HELD_BY_ROLE'],
  ])('is withheld whole from %s for %s when its rows are of %j', (role, purpose, own, reason) => {
    expect(decisionFor(role, purpose, own)).toMatchObject({ reason })
  })

  it('is told as it is decided when its rows have none', () => {
    const decision = decisionFor('csh.coordinator', 'CRIME_PREVENTION', null)
    expect(decision).toMatchObject({ effect: 'permit', withheldRows: [] })
  })
})
