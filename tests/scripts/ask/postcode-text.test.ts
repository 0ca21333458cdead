import { readRegister } from '../../../common/register'
import { postcodeText } from '../../../scripts/ask/postcode'

const register = readRegister()
const names = [{ forenames: 'Victor', surname: 'Ash\u001b[31mdown', kind: 'LEGAL' }]
const at = (id: string, uprn: string | null) => ({
  id,
  northshirePolice: { people: [{ names, uprn, postcode: 'ZY1 4AB' }] },
})

function say(found: object | null, status = 'ANSWERED') {
  const row = { agency: 'northshire-probation', status, records: 0, withheldFields: 0 }
  const coverage = [{ ...row, handling: null, tookMs: null, reason: null }]
  const response = { data: { found }, extensions: { coverage } }
  return postcodeText({ response, requestId: 'request-1' }, register)
}

describe('a postcode in the terminal', () => {
  it('lists the properties, who is recorded there, and how to go on', () => {
    const people = [at('p1', '906700000011'), at('p2', '906700000011')]
    const text = say({ postcode: 'ZY1 4AB', hasMorePeople: false, people })
    expect(text).toContain('Properties at ZY1 4AB where somebody is recorded (1)')
    expect(text).toMatch(
      /ask \.\.\. --uprn 906700000011\n.*Victor Ash.*--person p1.*\n.*--person p2/,
    )
    expect(text).toContain('A property that is not listed may be there')
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/Did not answer|More than/)
  })

  it('says of whom no property was shown, who did not answer, and that there are more', () => {
    const people = [at('p1', null)]
    const text = say({ postcode: 'ZY1 4AB', hasMorePeople: true, people }, 'UNAVAILABLE')
    expect(text).toMatch(/at which property was not shown\n.*--person p1/)
    expect(text).toContain('More than 50 people are recorded there')
    expect(text).toContain('Did not answer: Northshire Probation')
  })

  it.each([[null], [{ postcode: 'ZY1 4AB', hasMorePeople: false, people: [] }]])(
    'of nobody is no list: %j',
    (found) => {
      expect(say(found)).not.toContain('Properties at')
    },
  )
})
