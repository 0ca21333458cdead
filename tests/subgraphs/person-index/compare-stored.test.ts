import { rebuiltText } from '../../../scripts/index/rebuild-command'
import { compareWithStored } from '../../../subgraphs/person-index/ledger/compare-stored'
import { registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(() => index.start('compare-stored'))
beforeEach(async () => {
  await index.clear()
  index.restart()
  await index.register('north', registration('A', ['PNC_ID:p']), registration('B', ['PNC_ID:q']))
  await index.register('south', registration('C', ['PNC_ID:p']))
  await index.register('homes', registration('D', ['PNC_ID:q']))
  await index.withdraw('homes', 'D')
})
afterAll(() => index.stop())

describe('everybody made anew from the ledger', () => {
  it('is who is stored', async () => {
    const rebuilt = await compareWithStored(index.models)
    expect(rebuilt).toMatchObject({ records: 3, differing: [] })
    expect(rebuiltText(rebuilt)).toMatch(/ make \d people of 3 records\. Everything that is stored/)
  })

  it('names a record that is stored as somebody else’s, and one that is gone', async () => {
    const { records } = index.models
    const other = await records.findById('north/B').lean()
    await records.updateOne({ _id: 'south/C' }, { $set: { personId: other?.personId ?? null } })
    await records.deleteOne({ _id: 'north/B' })
    const { differing } = await compareWithStored(index.models)
    expect(differing).toEqual(['north/B', 'south/C'])
  })

  it('names a person whom no entry knows, and one who is older or younger than it says', async () => {
    const { people } = index.models
    const [first] = await people.find().sort({ order: 1 }).lean()
    await people.updateOne({ _id: first?._id ?? '' }, { $inc: { order: 1 } })
    await people.create({ _id: 'f'.repeat(32), order: 1, mergedRecords: [] })
    const { differing } = await compareWithStored(index.models)
    expect(differing).toEqual([first?._id ?? '', 'f'.repeat(32)].toSorted())
  })

  it('is not made over a gap', async () => {
    await index.models.ledger.deleteOne({ _id: 2 })
    await expect(compareWithStored(index.models)).rejects.toThrow('The ledger has no entry 2.')
  })

  it('is told in a bounded number of lines', () => {
    const differing = Array.from({ length: 60 }, (_, place) => `north/${place}`)
    const lines = rebuiltText({ entries: 1, people: 1, records: 60, differing }).split('\n')
    expect(lines).toHaveLength(53)
    expect(lines.at(-1)).toBe('  and 10 more')
  })
})
