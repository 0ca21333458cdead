import { describeRegistration } from '../../../scripts/import/agency-target'
import { createProgress } from '../../../scripts/import/progress'

describe('the progress of an import', () => {
  const reportOver = (fileBytes: number | null) => {
    const lines: string[] = []
    let clock = 0
    const say = createProgress({
      reportLine: (line) => lines.push(line),
      fileBytes,
      now: () => clock,
    })
    for (const second of [1, 2, 3, 4]) {
      clock = second * 1000
      say(second * 500, second * 100)
    }
    return lines
  }

  it('is said every two seconds, with the share of the file', () => {
    expect(reportOver(1000)).toEqual([
      '1000 stored, 20 % of the file read, 500 a second ...',
      '2000 stored, 40 % of the file read, 500 a second ...',
    ])
  })

  it('knows no share of a file that is read whole', () => {
    expect(reportOver(null)[0]).toBe('1000 stored, 500 a second ...')
  })
})

describe('what is said of registration', () => {
  const state = { code: 'homes', known: 900, due: 400, failure: null }

  it.each([
    [{ due: 0 }, '900 of 900 people of homes are registered with the person index.'],
    [{}, '500 of 900 people of homes are registered with the person index so far; homes goes on'],
    [{ failure: 'no index' }, 'so far. Registration with the person index follows when homes'],
  ])('counts who is known, not who was done by whom: %j', (changes, text) => {
    expect(describeRegistration({ ...state, ...changes })).toContain(text)
  })
})
