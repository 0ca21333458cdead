import { findUnsearchable } from '../../../../subgraphs/person-index/search/person-search'
import { TestIndex, likenessFor, registration } from '../test-index'

const index = new TestIndex()

beforeAll(() => index.start('search'), 30_000)
afterAll(() => index.stop())
beforeEach(() => index.clear())

const victor = {
  names: [{ forenames: 'Victor', surname: 'Ashdown' }],
  datesOfBirth: ['1957-03-11'],
}
const home = { postcodes: ['ZY1 4AB'], uprns: ['906700000011'], phones: ['01632 960011'] }

/** Registers somebody so described. */
function add(
  ref: string,
  person: Parameters<typeof likenessFor>[0],
  changes: Parameters<typeof registration>[2] = {},
  agency = 'police',
) {
  const likeness = likenessFor(person)
  return index.register(agency, registration(ref, [`NHS_NUMBER:${ref}`], { likeness, ...changes }))
}

/** References of who was found, in order. */
async function refsOf(found: ReturnType<TestIndex['search']>) {
  const { candidates } = await found
  return candidates.map(({ person }) => [...person.references.values()].flat().join('+'))
}

describe('people searched for by name', () => {
  it('are found in spite of spelling, the best first, with why', async () => {
    await add('V', victor)
    await add('B', { ...victor, names: [{ forenames: 'Vincent', surname: 'Ashton' }] })
    await add('X', {
      names: [{ forenames: 'Odo', surname: 'Quill' }],
      datesOfBirth: ['1957-03-11'],
    })
    const asked = { ...victor, names: [{ forenames: 'Viktor', surname: 'Ashdown' }] }
    const { candidates, hasMore } = await index.search(asked)

    expect((await refsOf(index.search(asked)))[0]).toBe('V')
    expect(hasMore).toBe(false)
    expect(candidates[0]?.agreements.map(({ field, level }) => `${field} ${level}`)).toEqual(
      expect.arrayContaining(['dateOfBirth exact', 'familyName exact', 'givenNames slip']),
    )
    expect(candidates[0]?.bits).toBeGreaterThan(candidates[1]?.bits ?? 0)
  })

  it('are one candidate whatever number of records they have, compared by all of them', async () => {
    const likeness = likenessFor({ ...victor, ...home })
    await index.register(
      'police',
      registration('P', ['NHS_NUMBER:1'], { likeness: likenessFor(victor) }),
    )
    await index.register('homes', registration('H', ['NHS_NUMBER:1'], { likeness }))

    const { candidates } = await index.search({ ...victor, postcodes: home.postcodes })
    expect(candidates).toHaveLength(1)
    expect(candidates[0]?.agreements.map(({ field }) => field)).toContain('postcode')
  })

  it.each([
    ['the year of birth', { years: ['1957'] }, ['V']],
    ['an age about', { years: ['1955', '1956', '1957', '1958'] }, ['V']],
    ['another age', { years: ['1990', '1991'] }, []],
  ])('are found by both names and %s', async (_what, years, expected) => {
    await add('V', victor)

    expect(await refsOf(index.search({ names: victor.names }, years))).toEqual(expected)
  })

  it.each([
    ['postcode', { postcodes: home.postcodes }],
    ['property', { uprns: home.uprns }],
    ['telephone number', { phones: home.phones }],
  ])('are found by a name and %s', async (_what, place) => {
    await add('V', { ...victor, ...home })

    expect(await refsOf(index.search({ names: [{ surname: 'Ashdown' }], ...place }))).toEqual(['V'])
  })

  it('whose address one agency protects are found by no place, whoever knows it, and by name all the same', async () => {
    const likeness = likenessFor({ ...victor, ...home })
    await index.register('homes', registration('H', ['NHS_NUMBER:1'], { likeness }))
    await index.register(
      'police',
      registration('P', ['NHS_NUMBER:1'], {
        likeness: likenessFor(victor),
        isAddressProtected: true,
      }),
    )

    expect(await refsOf(index.search({ names: victor.names, ...home }))).toEqual([])
    const { candidates } = await index.search({ ...victor, ...home })
    expect(candidates).toHaveLength(1)
    expect(candidates[0]?.agreements.map(({ field }) => field)).toEqual(
      expect.not.arrayContaining(['postcode', 'other', 'phone']),
    )
  })

  it('are found by no record that is kept from who asks, not even as somebody else', async () => {
    const alias = { ...victor, names: [{ forenames: 'Xander', surname: 'Quill' }] }
    const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null }]
    await index.register(
      'police',
      registration('P', ['NHS_NUMBER:1'], { likeness: likenessFor(victor) }),
    )
    await index.register(
      'homes',
      registration('H', ['NHS_NUMBER:1'], { likeness: likenessFor(alias), hiddenFrom }),
    )

    expect(await refsOf(index.search(alias))).toEqual([])
    expect(await refsOf(index.search(alias, { staff: ['STAFF:other'] }))).toHaveLength(1)
    expect(await refsOf(index.search(victor))).toEqual(['P'])
  })

  it('are gone when the record is withdrawn or no longer says by what it is found', async () => {
    await add('V', victor)
    await add('W', { ...victor, names: [{ forenames: 'Victoria', surname: 'Ashdown' }] })
    await index.withdraw('police', 'V')
    await index.register('police', registration('W', ['NHS_NUMBER:W']))

    expect(await refsOf(index.search(victor))).toEqual([])
    expect(await index.models.likenesses.countDocuments({})).toBe(0)
  })

  it('are twenty at most, and it is said that there are more', async () => {
    for (let count = 0; count < 21; count += 1) await add(`V${count}`, victor)
    const { candidates, hasMore } = await index.search(victor)

    expect(candidates).toHaveLength(20)
    expect(hasMore).toBe(true)
  })

  it('are the best of very many, and it is said that there are more', async () => {
    for (let place = 0; place < 70; place += 1)
      await add(`A${place}`, { ...victor, datesOfBirth: [`1957-0${1 + (place % 9)}-20`] })
    await add('V', victor)
    const { candidates, hasMore } = await index.search(victor)
    expect([...(candidates[0]?.person.references.values() ?? [])].flat()).toEqual(['V'])
    expect(hasMore).toBe(true)
  })

  it('are found however many one agency invents that nobody may know of', async () => {
    const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null }]
    for (let place = 0; place < 70; place += 1) await add(`A${place}`, victor, { hiddenFrom })
    await add('V', { ...victor, datesOfBirth: ['1957-03-12'] }, {}, 'homes')
    expect(await refsOf(index.search(victor))).toEqual(['V'])
  })

  it('of an agency that registered them before there were names are said not to be searched, until it does', async () => {
    await add('V', victor)
    await index.models.records.collection.updateOne({}, { $unset: { isSearchable: 1 } })
    await index.models.likenesses.deleteMany({})

    expect(await findUnsearchable(index.models)).toEqual(['police'])
    await add('V', victor)
    expect(await findUnsearchable(index.models)).toEqual([])
    expect(await refsOf(index.search(victor))).toEqual(['V'])
  })

  it('end the same when the same registration comes twice, or the index begins anew', async () => {
    await add('V', victor)
    const once = await index.search(victor)
    await add('V', victor)
    index.restart()

    expect(await index.search(victor)).toEqual(once)
  })
})
