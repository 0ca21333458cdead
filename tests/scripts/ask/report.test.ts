import { readRegister } from '../../../common/register'
import { coverageReport, hasAnswer, personReport } from '../../../scripts/ask/report'

const row = {
  agency: 'northshire-police',
  records: null,
  withheldFields: 0,
  tookMs: null,
  reason: null,
}

describe('personReport', () => {
  it('names a list that did not come, so that it is not read as empty', () => {
    const error = {
      message: 'Northshire Police gave an answer that cannot be used.',
      path: ['person', 'northshirePolice', 'crimes'],
      extensions: { code: 'AGENCY_UNAVAILABLE' },
    }
    const person = { id: 'p1', northshirePolice: { crimes: null, incidents: [] } }
    const report = personReport(person, { data: { person }, errors: [error] }, readRegister())

    expect(report).toMatch(/did not come[^]*northshirePolice\.crimes {2}Northshire Police gave/)
  })

  it('says nothing of missing parts when nothing is missing', () => {
    expect(personReport({ id: 'p1' }, {}, readRegister())).not.toMatch(/Missing|Withheld/)
  })
})

describe('coverageReport', () => {
  it('says that records may be of the person where their link is disputed', () => {
    const disputed = { ...row, status: 'WITHHELD', reason: 'LINK_DISPUTED' }
    const report = coverageReport([disputed], readRegister())
    expect(report).toMatch(/Northshire Police +withheld +LINK_DISPUTED/)
    expect(report).toContain('1 of 1 hold records that may be of this person')
  })

  it('says nothing of disputes where there are none', () => {
    expect(coverageReport([{ ...row, status: 'ANSWERED' }], readRegister())).not.toMatch(/disputed/)
  })
})

describe('hasAnswer', () => {
  it.each([
    ['ANSWERED', true],
    ['PARTIAL', true],
    ['NO_RECORD', true],
    ['WITHHELD', false],
    ['UNAVAILABLE', false],
    ['NOT_ASKED', false],
  ])('of an agency that is %s alone: %s', (status, expected) => {
    expect(hasAnswer([{ ...row, status }])).toBe(expected)
  })
})
