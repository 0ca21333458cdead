import { currentPolicy } from '../../helpers/current-policy'
import { described, likenessFor, recordsOf, registration, TestIndex } from './test-index'

const police = 'northshire-police'
const hospital = 'st-annes-hospital'
const homes = 'harrowmere-homes'

const index = new TestIndex()

beforeAll(async () => {
  index.linkage = currentPolicy.linkage
  await index.start('alike')
})
beforeEach(async () => {
  await index.clear()
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  index.restart()
})
afterAll(() => index.stop())

const victor = {
  names: [{ forenames: 'Victor Ian', surname: 'Ashdown' }],
  datesOfBirth: ['1957-03-11'],
  postcodes: ['ZY1 4AB'],
}

describe('records that are alike', () => {
  it('are one person when everything agrees, without any identifier', async () => {
    await index.register(police, described('A', victor))
    await index.register(hospital, described('B', victor))
    expect(recordsOf(await index.personOf(`${police}/A`))).toEqual([`${police}/A`, `${hospital}/B`])
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toEqual({
      ...{ status: 'LINKED', link: 'MODEL', isOpen: false },
    })
  })

  it('wait for somebody when only name and date agree', async () => {
    await index.register(police, described('A', { ...victor, postcodes: [] }))
    await index.register(hospital, described('B', victor))
    expect(recordsOf(await index.personOf(`${police}/A`))).toEqual([`${police}/A`])
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toMatchObject({
      ...{ status: 'POSSIBLE', link: 'NONE', isOpen: true },
    })
  })

  it('are never linked by themselves where the policy says so', async () => {
    index.linkage = { ...currentPolicy.linkage, automaticLinks: false }
    await index.register(police, described('A', victor))
    await index.register(hospital, described('B', victor))
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toMatchObject({
      status: 'POSSIBLE',
    })
  })

  it('are nobody’s when two people fit about as well', async () => {
    await index.register(police, described('A', victor))
    await index.register(police, described('A2', victor))
    await index.register(hospital, described('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf(`${hospital}/B`))).toEqual([`${hospital}/B`])
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toMatchObject({
      status: 'MANY_MATCH',
    })
    expect(await index.statusOf(`${police}/A2`, `${hospital}/B`)).toMatchObject({
      status: 'MANY_MATCH',
    })
  })

  it('are two people with two NHS numbers, whatever else agrees', async () => {
    const numbered = (ref: string, number: string) =>
      registration(ref, [`NHS_NUMBER:${number}`], { likeness: likenessFor(victor) })
    await index.register(police, numbered('A', 'a'))
    await index.register(hospital, numbered('B', 'b'))
    expect(recordsOf(await index.personOf(`${police}/A`))).toEqual([`${police}/A`])
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toMatchObject({
      ...{ status: 'CANNOT_LINK', isOpen: false },
    })
  })

  it('are twins when they are called something else', async () => {
    await index.register(police, described('A', victor))
    const twin = { ...victor, names: [{ forenames: 'Oswald', surname: 'Ashdown' }] }
    await index.register(hospital, described('B', twin))
    expect(recordsOf(await index.personOf(`${police}/A`))).toEqual([`${police}/A`])
  })

  it('do not grow into a person of more records than one can have', async () => {
    const tied = ['A', 'B', 'C'].map((ref) =>
      registration(ref, ['PNC_ID:p'], { likeness: likenessFor(victor) }),
    )
    await index.register(police, ...tied)
    await index.register(hospital, described('H', victor))
    expect(recordsOf(await index.personOf(`${hospital}/H`))).toHaveLength(4)
    await index.clear()
    const more = registration('D', ['PNC_ID:p'], { likeness: likenessFor(victor) })
    await index.register(police, ...tied, more)
    await index.register(hospital, described('H', victor))
    await index.settle()
    expect(recordsOf(await index.personOf(`${hospital}/H`))).toHaveLength(1)
    expect(await index.statusOf(`${police}/A`, `${hospital}/H`)).toMatchObject({
      status: 'NEEDS_ATTENTION',
    })
  })

  it('stay linked for less than it takes to link them, and no longer', async () => {
    await index.register(police, described('A', victor))
    await index.register(hospital, described('B', victor))
    // One digit of the date: still more than fourteen bits.
    await index.register(hospital, described('B', { ...victor, datesOfBirth: ['1957-03-12'] }))
    await index.settle()
    expect(recordsOf(await index.personOf(`${police}/A`))).toHaveLength(2)
    await index.register(
      hospital,
      described('B', { ...victor, datesOfBirth: ['1957-03-12'], postcodes: ['ZZ9 9ZZ'] }),
    )
    await index.settle()
    expect(recordsOf(await index.personOf(`${police}/A`))).toHaveLength(1)
    expect(await index.statusOf(`${police}/A`, `${hospital}/B`)).toMatchObject({ link: 'NONE' })
  })

  it('of which some must not know join, and tie nobody', async () => {
    const limit = { excludedStaff: ['x'], restrictedToStaff: null, onlyOnGrounds: null }
    await index.register(police, described('A', { ...victor, postcodes: [] }))
    await index.register(homes, described('C', { ...victor, datesOfBirth: [] }))
    await index.register(hospital, described('B', victor, { hiddenFrom: [limit] }))
    await index.settle()
    expect((await index.personOf(`${police}/A`))?.id).not.toBe(
      (await index.personOf(`${homes}/C`))?.id,
    )
  })

  it('are one person again when the process begins anew on the same database', async () => {
    await index.register(police, described('A', victor))
    await index.register(hospital, described('B', victor))
    await index.settle()
    const before = await index.models.records.find().lean()
    index.restart()
    await index.settle()
    expect(await index.models.records.find().lean()).toEqual(before)
  })
})
