import { describedRecord } from '../../../common/likeness/described-person'
import { likenessOf, searchedLikeness } from '../../../common/likeness/likeness'
import { readLikeness, readSearchedLikeness } from '../../../common/likeness/read-likeness'
import { searchKeys } from '../../../common/likeness/search-keys'

const key = Buffer.alloc(32, 7)
const victor = {
  names: [{ forenames: 'Victor James', surname: 'Ashdown' }],
  datesOfBirth: ['1957-03-11'],
  postcodes: ['ZY1 4AB'],
  phones: ['01632 960011'],
  uprns: ['906700000011'],
}
const keysFor = (person: Parameters<typeof describedRecord>[0]) =>
  searchKeys(describedRecord(person))

describe('somebody as fields', () => {
  it('has the first of several given names, and a double-barrelled name whole and in parts', () => {
    const names = [{ forenames: 'Victor James', surname: 'Ashdown-Vale' }]

    expect(describedRecord({ names })).toEqual({
      ...{ givenNames: ['VICTOR'], middleNames: ['JAMES'] },
      familyName: ['ASHDOWNVALE', 'ASHDOWN', 'VALE'],
    })
  })

  it.each([
    ['NHS_NUMBER', '999 000 0019'],
    ['NHS_NUMBER', '0000000000'],
    ['PNC_ID', '2002/0104567Q'],
    ['CRO_NUMBER', '000000/00Z'],
    ['CRN', 'unknown'],
  ] as const)('has no %s of %s: what is wrong or a placeholder is absent', (type, value) => {
    expect(describedRecord({ identifiers: [{ type, value }] })).toEqual({})
  })

  it.each([{ datesOfBirth: ['1900-01-01'] }, { postcodes: ['ZZ99 3VZ'] }, { uprns: ['none'] }])(
    'has nothing of %j',
    (person) => {
      expect(describedRecord(person)).toEqual({})
    },
  )
})

describe('the keys of a search', () => {
  it.each([
    ['spelling by sound', { names: [{ forenames: 'Viktor', surname: 'Ashdowne' }] }],
    ['names exchanged', { names: [{ forenames: 'Ashdown', surname: 'Victor' }] }],
    ['another first letter', { names: [{ forenames: 'Hictor', surname: 'Ashdown' }] }],
  ])('meet those of the record in spite of %s', (_what, changed) => {
    const [known, asked] = [keysFor(victor), keysFor({ ...victor, ...changed })]

    expect(known.keys.some((one) => asked.keys.includes(one))).toBe(true)
  })

  it('meet by a date with another year, and by a date alone with one of the names', () => {
    const { keys } = keysFor(victor)
    const otherYear = keysFor({ ...victor, datesOfBirth: ['1958-03-11'] })
    const oneName = keysFor({ ...victor, names: [{ surname: 'Ashdown' }] })

    expect(keys.some((one) => otherYear.keys.includes(one))).toBe(true)
    expect(keys.some((one) => oneName.keys.includes(one))).toBe(true)
  })

  it('are made of two values or more, and places stand apart', () => {
    const { keys, placeKeys } = keysFor(victor)

    for (const one of [...keys, ...placeKeys]) expect(one.split('|')).toHaveLength(3)
    expect(placeKeys.every((one) => /^(SO|PN|FN|UN)\|/.test(one))).toBe(true)
    expect(keys.some((one) => /^(SO|PN|FN|UN)\|/.test(one))).toBe(false)
  })
})

describe('a likeness', () => {
  const record = describedRecord(victor)

  it('is the same under the same key and has nothing in common under another', () => {
    const one = likenessOf(key, record)
    const other = likenessOf(Buffer.alloc(32, 8), record)
    const numbers = (value: object) => new Set(JSON.stringify(value).match(/\d{4,}/g))

    expect(likenessOf(key, record)).toEqual(one)
    expect(numbers(one).size).toBeGreaterThan(40)
    expect([...numbers(one)].filter((number) => numbers(other).has(number))).toEqual([])
  })

  it('holds no word, date or number of the person', () => {
    const text = JSON.stringify(likenessOf(key, record))

    for (const value of ['VICTOR', 'Victor', 'ASHDOWN', '19570311', '1957', 'ZY1', '906700000011'])
      expect(text.includes(`"${value}"`)).toBe(false)
  })

  it('knows the next property number for another one', () => {
    const [here, there] = ['906700000011', '906700000012'].map((uprn) =>
      likenessOf(key, describedRecord({ uprns: [uprn] })),
    )

    expect(here?.values.other?.[0]).toMatchObject({ slip: [], close: [], part: [] })
    expect(here?.values.other?.[0]?.exact).not.toBe(there?.values.other?.[0]?.exact)
  })

  it('comes over the wire whole', () => {
    const sent = searchedLikeness(key, describedRecord({ names: victor.names }), ['1957', '1958'])

    expect(readSearchedLikeness(JSON.stringify(sent))).toEqual(sent)
    expect(sent.years).toHaveLength(2)
  })

  it('that does not say by what it looks for others does so by what it is found by', () => {
    const { lookupKeys, lookupPlaceKeys, ...before } = likenessOf(key, record)
    const { keys, placeKeys } = before

    expect([lookupKeys, lookupPlaceKeys]).not.toEqual([keys, placeKeys])
    expect(readLikeness(before)).toEqual({
      ...before,
      ...{ lookupKeys: keys, lookupPlaceKeys: placeKeys },
    })
  })

  it.each([
    ['no object', 'text'],
    ['no keys', { values: {}, placeKeys: [] }],
    ['a word for a key', { values: {}, keys: ['ASHDOWN'], placeKeys: [] }],
    ['too large a number', { values: {}, keys: [2 ** 48], placeKeys: [] }],
    ['an unknown field', { values: { surname: [] }, keys: [], placeKeys: [] }],
    ['a value that is a text', { values: { familyName: ['x'] }, keys: [], placeKeys: [] }],
    ['a word to look by', { values: {}, keys: [], placeKeys: [], lookupKeys: ['ASHDOWN'] }],
    ['no list to look by', { values: {}, keys: [], placeKeys: [], lookupPlaceKeys: null }],
    ['too many keys', { values: {}, keys: Array.from({ length: 401 }, () => 1), placeKeys: [] }],
  ])('that is %s is none', (_what, value) => {
    expect(readLikeness(value)).toBeNull()
  })
})
