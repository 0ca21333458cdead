import { compareModels } from '../../../scripts/index/compare-models'
import { likenessesIn } from '../../../scripts/index/own-likenesses'
import {
  currentModel,
  findModel,
} from '../../../subgraphs/person-index/matching/models/current-model'
import { createLikenessSealer } from '../../../subgraphs/person-index/search/likeness-sealer'
import { likenessFor, registration, TestIndex } from '../../subgraphs/person-index/test-index'

const index = new TestIndex()

beforeAll(() => index.start('own-likenesses'), 30_000)
afterAll(() => index.stop())

describe("the index's own likenesses", () => {
  it('are opened and compared, those of different agencies', async () => {
    const victor = {
      names: [{ forenames: 'Victor', surname: 'Ashdown' }],
      datesOfBirth: ['1957-03-11'],
      postcodes: ['ZY1 4AB'],
    }
    const likeness = likenessFor(victor)
    for (const [agency, ref] of [
      ['police', 'A'],
      ['council', 'B'],
      ['council', 'C'],
    ] as const)
      await index.register(agency, registration(ref, [], { likeness }))
    const own = await likenessesIn(index.models, createLikenessSealer(Buffer.alloc(32, 1)))
    expect(own.keys).toEqual(['council/B', 'council/C', 'police/A'])
    expect(own.agencies).toEqual([0, 0, 1])
    const first = findModel('2026-11-28') ?? currentModel()
    const strict = { ...first, thresholds: { ...first.thresholds, review: -40, automatic: 90 } }
    const compared = { ...own, mode: 'tokens' as const, areFixed: true }
    const { pairs, changes } = compareModels([first, strict], compared)
    expect(pairs).toBe(2)
    expect(changes.map(({ a, b, to }) => [own.keys[a], own.keys[b], to])).toEqual([
      ['council/B', 'police/A', 'POSSIBLE'],
      ['council/C', 'police/A', 'POSSIBLE'],
    ])
    await expect(
      likenessesIn(index.models, createLikenessSealer(Buffer.alloc(32, 2))),
    ).rejects.toThrow(/authenticate/)
  })
})
