import { readRegister } from '../../../common/register'
import { answerText } from '../../../scripts/ask/answer-text'

const silent = {
  ...{ agency: 'st-annes-hospital', status: 'WITHHELD', records: null, withheldFields: 1 },
  ...{ handling: null, tookMs: null },
}
const refused = { errors: [{ message: 'no', extensions: { code: 'ENQUIRY_EXPIRED' } }] }

describe('answerText', () => {
  it.each([
    ['a person', [{ id: 'p1' }], {}, 'Person p1'],
    ['nobody', [], {}, 'Nobody is known'],
    ['a refusal', [], refused, 'No answer. ENQUIRY_EXPIRED: no'],
  ])('of %s ends with the name of the request', (_case, people, response, said) => {
    const text = answerText(
      people,
      { response, requestId: 'r-1' },
      { register: readRegister(), since: null },
    )

    expect(text).toContain(said)
    expect(text.split('\n').at(-1)).toBe('Request r-1')
  })

  it('has no such line when the hub gave no name', () => {
    const text = answerText(
      [],
      { response: {}, requestId: null },
      { register: readRegister(), since: null },
    )

    expect(text).not.toContain('Request')
  })

  it.each([
    ['a field', { errors: [{ message: '', extensions: { reason: 'NECESSITY_MISSING' } }] }],
    ['an agency', { extensions: { coverage: [{ ...silent, reason: 'NECESSITY_MISSING' }] } }],
  ])('says which option shows %s that is withheld for want of a statement', (_what, response) => {
    const text = answerText(
      [{ id: 'p1' }],
      { response, requestId: null },
      { register: readRegister(), since: null },
    )

    expect(text).toContain('Ask again with:\n  --necessity TEXT  why it is necessary')
    expect(text).not.toContain('--public-interest')
  })

  it('names no option for what no statement would change', () => {
    const errors = [{ message: '', extensions: { reason: 'CATEGORY_NOT_DISCLOSED' } }]
    const answer = { response: { errors }, requestId: null }

    expect(
      answerText([{ id: 'p1' }], answer, { register: readRegister(), since: null }),
    ).not.toContain('Ask again with')
  })
})
