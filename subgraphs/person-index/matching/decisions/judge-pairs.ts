import type { WeightedPair } from '../clusters/cluster'
import type { Thresholds } from '../scoring/model'
import type { Pattern } from '../scoring/pattern'
import type { Verdict } from './decide'
import { decide } from './decide'

export interface JudgedPair extends WeightedPair {
  readonly status: Verdict
}

export interface JudgeInput {
  readonly pairs: readonly WeightedPair[]
  /** The pattern of each pair. */
  readonly patterns: readonly Pattern[]
  readonly clusters: readonly (readonly number[])[]
  readonly thresholds: Thresholds
}

/** The status of every pair that is more than NOT_LINKED. */
export function judgePairs({ pairs, patterns, clusters, thresholds }: JudgeInput) {
  const clusterOf = new Map(clusters.flatMap((held, id) => held.map((record) => [record, id])))
  const isTogether = ({ a, b }: WeightedPair) => clusterOf.get(a) === clusterOf.get(b)
  const outside = bestOutside(pairs.filter((pair) => !isTogether(pair)))
  const best = (record: number) => outside.get(record) ?? -Infinity
  return pairs.flatMap((pair, index): JudgedPair[] => {
    const pattern = patterns[index]
    if (!pattern) return []
    const bestOtherBits = isTogether(pair) ? Math.max(best(pair.a), best(pair.b)) : -Infinity
    const status = decide({ pattern, bits: pair.bits, bestOtherBits }, thresholds)
    if (status === 'NOT_LINKED') return []
    // Its records fit and their people do not.
    const isBroken = status === 'LINKED' && !isTogether(pair)
    return [{ ...pair, status: isBroken ? 'NEEDS_ATTENTION' : status }]
  })
}

/** For each record, the weight of its best pair. */
function bestOutside(pairs: readonly WeightedPair[]): ReadonlyMap<number, number> {
  const best = new Map<number, number>()
  for (const { a, b, bits } of pairs)
    for (const record of [a, b]) best.set(record, Math.max(bits, best.get(record) ?? -Infinity))
  return best
}
