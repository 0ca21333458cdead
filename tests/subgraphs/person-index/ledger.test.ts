import type { DescribedPerson } from '../../../common/likeness/described-person'
import { applyEntry } from '../../../subgraphs/person-index/ledger/apply-entry'
import { believedRecords } from '../../../subgraphs/person-index/ledger/believed'
import { readLedger } from '../../../subgraphs/person-index/ledger/ledger'
import { nobody, project } from '../../../subgraphs/person-index/ledger/project-people'
import { pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { currentPolicy } from '../../helpers/current-policy'
import { likenessFor, recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(async () => {
  await index.start('ledger')
})
beforeEach(async () => {
  await index.clear()
  index.now = new Date('2026-11-01T10:00:00Z')
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  index.restart()
})
afterAll(() => index.stop())

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
  postcodes: ['ZY1 4AB'],
}

const somebody = (ref: string, tokens: readonly string[] = [], person = agnes) =>
  registration(ref, tokens, { likeness: likenessFor(person) })

/** Everybody as the database has them, as one text. */
async function storedPeople(): Promise<string> {
  const people = await index.models.people.find().sort({ _id: 1 }).lean()
  const records = await index.models.records.find().sort({ _id: 1 }).lean()
  return JSON.stringify([people, records.map(({ _id, personId }) => [_id, personId])])
}

/** The same from the ledger alone. */
async function rebuiltPeople(): Promise<string> {
  const projected = nobody()
  for await (const entry of readLedger(index.models)) project(projected, entry)
  const people = [...projected.people]
    .map(([_id, { order, mergedRecords }]) => ({ _id, mergedRecords, order }))
    .toSorted((one, other) => (one._id < other._id ? -1 : 1))
  const records = [...projected.personOf].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([people, records])
}

function decide(outcome: 'SAME' | 'DIFFERENT', a: string, b: string, staffId = 'manager-1') {
  const word = { outcome, staffId, homeAgency: 'hub', reason: 'Compared by hand, twice' }
  return index.links.decide({ word, pairs: [pairKeys(a, b)], against: [], overrule: false })
}

/** People who merge, part, leave and come back. */
async function live() {
  await index.register('north', somebody('A'), somebody('X', ['NHS_NUMBER:x']))
  await index.register('south', somebody('B'))
  await index.register('homes', registration('C', ['NHS_NUMBER:x']))
  await decide('DIFFERENT', 'north/A', 'south/B')
  await index.withdraw('homes', 'C')
  await index.register('homes', registration('C', ['NHS_NUMBER:y']))
  await index.assertLink('homes/C', 'south/B')
  await index.settle()
}

describe('the ledger', () => {
  it('gives byte for byte the people that there are', async () => {
    await live()
    expect(await rebuiltPeople()).toBe(await storedPeople())
  })

  it('counts without a gap, also across a restart', async () => {
    await live()
    index.restart()
    await index.register('gp', somebody('G', ['NHS_NUMBER:y']))
    const entries = await index.models.ledger.find().sort({ _id: 1 }).lean()
    expect(entries.map(({ _id }) => _id)).toEqual(entries.map((_, place) => place + 1))
  })

  it('loses and doubles nothing when it is stopped between any two writes', async () => {
    await live()
    const whole = await storedPeople()
    const entries = await index.models.ledger.find().sort({ _id: 1 }).lean()
    // The last entry is there, and nothing that follows from it was written.
    const last = entries.at(-1)
    for await (const entry of readLedger(index.models))
      if (entry.seq === last?._id) await applyEntry(index.models, entry)
    expect(await storedPeople()).toBe(whole)
    await index.models.records.updateMany({}, { $set: { isLinked: false } })
    await index.models.pairs.updateMany({}, { $set: { isApplied: false } })
    index.restart()
    await index.settle()
    expect(await storedPeople()).toBe(whole)
    expect(await index.models.ledger.countDocuments()).toBe(entries.length)
  })

  it('takes in people who are older than it is', async () => {
    await live()
    await index.models.ledger.deleteMany({})
    index.restart()
    await index.settle()
    expect(await index.models.ledger.countDocuments()).toBe(1)
    expect(await rebuiltPeople()).toBe(await storedPeople())
  })

  it('says what was believed at a moment', async () => {
    await index.register('north', somebody('A'))
    index.now = new Date('2026-11-02T10:00:00Z')
    await index.register('south', somebody('B'))
    const id = (await index.personOf('north/A'))?.id ?? ''
    index.now = new Date('2026-11-03T10:00:00Z')
    await decide('DIFFERENT', 'north/A', 'south/B')
    const believed = (day: string) =>
      believedRecords(index.models, id, new Date(`2026-11-${day}T12:00:00Z`))
    expect(await believed('01')).toEqual(['north/A'])
    expect(await believed('02')).toEqual(['north/A', 'south/B'])
    expect(await believed('03')).toEqual(['north/A'])
    expect(await believed('04')).toEqual(['north/A'])
  })
})

describe('somebody’s word', () => {
  it('outweighs the model, and stays when the records come again', async () => {
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'))
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(2)
    await decide('DIFFERENT', 'north/A', 'south/B')
    await index.register('south', somebody('B', ['PNC_ID:p']))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    expect((await index.personOf('north/A'))?.possibleAgencies).toEqual([])
  })

  it('lets nobody join both of those it parted', async () => {
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'))
    await decide('DIFFERENT', 'north/A', 'south/B')
    await index.settle()
    await index.register('homes', somebody('C'))
    await index.settle()
    expect(recordsOf(await index.personOf('homes/C'))).toEqual(['homes/C'])
    expect((await index.personOf('homes/C'))?.possibleAgencies).toEqual(['north', 'south'])
  })

  it('parts what a verified identifier links only when a second person says the same', async () => {
    await index.register('north', somebody('A', ['NHS_NUMBER:a']))
    await index.register('south', somebody('B', ['NHS_NUMBER:a']))
    expect(await decide('DIFFERENT', 'north/A', 'south/B')).toBe('WAITS_FOR_SECOND')
    expect(await decide('DIFFERENT', 'north/A', 'south/B')).toBe('WAITS_FOR_SECOND')
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(2)
    expect(await decide('DIFFERENT', 'north/A', 'south/B', 'manager-2')).toBe('IN_FORCE')
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
  })

  it('makes no one person of two NHS numbers', async () => {
    await index.register('north', somebody('A', ['NHS_NUMBER:a']))
    await index.register('south', somebody('B', ['NHS_NUMBER:b']))
    await expect(decide('SAME', 'north/A', 'south/B')).rejects.toMatchObject({
      extensions: { reason: 'TWO_NHS_NUMBERS' },
    })
  })
})

describe('somebody who may be a person', () => {
  const nameless: DescribedPerson = { ...agnes, postcodes: [] }

  it('is told beside them, with the agency, and not as theirs', async () => {
    await index.register('north', somebody('A', [], nameless))
    await index.register('south', somebody('B', [], nameless))
    const [one, other] = [await index.personOf('north/A'), await index.personOf('south/B')]
    expect(one).toMatchObject({
      ...{ possibleAgencies: ['south'], disputedAgencies: [] },
      possiblePeople: [{ id: other?.id, status: 'POSSIBLE' }],
    })
  })

  it('is not told to whoever must not know of the record', async () => {
    await index.register('north', somebody('A', [], nameless))
    const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null, onlyOnGrounds: null }]
    await index.register('south', { ...somebody('B', [], nameless), hiddenFrom })
    expect(await index.personOf('north/A')).toMatchObject({
      possibleAgencies: [],
      possiblePeople: [],
    })
    const record = await index.models.records.findById('north/A').lean()
    const trusted = await index.lookup(['STAFF:you']).findById(record?.personId ?? '')
    expect(trusted?.possibleAgencies).toEqual(['south'])
  })

  it('is no longer told once an identifier says that they are one', async () => {
    await index.register('north', somebody('A', ['PNC_ID:p'], nameless))
    await index.register('south', somebody('B', [], nameless))
    expect((await index.personOf('north/A'))?.possibleAgencies).toEqual(['south'])
    await index.register('south', somebody('B', ['PNC_ID:p'], nameless))
    expect(await index.personOf('north/A')).toMatchObject({
      possibleAgencies: [],
      possiblePeople: [],
    })
  })
})

it('a family at one address is not one person, nor in doubt', async () => {
  const home = { postcodes: ['ZY1 4AB'], uprns: ['906700000011'], phones: ['01632 960011'] }
  const named = (forenames: string, born: string): DescribedPerson => ({
    ...{ names: [{ forenames, surname: 'Bellweather' }], datesOfBirth: [born] },
    ...home,
  })
  await index.register('north', somebody('A', [], named('Agnes', '1948-06-02')))
  await index.register('south', somebody('B', [], named('Oswald', '1971-11-23')))
  await index.settle()
  expect(await index.personOf('north/A')).toMatchObject({ possibleAgencies: [] })
})
