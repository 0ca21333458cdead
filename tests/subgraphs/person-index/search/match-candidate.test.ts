import { describedRecord } from '../../../../common/likeness/described-person'
import { likenessOf, searchedLikeness } from '../../../../common/likeness/likeness'
import { matchPerson } from '../../../../subgraphs/person-index/search/match-candidate'
import { strengthOf, wordsOfAgreement } from '../../../../subgraphs/person-index/search/match-words'

const key = Buffer.alloc(32, 3)
const named = (forenames: string, surname: string, born: string) => ({
  names: [{ forenames, surname }],
  datesOfBirth: [born],
})
const victor = named('Victor', 'Ashdown', '1957-03-11')

function match(asked: Parameters<typeof describedRecord>[0], known = victor) {
  const likenesses = [likenessOf(key, describedRecord(known)).values]
  const searched = searchedLikeness(key, describedRecord(asked), [])
  return matchPerson(searched, { likenesses, isAddressProtected: false })
}

describe('how somebody fits', () => {
  it.each([
    ['the same', victor, 'STRONG'],
    ['spelled by ear', named('Viktor', 'Ashdowne', '1957-03-11'), 'STRONG'],
    ['a digit off', named('Victor', 'Ashdown', '1957-03-12'), 'GOOD'],
    ['another person of that day', named('Odo', 'Quill', '1957-03-11'), 'WEAK'],
  ])('%s', (_what, asked, strength) => {
    expect(strengthOf(match(asked).bits)).toBe(strength)
  })

  it('goes down with each thing that differs', () => {
    const bits = [
      victor,
      named('Victor', 'Ashdown', '1957-03-12'),
      named('Victor', 'Ashdown', '1931-10-28'),
      named('Odo', 'Quill', '1931-10-28'),
    ].map((asked) => match(asked).bits)

    expect(bits.toSorted((one, other) => other - one)).toEqual(bits)
  })

  it('is told in words without a value', () => {
    const words = match(named('Ashdown', 'Victor', '1957-11-03')).agreements.map(wordsOfAgreement)

    expect(words).toEqual([
      'Date of birth: one digit apart, or day and month exchanged',
      'First name: the same, with first and family name exchanged',
    ])
  })

  it('does not count what nobody knows', () => {
    const asked = { ...victor, postcodes: ['ZY1 4AB'] }

    expect(match(asked)).toEqual(match(victor))
  })
})
