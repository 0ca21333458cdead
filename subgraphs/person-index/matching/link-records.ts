import { findCandidates } from './candidates/find-candidates'
import { level } from './comparison/levels'
import type { Clustering, WeightedPair } from './clusters/cluster'
import { clusterRecords } from './clusters/cluster'
import type { EncodedRecord } from '../../../common/likeness/encode'
import type { JudgedPair } from './decisions/judge-pairs'
import { judgePairs } from './decisions/judge-pairs'
import type { Cut } from './decisions/weigh'
import { weigh } from './decisions/weigh'
import { countRandomPairs, PatternCounter } from './scoring/count-patterns'
import type { Observed } from './scoring/estimate'
import { estimateWeights } from './scoring/estimate'
import type { ComparisonMode, LinkageModel, Weights } from './scoring/model'
import { listThresholds, modelWeights } from './scoring/model'
import type { Rarity } from './scoring/rarity'
import { rarityAmong } from './scoring/rarity'
import type { Pattern } from './scoring/pattern'
import { levelOf, patternOf } from './scoring/pattern'
import type { WeightTable } from './scoring/weight-table'
import { weightTable } from './scoring/weight-table'

export interface LinkInput {
  readonly records: readonly EncodedRecord[]
  /** Which agency holds each record. Records of one agency are compared only if there is no other. */
  readonly agencies: readonly number[]
  /** Whether two records that share a key are compared; left out: all are. */
  readonly isCandidate?: (a: number, b: number) => boolean
  readonly model: LinkageModel
  readonly mode: ComparisonMode
  readonly cut: Cut
  /** A second, closer comparison of pairs in the review band: the level of each field; null: it could not be made. */
  readonly lookCloser?: (pairs: readonly WeightedPair[]) => readonly (Uint8Array | null)[]
  /** Told what is being done, for long runs. */
  readonly report?: (step: string) => void
}

export interface Linked extends Clustering {
  /** Every candidate pair with its weight. */
  readonly pairs: readonly WeightedPair[]
  /** What would become of each pair that is more than a candidate. */
  readonly judged: readonly JudgedPair[]
  readonly weights: Weights
  readonly skippedKeys: number
}

/** Finds which records are the same person. The same input gives the same answer. */
export function linkRecords(input: LinkInput): Linked {
  const { records, model, mode, cut } = input
  const report = input.report ?? (() => undefined)
  const scope = scopeOf(input.agencies)
  report('looking for candidates')
  const keys = records.map((record) => record.keys)
  const { isCandidate = () => true } = input
  const isComparable = (a: number, b: number) => scope.isComparable(a, b) && isCandidate(a, b)
  const found = findCandidates(keys, { isComparable, maximumBlock: model.maximumBlock })
  report(`comparing ${found.pairs.length} pairs`)
  const rarity = rarityAmong(records)
  const { patterns, observed } = compareAll(input, found.pairs, rarity)
  report('estimating weights')
  const weights = estimateWeights(modelWeights(model, mode), observed, model.estimation)
  const table = weightTable(weights)
  const weighed = weighAll(found.pairs, patterns, {
    count: records.length,
    bitsOf: (pattern) => weigh(pattern, table, cut),
  })
  const closer = secondLook(input, { pairs: weighed, patterns, table })
  const pairs = weighed.map((pair, index) => closer.get(index) ?? pair)
  const looked = new Map(
    [...closer.values()].map(({ a, b, bits }) => [a * records.length + b, bits]),
  )
  const bitsBetween = (a: number, b: number) =>
    looked.get(Math.min(a, b) * records.length + Math.max(a, b)) ??
    weigh(patternOf(at(records, a), at(records, b), rarity), table, cut)
  report('putting people together')
  const thresholds = listThresholds(model)
  const from = cut === 'EVEN' ? thresholds.even : thresholds.automatic
  const clustering = clusterRecords({
    count: records.length,
    links: pairs.filter(({ bits }) => bits >= from),
    bitsBetween,
    agencyOf: (record) => input.agencies[record] ?? 0,
    rules: scope.isOneAgency ? { ...model.clusters, maximumOfOneAgency: Infinity } : model.clusters,
  })
  const { clusters } = clustering
  const judged = judgePairs({ pairs, patterns, clusters, thresholds })
  return { ...clustering, pairs, judged, weights, skippedKeys: found.skippedKeys }
}

interface FirstLook {
  readonly pairs: readonly WeightedPair[]
  readonly patterns: readonly Pattern[]
  readonly table: WeightTable
}

/** The pairs of the review band with the weights of the closer comparison, by their places. */
function secondLook(
  { lookCloser, model, cut }: LinkInput,
  { pairs, patterns, table }: FirstLook,
): ReadonlyMap<number, WeightedPair> {
  if (!lookCloser) return new Map()
  const { review, automatic } = listThresholds(model)
  const band = pairs.flatMap(({ bits }, index) =>
    bits >= review && bits < automatic ? [index] : [],
  )
  const levels = lookCloser(band.flatMap((index) => pairs[index] ?? []))
  return new Map(
    band.flatMap((index, place): (readonly [number, WeightedPair])[] => {
      const [pair, first, second] = [pairs[index], patterns[index], levels[place]]
      if (!pair || !first || !second) return []
      return [[index, { ...pair, bits: weigh(bestOfBoth(second, first), table, cut) }]]
    }),
  )
}

/**
 * Of both looks the better level in each field: tokens see parts and sounds that filters do not, and filters see two
 * slips. How rare an agreeing value is only tokens tell.
 */
function bestOfBoth(levels: Uint8Array, before: Pattern): Pattern {
  return before.map((code, place) => {
    const found = levels[place] ?? level.missing
    const isBetter = found !== level.missing && found < levelOf(code)
    return isBetter ? found : code
  })
}

interface Compared {
  /** Of each candidate pair. */
  readonly patterns: readonly Pattern[]
  readonly observed: Observed
}

/** Compares every candidate pair, and random ones. */
function compareAll(input: LinkInput, pairs: Float64Array, rarity: Rarity): Compared {
  const { records, agencies, model } = input
  const counter = new PatternCounter(rarity)
  const patterns: Pattern[] = []
  for (const pair of pairs) {
    const [a, b] = [Math.floor(pair / records.length), pair % records.length]
    patterns.push(counter.compare(at(records, a), at(records, b)))
  }
  const { isComparable } = scopeOf(agencies)
  const { randomPairs: wanted, seed } = model.estimation
  const observed = {
    candidates: counter.counts,
    random: countRandomPairs(records, { wanted, seed, isComparable, rarity }),
    agreements: rarity.agreements,
    totalPairs: countPairs(agencies),
  }
  return { patterns, observed }
}

/** Every candidate pair with its weight; each pattern is weighed once. */
function weighAll(
  pairs: Float64Array,
  patterns: readonly Pattern[],
  { count, bitsOf }: { readonly count: number; readonly bitsOf: (pattern: Pattern) => number },
): readonly WeightedPair[] {
  const known = new Map<Pattern, number>()
  return patterns.map((pattern, index) => {
    const pair = pairs[index] ?? 0
    const bits = known.get(pattern) ?? bitsOf(pattern)
    known.set(pattern, bits)
    return { a: Math.floor(pair / count), b: pair % count, bits }
  })
}

function at(records: readonly EncodedRecord[], index: number): EncodedRecord {
  const record = records[index]
  if (!record) throw new RangeError(`there is no record ${index}`)
  return record
}

/** Which records are compared: those of different agencies, or all when there is one. */
function scopeOf(agencies: readonly number[]) {
  const isOneAgency = new Set(agencies).size < 2
  const isComparable = (a: number, b: number) => isOneAgency || agencies[a] !== agencies[b]
  return { isOneAgency, isComparable }
}

/** How many pairs may be compared. */
function countPairs(agencies: readonly number[]): number {
  const half = (count: number) => (count * (count - 1)) / 2
  const sizes = new Map<number, number>()
  for (const agency of agencies) sizes.set(agency, (sizes.get(agency) ?? 0) + 1)
  if (sizes.size < 2) return half(agencies.length)
  return [...sizes.values()].reduce((left, size) => left - half(size), half(agencies.length))
}
