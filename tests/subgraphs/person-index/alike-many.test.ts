import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Registration } from '../../../common/registration/registration'
import { currentPolicy } from '../../helpers/current-policy'
import { likenessFor, recordsOf, registration, TestIndex } from './test-index'

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

function somebody(ref: string, person: DescribedPerson, changes: Partial<Registration> = {}) {
  return registration(ref, [], { likeness: likenessFor(person), ...changes })
}

type Waiting = readonly [agency: string, one: Registration]

function waiting(...one: Waiting): Waiting {
  return one
}

/** Registers these while nobody is linked, and then compares all of them, as after a long list. */
async function afterWaiting(...records: readonly Waiting[]) {
  index.linkage = { ...linkage, automaticLinks: false }
  for (const [agency, one] of records) await index.register(agency, one)
  index.linkage = linkage
  await index.models.records.updateMany({}, { $set: { isCompared: false } })
  await index.settle()
}

describe('records of one person that waited to be compared', () => {
  it('are linked like those that come one after the other', async () => {
    const agencies = ['north', 'south', 'homes', 'gp'] as const
    await afterWaiting(...agencies.map((code) => waiting(code, somebody('A', victor))))
    expect(recordsOf(await index.personOf('north/A'))).toEqual(
      agencies.map((code) => `${code}/A`).toSorted(),
    )
  })

  it('are not when two of one agency fit', async () => {
    await afterWaiting(
      ['north', somebody('A', victor)],
      ['south', somebody('B', victor)],
      ['south', somebody('B2', victor)],
      ['gp', somebody('C', victor)],
    )
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    expect(await index.statusOf('north/A', 'gp/C')).toMatchObject({ status: 'MANY_MATCH' })
  })

  it('are not when one has another number', async () => {
    const other = { likeness: likenessFor(victor) }
    await afterWaiting(
      ['north', registration('A', ['NHS_NUMBER:1'], other)],
      ['south', somebody('B', victor)],
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
  return Array.from({ length: 60 }, (_, place) => somebody(`D${place}`, person, changes))
}

describe('a record with very many others that share a key with it', () => {
  it('is linked all the same when few of them are alike', async () => {
    const some = namesakes(60).map((person, place) => somebody(`N${place}`, person))
    await index.register('homes', ...some)
    await index.register('north', somebody('A', victor))
    await index.register('south', somebody('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })

  it('is linked all the same when very many are a little alike', async () => {
    await index.register('homes', ...doubles(nearly))
    await index.register('north', somebody('A', victor))
    await index.register('south', somebody('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })

  it('is linked with nobody when very many fit as well', async () => {
    await index.register('homes', ...doubles(victor))
    await index.register('north', somebody('A', victor))
    await index.register('south', somebody('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    expect(await index.statusOf('north/A', 'south/B')).toMatchObject({ status: 'MANY_MATCH' })
  })

  it('is linked all the same when some may not know of those', async () => {
    const hidden = { hiddenFrom: [{ excludedStaff: ['me'], restrictedToStaff: null }] }
    await index.register('homes', ...doubles(victor, hidden))
    await index.register('north', somebody('A', victor))
    await index.register('south', somebody('B', victor))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })
})
