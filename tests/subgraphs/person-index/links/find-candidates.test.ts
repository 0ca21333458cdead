import { readLinkageTerms } from '../../../../policies/linkage'
import { findCandidates } from '../../../../subgraphs/person-index/links/find-candidates'
import { described, TestIndex } from '../test-index'

const index = new TestIndex()
const names = [{ forenames: 'Victor', surname: 'Ashdown' }]
const dated = { names, datesOfBirth: ['1957-03-11'], postcodes: ['ZY1 4AB'] }
const undated = { names, postcodes: ['ZY1 9ZZ'] }
/** Somebody else by everything but how the names sound and the part of the town. */
const otherDate = { names, datesOfBirth: ['1961-10-28'], postcodes: ['ZY1 7QQ'] }

beforeAll(() => index.start('find-candidates'), 30_000)
beforeEach(() => index.clear())
afterAll(() => index.stop())

async function candidatesOf(key: string): Promise<readonly string[]> {
  const [agency = ''] = key.split('/')
  const { keys } = await findCandidates(index.models, { key, agency, tokens: [] })
  return keys.toSorted()
}

async function registerThree(): Promise<void> {
  await index.register('police', described('A', dated))
  await index.register('council', described('B', undated))
  await index.register('health', described('C', otherDate))
}

describe('with whom a record is compared', () => {
  it('are those without a date in the same part of a town, and they with all who live there', async () => {
    await registerThree()

    expect(await candidatesOf('police/A')).toEqual(['council/B'])
    expect(await candidatesOf('health/C')).toEqual(['council/B'])
    expect(await candidatesOf('council/B')).toEqual(['health/C', 'police/A'])
  })

  it('are all who share a key, as long as its agency says no more', async () => {
    await registerThree()
    await index.models.likenesses.updateOne({ _id: 'police/A' }, { $unset: { lookups: 1 } })

    expect(await candidatesOf('police/A')).toEqual(['council/B', 'health/C'])
  })

  it('are others as soon as a date is known', async () => {
    await registerThree()
    await index.register('council', described('B', { ...undated, datesOfBirth: ['1930-05-05'] }))

    expect(await candidatesOf('police/A')).toEqual([])
    expect(await candidatesOf('council/B')).toEqual([])
  })

  it('are never of the same agency', async () => {
    await index.register('police', described('A', dated), described('D', undated))

    expect(await candidatesOf('police/A')).toEqual([])
    expect(await candidatesOf('police/D')).toEqual([])
  })
})

describe('a pair in doubt', () => {
  it('is found by a year of which nobody knows more than that', async () => {
    index.linkage = readLinkageTerms('test', {
      ...{ version: 'test', source: 'test', automaticLinks: true },
      ...{ possibleLinks: 'UNCONFIRMED', sampleShare: 0, knownPeople: 1_000_000 },
    })
    index.restart()
    const whole = [{ forenames: 'Victor James', surname: 'Ashdown' }]
    const misspelled = [{ forenames: 'Victor James', surname: 'Asldown' }]
    await index.register('police', described('A', { ...dated, names: whole }))
    await index.register(
      'council',
      described('B', { ...undated, names: misspelled, datesOfBirth: ['1957-01-01'] }),
    )
    await index.settle()

    expect(await index.statusOf('police/A', 'council/B')).toMatchObject({ status: 'POSSIBLE' })
    index.linkage = null
    index.restart()
  })
})
