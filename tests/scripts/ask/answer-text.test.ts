import { readRegister } from '../../../common/register'
import { answerText } from '../../../scripts/ask/answer-text'

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
})
