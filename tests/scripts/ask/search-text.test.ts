import { readRegister } from '../../../common/register'
import { readArguments } from '../../../scripts/ask/arguments'
import { readFound } from '../../../scripts/ask/search-answer'
import { searchText } from '../../../scripts/ask/search-text'

const register = readRegister()
const who = ['--user', 'mash.manager', '--reason', 'Call to address, injuries seen']
const asked = [...who, '--purpose', 'ADULT_SAFEGUARDING', '--case', 'MASH-1']
const read = (...argv: readonly string[]) => readArguments([...asked, ...argv], register)?.subject

const person = {
  id: 'p1',
  northshirePolice: {
    people: [
      {
        names: [{ forenames: 'Victor', surname: 'Ash\u001b[31mdown', kind: 'LEGAL' }],
        dateOfBirth: '1957-03-11',
      },
    ],
  },
}
const candidate = { strength: 'GOOD', reasons: [{ words: 'Date of birth: the same' }], person }

function say(found: object, pick: number | null = null, status = 'ANSWERED') {
  const row = { agency: 'northshire-probation', status, records: 0, withheldFields: 0 }
  const coverage = [{ ...row, handling: null, tookMs: null, reason: null }]
  const response = { data: { searchPersons: found }, extensions: { coverage } }
  const answer = { response, requestId: 'request-1' }
  return searchText(readFound(answer), answer, { register, pick })
}

describe('the command line of a search', () => {
  it.each([
    ['a day', ['--born', '1957-03-11'], { dateOfBirth: '1957-03-11' }],
    ['a year', ['--born', '1957'], { yearOfBirth: 1957 }],
    ['an age', ['--age-about', '68'], { ageAbout: 68 }],
    ['places', ['--postcode', 'ZY1 4AB', '--uprn', '1'], { postcode: 'ZY1 4AB', uprn: '1' }],
  ])('takes a name with %s', (_what, options, expected) => {
    expect(read('--name', ' Victor James  Ashdown ', ...options)).toEqual({
      ...{ by: 'name', pick: null },
      search: { givenNames: 'Victor James', familyName: 'Ashdown', ...expected },
    })
  })

  it('takes which of them is looked at, and a family name alone', () => {
    expect(read('--name', 'Ashdown', '--pick', '2')).toEqual({
      ...{ by: 'name', pick: 2, search: { familyName: 'Ashdown' } },
    })
  })

  it.each([
    ['--born belongs to --name', ['--nhs', '999 000 0018', '--born', '1957']],
    ['--name is for somebody whose numbers', ['--name', 'A B', '--nhs', '999 000 0018']],
    ['--name is empty', ['--name', ' ']],
    ['--age-about must be a whole number', ['--name', 'A B', '--age-about', 'old']],
    ['--pick must be a whole number', ['--name', 'A B', '--pick', 'first']],
  ])('refuses: %s', (problem, argv) => {
    expect(() => read(...argv)).toThrow(problem)
  })
})

describe('what a search found, for a terminal', () => {
  it('has a place, names, how well it fits and why, and nothing that a terminal obeys', () => {
    const text = say({ candidates: [candidate], hasMore: true, agenciesNotSearched: [] })

    expect(text).toContain('1  Victor Ash')
    expect(text).toContain('born 1957-03-11  may be meant  (--person p1)')
    expect(text).toContain('Date of birth: the same')
    expect(text).toContain('There may be others')
    expect(text).toContain('--pick N')
    expect(text).not.toContain('\u001b')
    expect(text.endsWith('Request request-1')).toBe(true)
  })

  it('says who did not answer, and whose people are not searched by name', () => {
    const found = { candidates: [], hasMore: false, agenciesNotSearched: ['harrowmere-gp'] }
    const text = say(found, null, 'UNAVAILABLE')

    expect(text).toContain('That does not mean that no agency has a record')
    expect(text).toContain('searched by name: Harrowmere Surgery')
    expect(text).toContain('Did not answer: Northshire Probation')
  })

  it('says when there is none to pick', () => {
    expect(say({ candidates: [candidate], hasMore: false, agenciesNotSearched: [] }, 2)).toContain(
      'There is no candidate 2.',
    )
  })
})
