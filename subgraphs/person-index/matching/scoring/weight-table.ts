import type { FieldName } from '../../../../common/likeness/fields'
import { fieldNames } from '../../../../common/likeness/fields'
import { level, levelCount } from '../comparison/levels'
import type { HouseholdWeights, LevelShares, TwinShares, Weights } from './model'
import { codeCount, codeOf, isTold, levelOf } from './pattern'
import { rarityBands, shareOfBand } from './rarity'
import { togetherIndex } from './together'

/** Bits for one person against one kind of two people, for every code at every place of a pattern. */
export interface Against {
  /** Before anything is compared. */
  readonly prior: number
  readonly fields: readonly Float64Array[]
}

/** Bits against each kind of two people that a pair can be. */
export interface WeightTable {
  readonly strangers: Against
  readonly household: Against | null
  readonly twins: Against | null
}

/**
 * Weights in bits: log2(m/u), Fellegi and Sunter. An exact agreement in a rare value weighs more than in
 * a common one: its u is the share of other people who hold it, which is that of the records that do, less
 * those that are the same person's.
 */
export function weightTable(weights: Weights): WeightTable {
  const { prior, household } = weights
  const twins = household?.twins
  const twinShare = (household?.share ?? 0) * (twins?.share ?? 0)
  const share = 1 - prior - (household?.share ?? 0) - twinShare
  const strangers = { prior: Math.log2(prior / share), fields: againstStrangers(weights) }
  if (!household) return { strangers, household: null, twins: null }
  return {
    strangers,
    household: {
      prior: Math.log2(prior / household.share),
      fields: againstSharing(weights, household.fields, strangers),
    },
    twins: twins
      ? {
          prior: Math.log2(prior / twinShare),
          fields: againstSharing(weights, sharesOfTwins(weights, household, twins), strangers),
        }
      : null,
  }
}

function againstStrangers({ fields, byChance }: Weights): readonly Float64Array[] {
  const shareAt = (place: number, band: number) =>
    shareOfBand(band) * (byChance?.[place]?.[band] ?? 1)
  const bands = Array.from({ length: rarityBands }, (_, band) => band)
  const own = fieldNames.map((name, place) => {
    const { m, u } = fields[name]
    const bits = new Float64Array(codeCount)
    for (let at = 1; at < levelCount; at += 1) bits[at] = Math.log2((m[at] ?? 1) / (u[at] ?? 1))
    for (const band of bands)
      bits[codeOf(band)] = Math.log2((m[level.exact] ?? 1) / shareAt(place, band))
    return told(bits, m)
  })
  const together = new Float64Array(codeCount)
  for (const band of bands) together[codeOf(band)] = -Math.log2(shareAt(togetherIndex, band))
  return [...own, together]
}

/** What another field tells weighs as if all strangers who agree there agreed here too. */
function told(bits: Float64Array, m: LevelShares): Float64Array {
  return bits.map((own, code) => {
    if (!isTold(code)) return own
    return levelOf(code) === level.exact ? Math.log2(m[level.exact] ?? 1) : 0
  })
}

/** In what such people have in common, its rarity says nothing; in the rest they are strangers. */
function againstSharing(
  { fields }: Weights,
  shared: HouseholdWeights['fields'],
  strangers: Against,
): readonly Float64Array[] {
  const own = fieldNames.map((name, at) => {
    const [m, v] = [fields[name].m, shared[name]]
    if (!v) return strangers.fields[at] ?? new Float64Array()
    return Float64Array.from({ length: codeCount }, (_, code) => {
      const found = levelOf(code)
      return found === level.missing ? 0 : Math.log2((m[found] ?? 1) / (v[found] ?? 1))
    })
  })
  return [...own, new Float64Array(codeCount)]
}

/** Twins have a household's place and names, and the date of birth as one person has it. */
function sharesOfTwins(
  { fields }: Weights,
  household: HouseholdWeights,
  { fields: own }: TwinShares,
): Readonly<Partial<Record<FieldName, LevelShares>>> {
  return { ...household.fields, dateOfBirth: fields.dateOfBirth.m, ...own }
}
