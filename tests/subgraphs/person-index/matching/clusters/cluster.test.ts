import type { WeightedPair } from '../../../../../subgraphs/person-index/matching/clusters/cluster'
import { clusterRecords } from '../../../../../subgraphs/person-index/matching/clusters/cluster'

const rules = { guardMean: -4, guardClip: 20, maximumRecords: 4, maximumOfOneAgency: 2 }

function cluster(
  count: number,
  links: readonly (readonly [number, number, number])[],
  { others = -20, agencyOf = (record: number) => record } = {},
) {
  const pairs = links.map(([a, b, bits]): WeightedPair => ({ a, b, bits }))
  const bitsBetween = (a: number, b: number) =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))?.bits ??
    others
  return clusterRecords({ count, links: pairs, bitsBetween, agencyOf, rules })
}

describe('clusters', () => {
  it('hold linked records; those alone are a person each', () => {
    expect(cluster(4, [[0, 2, 15]]).clusters).toEqual([[0, 2], [1], [3]])
  })

  it('do not chain: one link between two people who differ otherwise joins nobody', () => {
    const { clusters, refused } = cluster(4, [
      [0, 1, 25],
      [2, 3, 25],
      [1, 2, 5],
    ])
    expect(clusters).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(refused).toEqual([{ a: 1, b: 2, bits: 5, cause: 'BROKEN' }])
  })

  it('do join over a pair that disagrees a little', () => {
    const links = [
      [0, 1, 20],
      [1, 2, 12],
    ] as const
    expect(cluster(3, links, { others: -10 }).clusters).toEqual([[0, 1, 2]])
  })

  it('grow no larger than one person can be', () => {
    const all = [0, 1, 2, 3, 4].flatMap((a) =>
      [0, 1, 2, 3, 4].filter((b) => a < b).map((b) => [a, b, 20] as const),
    )
    expect(cluster(5, all).refused[0]?.cause).toBe('TOO_LARGE')
    const sameAgency = cluster(
      3,
      all.filter(([, b]) => b < 3),
      { agencyOf: () => 1 },
    )
    expect(sameAgency.refused[0]?.cause).toBe('TOO_MANY_OF_ONE_AGENCY')
  })

  it('never hold two who cannot be one, whoever else speaks for it', () => {
    const links = [
      [0, 1, 30],
      [0, 2, 30],
    ] as const
    const { refused } = cluster(3, links, { others: -Infinity })
    expect(refused).toEqual([{ a: 0, b: 2, bits: 30, cause: 'CANNOT_LINK' }])
  })

  it('do not depend on the order of the links', () => {
    const links = [
      [0, 1, 9],
      [1, 2, 8],
      [2, 3, 8],
      [0, 3, 1],
    ] as const
    expect(cluster(4, links.toReversed()).clusters).toEqual(cluster(4, links).clusters)
  })
})
