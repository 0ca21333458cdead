import { madeUpSet } from '../../../bench/linkage/made-up-set'
import { figuresByOrigin, wrongMerges } from '../../../bench/linkage/wrong-merges'
import { linkLoaded } from '../../../scripts/link/link-loaded'

const nobody = { origin: 'british', household: '1', siblings: '', twins: '', namesakes: '' }
const people = new Map([
  ['a', { ...nobody, siblings: '1', twins: '1' }],
  ['b', { ...nobody, siblings: '1', twins: '1' }],
  ['c', { ...nobody, siblings: '1', namesakes: '1' }],
  ['d', { ...nobody, namesakes: '1' }],
  ['e', { ...nobody, household: '2', origin: 'iberian' }],
])
const truth = ['a', 'a', 'b', 'c', 'd', 'e', null]

describe('people put together who are close', () => {
  it('are counted once, by what is closest', () => {
    const merges = wrongMerges({ clusters: [[0, 2], [1, 3, 4], [5], [6]], truth, people })
    expect(merges).toEqual({
      twins: { pairs: 1, merged: 1 },
      namesakes: { pairs: 1, merged: 1 },
      siblings: { pairs: 2, merged: 1 },
      household: { pairs: 2, merged: 1 },
    })
  })

  it('are none when nobody is put together', () => {
    const merges = wrongMerges({ clusters: [[0, 1], [2], [3], [4], [5]], truth, people })
    expect(Object.values(merges).map(({ merged }) => merged)).toEqual([0, 0, 0, 0])
  })
})

it('a wrong pair counts for the origin of both', () => {
  const wanted = new Map([
    ['british', 1],
    ['iberian', 1],
  ])
  const found = figuresByOrigin(
    { truth, people },
    [
      { a: 0, b: 1 },
      { a: 0, b: 5 },
    ],
    wanted,
  )
  expect(found.get('british')).toMatchObject({ precision: 0.5, recall: 1 })
  expect(found.get('iberian')).toMatchObject({ precision: 0, recall: 0 })
})

describe('made-up people', () => {
  it('are linked without putting households together', () => {
    const made = madeUpSet(3000, 5)
    const { people: found, linked } = linkLoaded(made.loaded, { mode: 'tokens', cut: 'AUTOMATIC' })
    expect(found?.precision).toBeGreaterThan(0.97)
    expect(found?.recall).toBeGreaterThan(0.4)
    const merges = wrongMerges({
      ...{ clusters: linked.clusters, people: made.people },
      truth: made.loaded.truth ?? [],
    })
    expect(merges.siblings.pairs).toBeGreaterThan(300)
    expect(merges.siblings.merged / merges.siblings.pairs).toBeLessThan(0.01)
  })
})
