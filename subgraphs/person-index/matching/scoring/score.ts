import { compareRecords } from '../comparison/compare-records'
import type { EncodedRecord } from '../../../../common/likeness/encode'
import { level, levelCount } from '../comparison/levels'
import { fieldNames } from '../../../../common/likeness/fields'
import type { HouseholdWeights, Weights } from './model'
import type { Rarity } from './rarity'
import { rarityBands, shareOfBand } from './rarity'

/**
 * How two records agree, one code a field: the level, and for an exact agreement `levelCount` times one
 * more than its rarity band on top.
 */
export type Pattern = Uint8Array

/** Compares two records field by field. */
export function patternOf(
  a: EncodedRecord,
  b: EncodedRecord,
  rarity: Pick<Rarity, 'bandOf'>,
): Pattern {
  const pattern = compareRecords(a, b)
  fieldNames.forEach((name, at) => {
    if (pattern[at] === level.exact)
      pattern[at] = level.exact + levelCount * (1 + rarity.bandOf(name, a, b))
  })
  return pattern
}

/** The level of a code. */
export function levelOf(code: number): number {
  return code % levelCount
}

/** Bits for every code of every field: what `bitsOf` adds up. */
export interface WeightTable {
  readonly prior: number
  readonly fields: readonly Float64Array[]
  /** Likewise against two people of one household, not two strangers. */
  readonly household?: { readonly prior: number; readonly fields: readonly Float64Array[] }
}

/**
 * Weights in bits: log2(m/u), Fellegi and Sunter. An exact agreement in a rare value weighs more than in
 * a common one: its u is the share of other people who hold it, which is that of the records that do, less
 * those that are the same person's.
 */
export function weightTable(weights: Weights): WeightTable {
  const { prior, fields, byChance, household } = weights
  const own = fieldNames.map((name) => {
    const { m, u } = fields[name]
    const bits = new Float64Array(levelCount * (1 + rarityBands))
    for (let at = 1; at < levelCount; at += 1) bits[at] = Math.log2((m[at] ?? 1) / (u[at] ?? 1))
    for (let band = 0; band < rarityBands; band += 1)
      bits[level.exact + levelCount * (1 + band)] = Math.log2(
        (m[level.exact] ?? 1) / (shareOfBand(band) * (byChance?.[name][band] ?? 1)),
      )
    return bits
  })
  const strangers = 1 - prior - (household?.share ?? 0)
  const table = { prior: Math.log2(prior / strangers), fields: own }
  return household ? { ...table, household: householdTable(weights, household, own) } : table
}

/** In what a household has in common, its rarity says nothing; in the rest its people are strangers. */
function householdTable(
  { prior, fields }: Weights,
  household: HouseholdWeights,
  strangers: readonly Float64Array[],
): WeightTable {
  const own = fieldNames.map((name, at) => {
    const [m, v] = [fields[name].m, household.fields[name]]
    if (!v) return strangers[at] ?? new Float64Array()
    return Float64Array.from({ length: levelCount * (1 + rarityBands) }, (_, code) => {
      const found = levelOf(code)
      return found === level.missing ? 0 : Math.log2((m[found] ?? 1) / (v[found] ?? 1))
    })
  })
  return { prior: Math.log2(prior / household.share), fields: own }
}

/**
 * The weight of a pair in bits, the prior included: above 0 it is more likely one person than two, be they
 * strangers or of one household.
 */
export function bitsOf(pattern: Pattern, table: WeightTable): number {
  const strangers = sumOf(pattern, table)
  return table.household ? either(strangers, sumOf(pattern, table.household)) : strangers
}

/** How likely each of the three is of which a pair can be; with the two strangers they add up to 1. */
export function chancesOf(
  pattern: Pattern,
  table: WeightTable,
): { readonly same: number; readonly household: number } {
  const strangers = sumOf(pattern, table)
  if (!table.household) return { same: probabilityOf(strangers), household: 0 }
  const household = sumOf(pattern, table.household)
  const same = probabilityOf(either(strangers, household))
  return { same, household: (1 - same) / (1 + 2 ** (household - strangers)) }
}

function sumOf(pattern: Pattern, { prior, fields }: WeightTable): number {
  let bits = prior
  for (let at = 0; at < pattern.length; at += 1) bits += fields[at]?.[pattern[at] ?? 0] ?? 0
  return bits
}

/** Bits against either of two explanations, from the bits against each. */
function either(one: number, other: number): number {
  return Math.min(one, other) - Math.log2(1 + 2 ** -Math.abs(one - other))
}

/** The probability that a pair of this weight is one person. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}
