import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Registration } from '../../../common/registration/registration'
import { currentPolicy } from '../../helpers/current-policy'
import { described, likenessFor, recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()
const linkage = { ...currentPolicy.linkage, sampleShare: 0 }

beforeAll(async () => {
  index.linkage = linkage
  await index.start('alike-many')
})
beforeEach(async () => {
  await index.clear()
  index.linkage = linkage
  index.restart()
})
afterAll(() => index.stop())

const victor = {
  names: [{ forenames: 'Victor Ian', surname: 'Ashdown' }],
  datesOfBirth: ['1957-03-11'],
  postcodes: ['ZY1 4AB'],
}

describe('records of one person that waited to be compared', () => {
  it('are linked like those that come one after the other', async () => {
    const agencies = ['north', 'south', 'homes', 'gp'] as const
    await index.arriveTogether(...agencies.map((code) => [code, described('A', victor)] as const))
    expect(recordsOf(await index.personOf('north/A'))).toEqual(
      agencies.map((code) => `${code}/A`).toSorted(),
    )
  })

  it('are not when two of one agency fit', async () => {
    await index.arriveTogether(
      ['north', described('A', victor)],
      ['south', described('B', victor)],
      ['south', described('B2', victor)],
      ['gp', described('C', victor)],
    )
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    expect(await index.statusOf('north/A', 'gp/C')).toMatchObject({ status: 'MANY_MATCH' })
  })

  it('are not when one has another number', async () => {
    const other = { likeness: likenessFor(victor) }
    await index.arriveTogether(
      ['north', registration('A', ['NHS_NUMBER:1'], other)],
      ['south', described('B', victor)],
      ['gp', registration('C', ['NHS_NUMBER:2'], other)],
    )
    expect(recordsOf(await index.personOf('south/B'))).toEqual(['south/B'])
  })
})

/** Namesakes of the same year, born on another day each. */
function namesakes(count: number): readonly DescribedPerson[] {
  return Array.from({ length: count }, (_, place) => ({
    names: [{ forenames: 'Wanda', surname: `Ashdown${String.fromCharCode(97 + (place % 26))}` }],
    datesOfBirth: [
      `1957-${place % 2 === 0 ? '08' : '10'}-${String((place % 28) + 1).padStart(2, '0')}`,
    ],
    postcodes: ['ZY1 4AB'],
  }))
}

const nearly = { ...victor, datesOfBirth: ['1957-03-12'], postcodes: [] }

function doubles(person: DescribedPerson, changes: Partial<Registration> = {}) {
  return Array.from({ length: 60 }, (_, place) => described(`D${place}`, person, changes))
}

describe('a record with very many others that share a key with it', () => {
  it('is linked all the same when few of them are alike', async () => {
    const some = namesakes(60).map((person, place) => described(`N${place}`, person))
    await index.register('homes', ...some)
    await index.register('north', described('A', victor))
    await index.register('south', described('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })

  it('is linked all the same when very many are a little alike', async () => {
    await index.register('homes', ...doubles(nearly))
    await index.register('north', described('A', victor))
    await index.register('south', described('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })

  it('is linked with nobody when very many fit as well', async () => {
    await index.register('homes', ...doubles(victor))
    await index.register('north', described('A', victor))
    await index.register('south', described('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    expect(await index.statusOf('north/A', 'south/B')).toMatchObject({ status: 'MANY_MATCH' })
  })

  it('is linked all the same when some may not know of those', async () => {
    const hidden = { hiddenFrom: [{ excludedStaff: ['me'], restrictedToStaff: null }] }
    await index.register('homes', ...doubles(victor, hidden))
    await index.register('north', described('A', victor))
    await index.register('south', described('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })
})
