import { levelCount } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import type { EstimationRules, FieldWeights, HouseholdWeights, TwinShares, Weights } from './model'
import { rarityBands } from './rarity'
import type { Pattern } from './pattern'
import type { Chances } from './score'
import { chancesOf } from './score'
import { bandOf, levelOf } from './pattern'
import { bounded, shares, without } from './shares'
import { patternLength } from './together'
import { weightTable } from './weight-table'

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
 * candidate is one person, or two of one household, and from that how the levels of such pairs are
 * distributed; pairs that are no candidates count as two strangers. How strangers agree by chance is seen in
 * random pairs, less the share of them that is not strangers after all. Start and counterweight are the
 * model's own numbers.
 * @see Winkler 2000, Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model
 */
export function estimateWeights(
  start: Weights,
  observed: Observed,
  rules: EstimationRules,
): Weights {
  const chance = count(levels, observed.random, () => 1)
  const twins = start.household?.twins
  let weights = withTwins(start, undefined)
  for (let round = 0; round < rules.rounds; round += 1)
    weights = nextWeights(start, { observed, chance, chances: reckon(observed, weights) }, rules)
  return withTwins(weights, twins)
}

/** Twins are too few to be learnt from: while weights are estimated they are people of a household. */
function withTwins(weights: Weights, twins: TwinShares | undefined): Weights {
  const { household } = weights
  if (!household) return weights
  const { share, fields } = household
  return { ...weights, household: { share, fields, ...(twins ? { twins } : {}) } }
}

/** What a round begins with. */
interface Round {
  readonly observed: Observed
  /** How often each level was seen in random pairs, by the place of the field. */
  readonly chance: readonly Float64Array[]
  readonly chances: Reckoned
}

/** How likely the candidates are each of what they can be. */
interface Reckoned {
  readonly of: (pattern: Pattern) => Chances
  readonly samePairs: number
  readonly householdPairs: number
}

const none: Chances = { same: 0, household: 0 }

function reckon({ candidates }: Observed, weights: Weights): Reckoned {
  const table = weightTable(weights)
  const known = new Map<Pattern, Chances>()
  let [samePairs, householdPairs] = [0, 0]
  for (const [pattern, pairs] of candidates) {
    const chances = chancesOf(pattern, table)
    known.set(pattern, chances)
    samePairs += chances.same * pairs
    householdPairs += chances.household * pairs
  }
  return { samePairs, householdPairs, of: (pattern) => known.get(pattern) ?? none }
}

function nextWeights(start: Weights, round: Round, rules: EstimationRules): Weights {
  const { observed, chance, chances } = round
  const shareOf = (pairs: number) => Math.min(0.5, (pairs + 1) / (observed.totalPairs + 2))
  const seen = count(levels, observed.candidates, (one) => chances.of(one).same)
  const prior = shareOf(chances.samePairs)
  const household = nextHousehold(start, round, rules)
  const fieldsOf = (name: FieldName): FieldWeights => {
    const [at, before] = [fieldIndex[name], start.fields[name]]
    const m = bounded(shares(seen[at], before.m, rules.priorPairs), rules.mostDifferent?.[name])
    const mixed = shares(chance[at], before.u, rules.priorPairs)
    const v = household?.fields[name]
    const others = [
      { share: prior, levels: m },
      ...(household && v ? [{ share: household.share, levels: v }] : []),
    ]
    return { m, u: without(others, mixed) }
  }
  return {
    ...{ prior, fields: byField(fieldsOf), byChance: chanceOfBands(round, rules) },
    ...(household ? { household } : {}),
  }
}

function nextHousehold(
  { household: before }: Weights,
  { observed, chances }: Round,
  { priorPairs }: EstimationRules,
): HouseholdWeights | null {
  if (!before) return null
  const seen = count(levels, observed.candidates, (one) => chances.of(one).household)
  const fields = Object.entries(before.fields).map(
    ([name, levelShares]) =>
      [name, shares(seen[fieldIndex[name as FieldName]], levelShares, priorPairs)] as const,
  )
  const share = Math.min(0.5, (chances.householdPairs + 1) / (observed.totalPairs + 2))
  return { share, fields: Object.fromEntries(fields) }
}

/** Of the pairs that agree in a value of each band, the share that is two strangers. */
function chanceOfBands(
  { observed, chances }: Round,
  { smallestChance }: EstimationRules,
): NonNullable<Weights['byChance']> {
  const others = count(bands, observed.candidates, (one) => {
    const { same, household } = chances.of(one)
    return same + household
  })
  const all = count(bands, observed.candidates, () => 1)
  return others.map((own, place) => {
    const pairs = place < fieldNames.length ? observed.agreements[place] : all[place]
    return Array.from(pairs ?? [], (pairs, band) =>
      Math.max(smallestChance, 1 - (own[band] ?? 0) / Math.max(1, pairs)),
    )
  })
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
  indexOf: bandOf,
}

/** For each field, how often each index was seen, each pair with its weight. */
function count(
  { size, indexOf }: Counted,
  patterns: PatternCounts,
  weightOf: (pattern: Pattern) => number,
): readonly Float64Array[] {
  const counts = Array.from({ length: patternLength }, () => new Float64Array(size))
  for (const [pattern, pairs] of patterns) {
    const weight = pairs * weightOf(pattern)
    for (let at = 0; at < pattern.length; at += 1) {
      const [own, index] = [counts[at], indexOf(pattern[at] ?? 0)]
      if (own && index >= 0) own[index] = (own[index] ?? 0) + weight
    }
  }
  return counts
}
