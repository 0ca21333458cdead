import { findCandidates } from './candidates/find-candidates'
import type { Clustering, WeightedPair } from './clusters/cluster'
import { clusterRecords } from './clusters/cluster'
import type { EncodedRecord } from './comparison/encode'
import { countRandomPairs, PatternCounter } from './scoring/count-patterns'
import { estimateWeights } from './scoring/estimate'
import type { ComparisonMode, LinkageModel, Weights } from './scoring/model'
import { modelWeights } from './scoring/model'
import { rarityAmong } from './scoring/rarity'
import type { Pattern } from './scoring/score'
import { bitsOf, patternOf, weightTable } from './scoring/score'

export interface LinkInput {
  readonly records: readonly EncodedRecord[]
  /** Which agency holds each record. Records of one agency are compared only if there is no other. */
  readonly agencies: readonly number[]
  readonly model: LinkageModel
  readonly mode: ComparisonMode
  /** Told what is being done, for long runs. */
  readonly report?: (step: string) => void
}

export interface Linked extends Clustering {
  /** Every candidate pair with its weight. */
  readonly pairs: readonly WeightedPair[]
  readonly weights: Weights
  readonly skippedKeys: number
}

/** Finds which records are the same person. The same input gives the same answer. */
export function linkRecords({ records, agencies, model, mode, report }: LinkInput): Linked {
  const tell = report ?? (() => undefined)
  const isOneAgency = new Set(agencies).size < 2
  const isComparable = (a: number, b: number) => isOneAgency || agencies[a] !== agencies[b]
  tell('looking for candidates')
  const keys = records.map((record) => record.keys)
  const found = findCandidates(keys, { isComparable, maximumBlock: model.maximumBlock })
  tell(`comparing ${found.pairs.length} pairs`)
  const rarity = rarityAmong(records)
  const compare = (a: number, b: number) => patternOf(at(records, a), at(records, b), rarity)
  const counter = new PatternCounter()
  const patterns: Pattern[] = []
  for (const pair of found.pairs)
    patterns.push(counter.count(compare(Math.floor(pair / records.length), pair % records.length)))
  tell('estimating weights')
  const { randomPairs: wanted, seed } = model.estimation
  const random = countRandomPairs(records, { wanted, seed, isComparable, rarity })
  const totalPairs = countPairs(agencies, isOneAgency)
  const { agreements } = rarity
  const observed = { candidates: counter.counts, random, agreements, totalPairs }
  const weights = estimateWeights(modelWeights(model, mode), observed, model.estimation)
  const table = weightTable(weights)
  const pairs = patterns.map((pattern, index): WeightedPair => {
    const pair = found.pairs[index] ?? 0
    const [a, b] = [Math.floor(pair / records.length), pair % records.length]
    return { a, b, bits: bitsOf(pattern, table) }
  })
  tell('putting people together')
  const clustering = clusterRecords({
    count: records.length,
    links: pairs.filter(({ bits }) => bits >= model.thresholds.even),
    bitsBetween: (a, b) => bitsOf(compare(a, b), table),
    agencyOf: (record) => agencies[record] ?? 0,
    rules: isOneAgency ? { ...model.clusters, maximumOfOneAgency: Infinity } : model.clusters,
  })
  return { ...clustering, pairs, weights, skippedKeys: found.skippedKeys }
}

function at(records: readonly EncodedRecord[], index: number): EncodedRecord {
  const record = records[index]
  if (!record) throw new RangeError(`there is no record ${index}`)
  return record
}

/** How many pairs may be compared. */
function countPairs(agencies: readonly number[], isOneAgency: boolean): number {
  const half = (count: number) => (count * (count - 1)) / 2
  if (isOneAgency) return half(agencies.length)
  const sizes = new Map<number, number>()
  for (const agency of agencies) sizes.set(agency, (sizes.get(agency) ?? 0) + 1)
  return [...sizes.values()].reduce((left, size) => left - half(size), half(agencies.length))
}
