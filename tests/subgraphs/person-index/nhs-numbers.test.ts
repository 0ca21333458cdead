import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Registration } from '../../../common/registration/registration'
import { currentPolicy } from '../../helpers/current-policy'
import { likenessFor, recordsOf, registration, TestIndex } from './test-index'

const police = 'northshire-police'
const hospital = 'st-annes-hospital'
const homes = 'harrowmere-homes'

const index = new TestIndex()

beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('nhs-numbers')
})
beforeEach(() => index.clear())
afterAll(() => index.stop())

const number = '9990000018'
const otherNumber = '9990000026'

const victor = person('Victor Ian', 'Ashdown', '1957-03-11')
const stranger = person('Ottilie', 'Quendle', '1984-11-30')

/** Whom a limit names: nobody yet. */
const nobody = { excludedStaff: [], restrictedToStaff: null, onlyOnGrounds: null }

function person(forenames: string, surname: string, dateOfBirth: string): DescribedPerson {
  return { names: [{ forenames, surname }], datesOfBirth: [dateOfBirth] }
}

/** Somebody with an NHS number, as their agency registers them. */
function numbered(
  ref: string,
  described: DescribedPerson,
  {
    value = number,
    isTraced,
    ...changes
  }: Partial<Registration> & { readonly value?: string; readonly isTraced?: boolean } = {},
): Registration {
  const identifiers = [{ type: 'NHS_NUMBER' as const, value }]
  const token = { type: 'NHS_NUMBER' as const, token: value }
  return registration(ref, [], {
    tokens: [isTraced === undefined ? token : { ...token, isTraced }],
    likeness: likenessFor({ ...described, identifiers }),
    ...changes,
  })
}

const [a, b, c] = [`${police}/A`, `${hospital}/B`, `${homes}/C`]

describe('records with one NHS number', () => {
  it.each([
    ['whose date of birth agrees', person('Ian', 'Quendle', '1957-03-11')],
    ['whose date of birth is a digit apart', person('Ian', 'Quendle', '1957-03-12')],
    ['whose family name agrees', person('Ian', 'Ashdown', '1984-11-30')],
    ['of whom nothing else is known', {}],
  ])('are one person %s', async (_what, other) => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', other))
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
  })

  it('are two when name and date contradict it, and somebody looks at them', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    const [one, other] = [await index.personOf(a), await index.personOf(b)]
    expect([recordsOf(one), recordsOf(other)]).toEqual([[a], [b]])
    expect(await index.statusOf(a, b)).toEqual({
      ...{ status: 'NEEDS_ATTENTION', link: 'NONE', isOpen: true },
    })
    expect(one?.possiblePeople).toEqual([{ id: other?.id, status: 'NEEDS_ATTENTION' }])
    expect(one?.disputedAgencies).toEqual([hospital])
    await expect(index.find(`NHS_NUMBER:${number}`)).rejects.toMatchObject({
      extensions: { reason: 'IDENTIFIER_IN_CONFLICT' },
    })
  })

  it('are two, and said to be in dispute, when nobody could compare them further', async () => {
    const likeness = likenessFor(stranger)
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger, { likeness }))
    expect(recordsOf(await index.personOf(a))).toEqual([a])
    expect((await index.personOf(a))?.disputedAgencies).toEqual([hospital])
  })

  it('are one again when the agency corrects what it had wrong', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    await index.register(hospital, numbered('B', person('Vic', 'Quendle', '1957-03-11')))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
    expect((await index.personOf(a))?.possiblePeople).toEqual([])
    expect((await index.personOf(a))?.disputedAgencies).toEqual([])
  })

  it('leave a stranger’s record outside, and stay together', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    await index.register(homes, numbered('C', person('Victor', 'Ashdown', '1957-03-11')))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([c, a])
    expect(recordsOf(await index.personOf(b))).toEqual([b])
  })

  it('are one person through a record that bears both out', async () => {
    await index.register(police, numbered('A', person('Vera', 'Ashdown', '1957-03-11')))
    await index.register(hospital, numbered('B', person('Vera', 'Quendle', '1984-11-30')))
    await index.register(homes, numbered('C', person('Vera', 'Quendle', '1957-03-11')))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([c, a, b])
  })

  it('do not share one that leads to both and says nothing', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    const bare = registration('C', [`NHS_NUMBER:${number}`])
    await index.register(homes, bare)
    await index.settle()
    const people = [await index.personOf(a), await index.personOf(b), await index.personOf(c)]
    expect(people.map(recordsOf)).toEqual([[a], [b], [c]])
    expect(people.map((one) => one?.disputedAgencies.length)).toEqual([2, 2, 2])
  })

  it('are protected by whatever may be theirs, also by what is linked with one that says nothing', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    await index.register(homes, registration('C', [`NHS_NUMBER:${number}`, 'CRN:c']))
    await index.register('refuge', registration('D', ['CRN:c'], { isAddressProtected: true }))
    const one = await index.personOf(a)
    expect(one?.isAddressProtected).toBe(true)
    expect(one?.disputedAgencies).toEqual([homes, 'refuge', hospital])
  })

  it('are one person where another identifier says so too', async () => {
    const pnc = { type: 'PNC_ID' as const, token: 'p' }
    const both = (ref: string, described: DescribedPerson) => {
      const one = numbered(ref, described)
      return { ...one, tokens: [...one.tokens, pnc] }
    }
    await index.register(police, both('A', victor))
    await index.register(hospital, both('B', stranger))
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
  })

  it('are one person where a named member of staff says so', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    await index.assertLink(a, b)
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
  })

  it('are the same people with and without a record that is kept from some', async () => {
    await index.register(police, numbered('A', person('Vera', 'Ashdown', '1957-03-11')))
    await index.register(hospital, numbered('B', person('Vera', 'Quendle', '1984-11-30')))
    const hiddenFrom = [{ ...nobody, excludedStaff: ['me'] }]
    const between = person('Vera', 'Quendle', '1957-03-11')
    await index.register(homes, numbered('C', between, { hiddenFrom }))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([a])
    expect(recordsOf(await index.personOf(b))).toEqual([b])
  })

  it('of which one is kept from some and leads to two people are in neither', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, numbered('B', stranger))
    const hiddenFrom = [{ ...nobody, excludedStaff: ['other'] }]
    await index.register(homes, registration('C', [`NHS_NUMBER:${number}`], { hiddenFrom }))
    const people = [await index.personOf(a), await index.personOf(b), await index.personOf(c)]
    expect(people.map(recordsOf)).toEqual([[a], [b], [c]])
    expect(people.map((one) => one?.disputedAgencies.includes(homes))).toEqual([true, true, false])
  })

  it.each([
    ['is held', { isHeld: true }],
    ['is kept from others', { hiding: [{ ...nobody, excludedStaff: ['STAFF:other'] }] }],
  ])(
    'of which one is kept from some are apart whatever another says that %s',
    async (_what, how) => {
      const hiddenFrom = [{ ...nobody, excludedStaff: ['other'] }]
      await index.register(police, numbered('A', victor))
      await index.register(hospital, numbered('B', stranger, { hiddenFrom }))
      await index.register(homes, numbered('C', person('Vera', 'Quendle', '1957-03-11')))
      await index.models.records.updateOne({ _id: c }, { $set: { ...how, isLinked: false } })
      await index.settle()
      expect(recordsOf(await index.personOf(b))).toEqual([b])
    },
  )
})

describe('an agency that contradicts the numbers of many', () => {
  const values = Array.from({ length: 7 }, (_, place) => `99900000${10 + place}`)
  const all = (described: DescribedPerson) =>
    values.map((value, place) => numbered(`P${place}`, described, { value }))

  it('has to wait, also when it said nothing against them at first', async () => {
    await index.register(police, ...all(victor))
    await index.register(homes, ...all({}))
    const putOff = await index.register(homes, ...all(stranger))
    expect(putOff?.refs).toEqual(['P5', 'P6'])
  })

  it('parts nobody by what has to wait', async () => {
    await index.register(police, ...all(victor), numbered('A', { names: [{ surname: 'Ashdown' }] }))
    await index.register(homes, ...all(stranger).slice(0, 5))
    await index.register(hospital, numbered('B', stranger))
    const putOff = await index.register(homes, numbered('C', victor))
    expect(putOff?.refs).toEqual(['C'])
    expect(recordsOf(await index.personOf(b))).toEqual([a, b])
  })
})

describe('an NHS number that was not traced', () => {
  const untraced = (ref: string, described: DescribedPerson, value = number) =>
    numbered(ref, described, { isTraced: false, value })

  it('ties nobody by itself, and somebody looks', async () => {
    await index.register(police, numbered('A', victor, { isTraced: true }))
    await index.register(hospital, untraced('B', person('Ian', 'Quendle', '1957-03-11')))
    expect(recordsOf(await index.personOf(a))).toEqual([a])
    expect(await index.statusOf(a, b)).toMatchObject({ status: 'POSSIBLE', isOpen: true })
    expect((await index.personOf(a))?.possibleAgencies).toEqual([hospital])
  })

  it('is looked at where nothing else is known', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, untraced('B', {}))
    expect(recordsOf(await index.personOf(b))).toEqual([b])
    expect(await index.statusOf(a, b)).toMatchObject({ status: 'POSSIBLE', isOpen: true })
  })

  it('is looked at beside a record of which nothing else is told, whichever comes first', async () => {
    const bare = registration('A', [`NHS_NUMBER:${number}`])
    const looked = { status: 'POSSIBLE', isOpen: true }
    await index.register(police, bare)
    await index.register(hospital, untraced('B', victor))
    expect(await index.statusOf(a, b)).toMatchObject(looked)
    await index.withdraw(police, 'A')
    expect(await index.statusOf(a, b)).toBeNull()
    await index.register(police, bare)
    expect(await index.statusOf(a, b)).toMatchObject(looked)
  })

  it('is looked at within one agency as well', async () => {
    await index.register(police, numbered('A', victor), untraced('A2', person('Vic', 'Ash', '')))
    await index.settle()
    expect(await index.statusOf(a, `${police}/A2`)).toMatchObject({
      status: 'POSSIBLE',
      isOpen: true,
    })
    expect((await index.personOf(a))?.possibleAgencies).toEqual([police])
  })

  it('is looked at however many others are alike', async () => {
    const likeness = likenessFor(victor)
    const many = Array.from({ length: 60 }, (_, at) => registration(`M${at}`, [], { likeness }))
    await index.register(police, ...many, numbered('A', person('Vic', 'Ash', '')))
    await index.register(hospital, untraced('B', victor))
    expect(await index.statusOf(a, b)).toMatchObject({ isOpen: true })
  })

  it('counts with everything else', async () => {
    await index.register(police, numbered('A', victor))
    await index.register(hospital, untraced('B', victor))
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
    expect(await index.statusOf(a, b)).toMatchObject({ status: 'LINKED', link: 'MODEL' })
  })

  it('ties two records where it is traced later, and no longer where it is taken back', async () => {
    const ian = person('Ian', 'Quendle', '1957-03-11')
    await index.register(police, numbered('A', victor))
    await index.register(hospital, untraced('B', ian))
    await index.register(hospital, numbered('B', ian, { isTraced: true }))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([a, b])
    expect(await index.statusOf(a, b)).toBeNull()
    await index.register(hospital, untraced('B', ian))
    await index.settle()
    expect(recordsOf(await index.personOf(a))).toEqual([a])
    expect(await index.statusOf(a, b)).toMatchObject({ status: 'POSSIBLE', isOpen: true })
  })

  it('contradicts nobody for certain: two numbers are looked at and not linked', async () => {
    const at = { ...victor, postcodes: ['ZY1 4AB'], phones: ['01632 960011'] }
    await index.register(police, numbered('A', at))
    await index.register(hospital, untraced('B', at, otherNumber))
    expect(recordsOf(await index.personOf(a))).toEqual([a])
    expect(await index.statusOf(a, b)).toMatchObject({ status: 'NEEDS_ATTENTION', isOpen: true })
    await index.register(hospital, numbered('B', at, { value: otherNumber }))
    expect(await index.statusOf(a, b)).toBeNull()
  })

  it('finds whose it was found to be, and else who has it all the same', async () => {
    await index.register(hospital, untraced('B', stranger))
    expect(recordsOf(await index.find(`NHS_NUMBER:${number}`))).toEqual([b])
    await index.register(police, numbered('A', victor))
    expect(recordsOf(await index.find(`NHS_NUMBER:${number}`))).toEqual([a])
    await index.withdraw(police, 'A')
    await index.register(homes, untraced('C', victor))
    await expect(index.find(`NHS_NUMBER:${number}`)).rejects.toMatchObject({
      extensions: { reason: 'IDENTIFIER_IN_CONFLICT' },
    })
  })
})
