import { findFrequentAttender } from '../../../subgraphs/hospital/frequent-attender'

/** Attendances this many days apart, the first on 1 January 2024. */
function attendances(count: number, daysApart: number, departmentType = '03') {
  const first = Date.UTC(2024, 0, 1)
  return Array.from({ length: count }, (_, index) => ({
    arrivedAt: new Date(first + index * daysApart * 86_400_000),
    departmentType,
  }))
}

describe('a frequent attender', () => {
  it('has ten attendances in a year, at a minor injuries unit too', () => {
    expect(findFrequentAttender(attendances(10, 30))).toMatchObject({
      rule: 'TEN_IN_A_YEAR',
      ruleValidFrom: '2023-04-01',
      threshold: 10,
      windowDays: 365,
      departmentTypes: expect.arrayContaining(['03']) as unknown,
      count: 10,
      since: '2024-09-27',
    })
  })

  it.each([
    ['nine attendances', attendances(9, 30)],
    ['none', []],
    ['ten in more than a year', attendances(10, 41)],
    ['a department that the rule does not count', attendances(12, 7, '99')],
  ])('is nobody with %s', (_what, visits) => {
    expect(findFrequentAttender(visits)).toBeNull()
  })
})
