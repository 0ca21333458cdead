import { levelCount } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import type { EstimationRules, FieldWeights, Weights } from './model'
import { rarityBands } from './rarity'
import type { Pattern } from './score'
import { bitsOf, levelOf, probabilityOf, weightTable } from './score'

/** How often each pattern occurs. */
export type PatternCounts = ReadonlyMap<Pattern, number>

export interface Observed {
  /** Of all pairs that could be one person: those with a blocking key in common. */
  readonly candidates: PatternCounts
  /** Of pairs drawn at random. */
  readonly random: PatternCounts
  /** How many pairs agree in a value of each rarity band, by the place of the field. */
  readonly agreements: readonly Float64Array[]
  /** All pairs that may be compared, candidates or not. */
  readonly totalPairs: number
}

/**
 * Weights by expectation maximisation, without knowing who is who. Each round reckons how likely each
 * candidate is one person, and from that how the levels of such pairs are distributed; pairs that are no
 * candidates count as two people. How two people agree by chance is seen in random pairs, less the share
 * of them that is one person. Start and counterweight are the model's own numbers.
 * @see Winkler 2000, Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model
 */
export function estimateWeights(
  start: Weights,
  observed: Observed,
  { rounds, priorPairs, smallestChance }: EstimationRules,
): Weights {
  const chance = count(levels, observed.random, () => 1)
  let weights = start
  for (let round = 0; round < rounds; round += 1) {
    const table = weightTable(weights)
    const likely = new Map<Pattern, number>()
    const likelihoodOf = (pattern: Pattern) => likely.get(pattern) ?? 0
    let matches = 0
    for (const [pattern, pairs] of observed.candidates) {
      const probability = probabilityOf(bitsOf(pattern, table))
      likely.set(pattern, probability)
      matches += probability * pairs
    }
    const seen = count(levels, observed.candidates, likelihoodOf)
    const prior = Math.min(0.5, (matches + 1) / (observed.totalPairs + 2))
    const fieldsOf = (name: FieldName): FieldWeights => {
      const [at, before] = [fieldIndex[name], start.fields[name]]
      const m = shares(seen[at], before.m, priorPairs)
      const mixed = shares(chance[at], before.u, priorPairs)
      return { m, u: withoutMatches(mixed, m, prior) }
    }
    const same = count(bands, observed.candidates, likelihoodOf)
    const byChance = byField((name) => {
      const [all, own] = [observed.agreements[fieldIndex[name]], same[fieldIndex[name]]]
      return Array.from(all ?? [], (pairs, band) =>
        Math.max(smallestChance, 1 - (own?.[band] ?? 0) / Math.max(1, pairs)),
      )
    })
    weights = { prior, fields: byField(fieldsOf), byChance }
  }
  return weights
}

/** The same made for every field. */
function byField<Made>(make: (name: FieldName) => Made): Readonly<Record<FieldName, Made>> {
  return Object.fromEntries(fieldNames.map((name) => [name, make(name)])) as Record<FieldName, Made>
}

/** What of a field's value in a pattern is counted: an index from 0; below 0: nothing. */
interface Counted {
  readonly size: number
  readonly indexOf: (value: number) => number
}

const levels: Counted = { size: levelCount, indexOf: levelOf }

/** Of values that agree, how rare they are. */
const bands: Counted = {
  size: rarityBands,
  indexOf: (value) => Math.floor(value / levelCount) - 1,
}

/** For each field, how often each index was seen, each pair with its weight. */
function count(
  { size, indexOf }: Counted,
  patterns: PatternCounts,
  weightOf: (pattern: Pattern) => number,
): readonly Float64Array[] {
  const counts = fieldNames.map(() => new Float64Array(size))
  for (const [pattern, pairs] of patterns) {
    const weight = pairs * weightOf(pattern)
    for (let at = 0; at < pattern.length; at += 1) {
      const [own, index] = [counts[at], indexOf(pattern[at] ?? 0)]
      if (own && index >= 0) own[index] = (own[index] ?? 0) + weight
    }
  }
  return counts
}

/** Counts as shares, with the model's shares counted in as if that many pairs had been seen. */
function shares(
  counts: Float64Array | undefined,
  before: readonly number[],
  priorPairs: number,
): readonly number[] {
  const seen = counts?.slice(1).reduce((sum, count) => sum + count, 0) ?? 0
  return before.map((share, at) =>
    at === 0 ? 0 : ((counts?.[at] ?? 0) + priorPairs * share) / (seen + priorPairs),
  )
}

const smallestShare = 1e-7

/** Shares among two people, when a part of the random pairs was one person after all. */
function withoutMatches(
  mixed: readonly number[],
  m: readonly number[],
  prior: number,
): readonly number[] {
  const left = mixed.map((share, at) =>
    at === 0
      ? 0
      : Math.max(share / 50, smallestShare, (share - prior * (m[at] ?? 0)) / (1 - prior)),
  )
  const sum = left.reduce((total, share) => total + share, 0)
  return left.map((share) => share / sum)
}
