import { findCandidates } from './candidates/find-candidates'
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
import { modelWeights } from './scoring/model'
import type { Rarity } from './scoring/rarity'
import { rarityAmong } from './scoring/rarity'
import type { Pattern } from './scoring/score'
import { patternOf, weightTable } from './scoring/score'

export interface LinkInput {
  readonly records: readonly EncodedRecord[]
  /** Which agency holds each record. Records of one agency are compared only if there is no other. */
  readonly agencies: readonly number[]
  readonly model: LinkageModel
  readonly mode: ComparisonMode
  readonly cut: Cut
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
  const found = findCandidates(keys, { ...scope, maximumBlock: model.maximumBlock })
  report(`comparing ${found.pairs.length} pairs`)
  const rarity = rarityAmong(records)
  const { ends, patterns, observed } = compareAll(input, found.pairs, rarity)
  report('estimating weights')
  const weights = estimateWeights(modelWeights(model, mode), observed, model.estimation)
  const table = weightTable(weights)
  const pairs = ends.map(([a, b], index): WeightedPair => {
    const pattern = patterns[index]
    return { a, b, bits: pattern ? weigh(pattern, table, cut) : -Infinity }
  })
  report('putting people together')
  const from = cut === 'EVEN' ? model.thresholds.even : model.thresholds.automatic
  const clustering = clusterRecords({
    count: records.length,
    links: pairs.filter(({ bits }) => bits >= from),
    bitsBetween: (a, b) => weigh(patternOf(at(records, a), at(records, b), rarity), table, cut),
    agencyOf: (record) => input.agencies[record] ?? 0,
    rules: scope.isOneAgency ? { ...model.clusters, maximumOfOneAgency: Infinity } : model.clusters,
  })
  const { clusters } = clustering
  const judged = judgePairs({ pairs, patterns, clusters, thresholds: model.thresholds })
  return { ...clustering, pairs, judged, weights, skippedKeys: found.skippedKeys }
}

interface Compared {
  /** Both records of each candidate pair. */
  readonly ends: readonly (readonly [number, number])[]
  readonly patterns: readonly Pattern[]
  readonly observed: Observed
}

/** Compares every candidate pair, and random ones. */
function compareAll(input: LinkInput, pairs: Float64Array, rarity: Rarity): Compared {
  const { records, agencies, model } = input
  const count = records.length
  const ends = Array.from(pairs, (pair) => [Math.floor(pair / count), pair % count] as const)
  const counter = new PatternCounter()
  const patterns = ends.map(([a, b]) =>
    counter.count(patternOf(at(records, a), at(records, b), rarity)),
  )
  const { isComparable } = scopeOf(agencies)
  const { randomPairs: wanted, seed } = model.estimation
  const observed = {
    candidates: counter.counts,
    random: countRandomPairs(records, { wanted, seed, isComparable, rarity }),
    agreements: rarity.agreements,
    totalPairs: countPairs(agencies),
  }
  return { ends, patterns, observed }
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
