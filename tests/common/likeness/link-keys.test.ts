import fc from 'fast-check'

import type { DescribedPerson } from '../../../common/likeness/described-person'
import { describedRecord } from '../../../common/likeness/described-person'
import { likenessOf } from '../../../common/likeness/likeness'
import type { LinkKeys } from '../../../common/likeness/link-keys'
import { linkKeys } from '../../../common/likeness/link-keys'
import { readLikeness } from '../../../common/likeness/read-likeness'
import { searchKeys } from '../../../common/likeness/search-keys'

const keysFor = (person: DescribedPerson) => linkKeys(describedRecord(person))

/** Whether the first, when it looks for others, comes upon the second. */
function finds(one: LinkKeys, other: LinkKeys): boolean {
  const shares = (looked: readonly string[], found: readonly string[]) =>
    looked.some((key) => found.includes(key))
  return shares(one.lookupKeys, other.keys) || shares(one.lookupPlaceKeys, other.placeKeys)
}

const named = (forenames: string, surname: string) => ({ names: [{ forenames, surname }] })
const victor = {
  ...named('Victor', 'Ashdown'),
  datesOfBirth: ['1957-03-11'],
  postcodes: ['ZY1 4AB'],
  phones: ['01632 960011'],
}
const { names } = victor
/** Alike by their sounds alone. */
const sounding = named('Victar', 'Aschdawn')

describe('a record whose date of birth is known looks for one', () => {
  it.each<[string, DescribedPerson, boolean]>([
    [
      'of the same sounds and year, in the same part of a town',
      { ...sounding, datesOfBirth: ['1957-09-30'], postcodes: ['ZY1 9ZZ'] },
      true,
    ],
    ['of the same sounds, a day apart', { ...sounding, datesOfBirth: ['1957-03-12'] }, true],
    ['of the same sounds, a month apart', { ...sounding, datesOfBirth: ['1957-04-11'] }, true],
    [
      'of the same sounds, day and month exchanged',
      { ...sounding, datesOfBirth: ['1957-11-03'] },
      true,
    ],
    [
      'of the same sounds, a digit of the month exchanged with one of the day',
      { ...sounding, datesOfBirth: ['1957-01-31'] },
      true,
    ],
    [
      'of the same sounds, born that year as far as anybody knows',
      { ...sounding, datesOfBirth: ['1957-01-01'] },
      true,
    ],
    ['of the same sounds and day of another year', { names, datesOfBirth: ['1958-03-11'] }, true],
    [
      'of another family name, with the date',
      { ...named('Victor', 'Example'), datesOfBirth: ['1957-03-11'] },
      true,
    ],
    [
      'that begins alike, a day apart',
      { ...named('Victorine', 'Ashby'), datesOfBirth: ['1957-03-12'] },
      true,
    ],
    [
      'that begins alike, a month apart',
      { ...named('Victorine', 'Ashby'), datesOfBirth: ['1957-04-11'] },
      true,
    ],
    [
      'that begins alike, day and month exchanged',
      { ...named('Victorine', 'Ashby'), datesOfBirth: ['1957-11-03'] },
      true,
    ],
    [
      'that ends alike, with the date',
      { ...named('Hector', 'Eastdown'), datesOfBirth: ['1957-03-11'] },
      true,
    ],
    [
      'with the postcode and a name',
      { ...named('Victor', 'Example'), datesOfBirth: ['1999-01-02'], postcodes: ['ZY1 4AB'] },
      true,
    ],
    [
      'with the telephone and a name',
      { ...named('Victor', 'Example'), datesOfBirth: ['1999-01-02'], phones: ['01632960011'] },
      true,
    ],
    ['without a date, in the same part of a town', { names, postcodes: ['ZY1 9ZZ'] }, true],
    [
      'born that year as far as anybody knows',
      { ...named('Victor', 'Ashby'), datesOfBirth: ['1957-01-01'] },
      true,
    ],
    [
      'likewise, that begins alike',
      { ...named('Victorine', 'Ashby'), datesOfBirth: ['1957-01-01'] },
      true,
    ],
    [
      'likewise, that ends alike',
      { ...named('Hector', 'Eastdown'), datesOfBirth: ['1957-01-01'] },
      true,
    ],
    [
      'of the same sounds and year, elsewhere',
      { ...sounding, datesOfBirth: ['1957-09-30'], postcodes: ['ZY9 9ZZ'] },
      false,
    ],
    [
      'of another date in the same part of a town',
      { names, datesOfBirth: ['1961-10-28'], postcodes: ['ZY1 9ZZ'] },
      false,
    ],
    [
      'that has a name, an initial and a year',
      { ...named('Victor', 'Ablett'), datesOfBirth: ['1957-09-30'] },
      false,
    ],
    [
      'that begins alike, in the same year',
      { ...named('Victorine', 'Ashby'), datesOfBirth: ['1957-09-30'] },
      false,
    ],
    [
      'that ends alike, a day apart',
      { ...named('Hector', 'Eastdown'), datesOfBirth: ['1957-03-12'] },
      false,
    ],
    ['without a date, elsewhere', { names, postcodes: ['ZY9 9ZZ'] }, false],
    [
      'without a date, of another name there',
      { ...named('Nora', 'Ashdown'), postcodes: ['ZY1 9ZZ'] },
      false,
    ],
    [
      'born that year as far as anybody knows, of another name',
      { ...named('Nora', 'Example'), datesOfBirth: ['1957-01-01'] },
      false,
    ],
    [
      'with the postcode alone',
      { ...named('Nora', 'Example'), datesOfBirth: ['1999-01-02'], postcodes: ['ZY1 4AB'] },
      false,
    ],
    ['with the date alone', { ...named('Nora', 'Example'), datesOfBirth: ['1957-03-11'] }, false],
  ])('%s, and that one for it: %j is %s', (_what, other, isFound) => {
    const [one, two] = [keysFor(victor), keysFor(other)]

    expect([finds(one, two), finds(two, one)]).toEqual([isFound, isFound])
  })
})

const some = (...values: string[]) => fc.subarray(values, { maxLength: 2 })
const person = fc.record({
  names: fc.array(
    fc.record({
      forenames: fc.constantFrom('Victor', 'Viktor', 'Hector', 'Vi', ''),
      surname: fc.constantFrom('Ashdown', 'Ashby', 'Eastdown', 'Victor', ''),
    }),
    { maxLength: 2 },
  ),
  datesOfBirth: some('1957-03-11', '1957-11-03', '1957-01-01', '1957-03-12', '1961-10-28'),
  postcodes: some('ZY1 4AB', 'ZY1 9ZZ', 'ZY9 9ZZ'),
  phones: some('01632 960011', '01632 960012'),
})

describe('the keys of records', () => {
  it('meet or not, whichever of two looks for the other', () => {
    fc.assert(
      fc.property(person, person, (a, b) => {
        const [one, two] = [keysFor(a), keysFor(b)]

        expect(finds(one, two)).toBe(finds(two, one))
      }),
      { numRuns: 1000 },
    )
  })

  it('are found by every search that found them', () => {
    fc.assert(
      fc.property(person, (one) => {
        const record = describedRecord(one)
        const [asked, known] = [searchKeys(record), linkKeys(record)]

        expect(known.keys).toEqual(expect.arrayContaining([...asked.keys]))
        expect(known.placeKeys).toEqual(expect.arrayContaining([...asked.placeKeys]))
      }),
    )
  })

  it('say nothing of places where none is told', () => {
    fc.assert(
      fc.property(person, (one) => {
        const { placeKeys, lookupPlaceKeys } = keysFor({ ...one, postcodes: [], phones: [] })

        expect([...placeKeys, ...lookupPlaceKeys]).toEqual([])
      }),
    )
  })

  it('are as many as the index takes, of whoever is known by five names and five dates, numbers among them', () => {
    const five = ['Anna', 'Bella', 'Clara', 'Dora', 'Emmy']
    const identifier = { type: 'NHS_NUMBER', value: '9990000018' } as const
    const record = describedRecord({
      names: five.map((forenames) => ({ forenames, surname: `${forenames}son` })),
      datesOfBirth: five.map((_name, place) => `195${place}-0${place + 2}-1${place}`),
      identifiers: [identifier],
    })
    const likeness = likenessOf(Buffer.alloc(32, 7), record)
    const alone = likenessOf(Buffer.alloc(32, 7), describedRecord({ identifiers: [identifier] }))

    expect(linkKeys(record).keys.length).toBeGreaterThan(400)
    expect(readLikeness(JSON.parse(JSON.stringify(likeness)))).toEqual(likeness)
    expect(alone.keys).toHaveLength(1)
    expect(likeness.keys).toEqual(expect.arrayContaining([...alone.keys]))
    expect(likeness.lookupKeys).toEqual(expect.arrayContaining([...alone.keys]))
  })
})
