import { level } from '../comparison/levels'
import { fieldIndex } from '../../../../common/likeness/fields'
import type { Pattern } from '../scoring/pattern'
import { levelOf } from '../scoring/pattern'
import { bitsOf } from '../scoring/score'
import type { WeightTable } from '../scoring/weight-table'
import { mayBeTwins } from './twins'

/**
 * From which weight on pairs are put together: EVEN, where one person is likelier than two, for lists
 * that are measured; AUTOMATIC, where nobody need look, for people's records.
 */
export type Cut = 'EVEN' | 'AUTOMATIC'

/** What twins weigh at most, in bits, where nobody looks: however rare their name and street. */
const twinBits = -5

/** The weight of a pair in bits, with the rules that outrank it; two different NHS numbers: -Infinity. */
export function weigh(pattern: Pattern, table: WeightTable, cut: Cut): number {
  if (levelOf(pattern[fieldIndex.nhsNumber] ?? 0) === level.different) return -Infinity
  const bits = bitsOf(pattern, table)
  return cut === 'AUTOMATIC' && mayBeTwins(pattern) ? Math.min(bits, twinBits) : bits
}
