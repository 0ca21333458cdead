import { readRegister } from '../../../common/register'
import { hasAnswer, personReport } from '../../../scripts/ask/report'

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
