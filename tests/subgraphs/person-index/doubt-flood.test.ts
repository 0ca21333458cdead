import { pairId } from '../../../subgraphs/person-index/links/pair'
import { recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(() => index.start('doubt-flood'))
afterAll(() => index.stop())

it('somebody whom very many records are alike can still be looked up', async () => {
  await index.register('north', registration('A', ['PNC_ID:p']))
  // As many as one agency may register in a day; a reference may have 200 characters.
  const numbers = Array.from({ length: 40_000 }, (_, place) => place)
  await index.models.pairs.collection.insertMany(
    numbers.map((place) => {
      const keys = [`homes/${String(place).padStart(200, 'x')}`, 'north/A'] as const
      const scores = {
        levels: [1, 1, 1, 1, 1, 1, 1, 1],
        bits: 9,
        startBits: -20,
        modelVersion: 'v',
      }
      const state = {
        status: 'POSSIBLE',
        link: 'NONE',
        isOpen: true,
        isApart: false,
        isSample: false,
      }
      const rest = { doubtKeys: keys, since: index.now, isApplied: true, decisions: [] }
      return { _id: pairId(keys), keys, ...scores, ...state, ...rest }
    }) as never[],
  )
  expect(recordsOf(await index.find('PNC_ID:p'))).toEqual(['north/A'])
})
