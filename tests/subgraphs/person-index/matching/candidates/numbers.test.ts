import { DistinctNumbers } from '../../../../../subgraphs/person-index/matching/candidates/numbers'
import { findCandidates } from '../../../../../subgraphs/person-index/matching/candidates/find-candidates'

describe('numbers that are kept once', () => {
  it('come out ascending, however many came again', () => {
    const numbers = new DistinctNumbers()
    for (let at = 0; at < 300_000; at += 1) numbers.add((at * 7919) % 90_001)
    expect([...numbers.sorted()]).toEqual(Array.from({ length: 90_001 }, (_, one) => one))
  })

  it('are none when none came', () => {
    expect([...new DistinctNumbers().sorted()]).toEqual([])
  })
})

it('a key that one record holds twice makes no pair, and many keys in common make one', () => {
  const keys = [[1, 1, 2, 3], [2, 3], [4]]
  const { pairs } = findCandidates(keys, { isComparable: () => true, maximumBlock: 9 })
  expect([...pairs]).toEqual([1])
})
