import { mostDoubts } from '../../../subgraphs/person-index/links/doubt-room'
import { currentPolicy } from '../../helpers/current-policy'
import { likenessFor, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('doubt-room')
})
afterAll(() => index.stop())

/** Nobody is linked by a name and a date alone: they are in doubt. */
function alike(ref: string) {
  const likeness = likenessFor({
    names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
    datesOfBirth: ['1948-06-02'],
    postcodes: [],
  })
  return registration(ref, [], { likeness })
}

describe('many doubles of one agency', () => {
  it('make nobody unreadable, and are told as possible all the same, with those of others', async () => {
    const doubles = Array.from({ length: 30 + mostDoubts }, (_, place) => alike(`X${place}`))
    await index.register('north', alike('A'))
    await index.register('aaa', ...doubles)
    await index.register('south', alike('B'))
    await index.settle()

    const { pairs, records } = index.models
    const told = await pairs.find({ doubtKeys: 'north/A' }).lean()
    const ofOne = told.filter(({ keys }) => keys.some((key) => key.startsWith('aaa/')))
    expect(ofOne).toHaveLength(mostDoubts)
    const waiting = await pairs.countDocuments({ keys: 'north/A', isOpen: true })
    expect(waiting).toBe(doubles.length + 1)
    const person = (await records.findById('north/A').lean())?.personId ?? ''
    expect((await index.lookup().findById(person))?.possibleAgencies).toEqual(['aaa', 'south'])
  })
})
