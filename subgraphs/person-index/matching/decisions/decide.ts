import { level } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex } from '../../../../common/likeness/fields'
import type { Thresholds } from '../scoring/model'
import type { Pattern } from '../scoring/pattern'
import { levelOf } from '../scoring/pattern'
import { mayBeTwins } from './twins'

/** What becomes of two records. */
export type Verdict =
  /** They are served as one person. */
  | 'LINKED'
  /** A person looks at it first. */
  | 'POSSIBLE'
  /** One of them fits somebody else about as well: never linked without a person's word. */
  | 'MANY_MATCH'
  /** One number, two people by everything else: somebody's number was written on another's record. */
  | 'NEEDS_ATTENTION'
  /** Two different NHS numbers. */
  | 'CANNOT_LINK'
  | 'NOT_LINKED'

export interface Judged {
  readonly pattern: Pattern
  /** The weight of the pair. */
  readonly bits: number
  /** The weight of the best pair of either record with somebody else; -Infinity when there is none. */
  readonly bestOtherBits: number
}

/** Decides about two records: an NHS number first, then the weight of everything. */
export function decide({ pattern, bits, bestOtherBits }: Judged, thresholds: Thresholds): Verdict {
  const found = (name: FieldName) => levelOf(pattern[fieldIndex[name]] ?? 0)
  const number = found('nhsNumber')
  if (number === level.different) return 'CANNOT_LINK'
  if (number === level.exact) {
    if (isContradicted(found)) return 'NEEDS_ATTENTION'
    if (isBorneOut(found)) return 'LINKED'
  }
  if (bits < thresholds.review) return 'NOT_LINKED'
  if (bits < thresholds.automatic || mayBeTwins(pattern)) return 'POSSIBLE'
  return bits - bestOtherBits < thresholds.margin ? 'MANY_MATCH' : 'LINKED'
}

type Found = (name: FieldName) => number

/** The date of birth agrees at least partly, or the family name does. */
function isBorneOut(found: Found): boolean {
  const agrees = (name: FieldName, upTo: number) =>
    found(name) !== level.missing && found(name) <= upTo
  return agrees('dateOfBirth', level.close) || agrees('familyName', level.slip)
}

/** Both are there and both differ; names that were exchanged do not. */
function isContradicted(found: Found): boolean {
  const [birth, family] = [found('dateOfBirth'), found('familyName')]
  return (birth === level.different || birth === level.part) && family === level.different
}
