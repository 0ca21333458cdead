import type { Pattern } from './pattern'
import type { Against, WeightTable } from './weight-table'

/**
 * The weight of a pair in bits, the prior included: above 0 it is more likely one person than two, be they
 * strangers, twins or others of one household.
 */
export function bitsOf(pattern: Pattern, table: WeightTable): number {
  return againstAny(bitsAgainst(pattern, table))
}

/** How likely a pair is one person, and two of one household. */
export interface Chances {
  readonly same: number
  readonly household: number
}

/** With two strangers and twins they add up to 1. */
export function chancesOf(pattern: Pattern, table: WeightTable): Chances {
  const bits = bitsAgainst(pattern, table)
  const same = probabilityOf(againstAny(bits))
  const [, household] = bits
  return { same, household: same * 2 ** -household }
}

type Bits = readonly [strangers: number, household: number, twins: number]

function bitsAgainst(pattern: Pattern, { strangers, household, twins }: WeightTable): Bits {
  return [
    sumOf(pattern, strangers),
    household ? sumOf(pattern, household) : Infinity,
    twins ? sumOf(pattern, twins) : Infinity,
  ]
}

function sumOf(pattern: Pattern, { prior, fields }: Against): number {
  let bits = prior
  for (let at = 0; at < pattern.length; at += 1) bits += fields[at]?.[pattern[at] ?? 0] ?? 0
  return bits
}

/** Bits against all explanations together, from the bits against each. */
function againstAny(bits: Bits): number {
  const least = Math.min(...bits)
  return least - Math.log2(bits.reduce((sum, one) => sum + 2 ** (least - one), 0))
}

/** The probability that a pair of this weight is one person. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}
