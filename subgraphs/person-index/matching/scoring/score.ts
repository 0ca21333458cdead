import { compareRecords } from '../comparison/compare-records'
import type { EncodedRecord } from '../../../../common/likeness/encode'
import { level, levelCount } from '../comparison/levels'
import { fieldNames } from '../../../../common/likeness/fields'
import type { Weights } from './model'
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
}

/**
 * Weights in bits: log2(m/u), Fellegi and Sunter. An exact agreement in a rare value weighs more than in
 * a common one: its u is the share of other people who hold it, which is that of the records that do, less
 * those that are the same person's.
 */
export function weightTable({ prior, fields, byChance }: Weights): WeightTable {
  return {
    prior: Math.log2(prior / (1 - prior)),
    fields: fieldNames.map((name) => {
      const { m, u } = fields[name]
      const bits = new Float64Array(levelCount * (1 + rarityBands))
      for (let at = 1; at < levelCount; at += 1) bits[at] = Math.log2((m[at] ?? 1) / (u[at] ?? 1))
      for (let band = 0; band < rarityBands; band += 1)
        bits[level.exact + levelCount * (1 + band)] = Math.log2(
          (m[level.exact] ?? 1) / (shareOfBand(band) * (byChance?.[name][band] ?? 1)),
        )
      return bits
    }),
  }
}

/** The weight of a pair in bits, the prior included: above 0 it is more likely one person than not. */
export function bitsOf(pattern: Pattern, { prior, fields }: WeightTable): number {
  let bits = prior
  for (let at = 0; at < pattern.length; at += 1) bits += fields[at]?.[pattern[at] ?? 0] ?? 0
  return bits
}

/** The probability that a pair of this weight is one person. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}
