import { compareModels } from '../../../scripts/index/compare-models'
import { likenessesIn } from '../../../scripts/index/own-likenesses'
import {
  currentModel,
  findModel,
} from '../../../subgraphs/person-index/matching/models/current-model'
import { createLikenessSealer } from '../../../subgraphs/person-index/search/likeness-sealer'
import {
  described,
  likenessFor,
  registration,
  TestIndex,
} from '../../subgraphs/person-index/test-index'

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

  it('are compared with whom the index compares them: with a date, not by a part of a town alone', async () => {
    await index.clear()
    const names = [{ forenames: 'Victor', surname: 'Ashdown' }]
    for (const [agency, person] of [
      ['council', { postcodes: ['ZY1 9ZZ'] }],
      ['health', { postcodes: ['ZY1 7QQ'], datesOfBirth: ['1961-10-28'] }],
      ['police', { postcodes: ['ZY1 4AB'], datesOfBirth: ['1957-03-11'] }],
    ] as const)
      await index.register(agency, described('A', { names, ...person }))
    const { keys, ...own } = await likenessesIn(
      index.models,
      createLikenessSealer(Buffer.alloc(32, 1)),
    )
    const model = currentModel()
    const { pairs } = compareModels([model, model], { ...own, mode: 'tokens', areFixed: true })

    expect(keys).toEqual(['council/A', 'health/A', 'police/A'])
    expect([own.isCandidate(0, 1), own.isCandidate(2, 0), own.isCandidate(1, 2)]).toEqual([
      true,
      true,
      false,
    ])
    expect(pairs).toBe(2)
  })
})
