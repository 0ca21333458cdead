import { level } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex } from '../../../../common/likeness/fields'
import type { NumberAgreement } from '../misfiled-numbers'
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
  /** False: an agency says that it has not traced its number; one that agrees is looked at, and decides nothing. */
  readonly isNumberTraced?: boolean
}

/** Decides about two records: an NHS number first, then the weight of everything. */
export function decide(
  { pattern, bits, bestOtherBits, isNumberTraced = true }: Judged,
  thresholds: Thresholds,
): Verdict {
  const number = decideByNumber(levelsOf(pattern), isNumberTraced)
  if (number !== null) return number
  if (bits < thresholds.review)
    return isNumberInDoubt(pattern, isNumberTraced) ? 'POSSIBLE' : 'NOT_LINKED'
  if (bits < thresholds.automatic || mayBeTwins(pattern)) return 'POSSIBLE'
  return bits - bestOtherBits < thresholds.margin ? 'MANY_MATCH' : 'LINKED'
}

/** What the NHS numbers say alone; null: nothing that decides. */
function decideByNumber(found: Found, isTraced: boolean): Verdict | null {
  const number = found('nhsNumber')
  if (number === level.different) return 'CANNOT_LINK'
  if (number !== level.exact) return null
  if (isContradicted(found)) return 'NEEDS_ATTENTION'
  return isTraced && isBorneOut(found) ? 'LINKED' : null
}

/** How what two records say bears out that they have one NHS number. Pure. */
export function numberAgreement(pattern: Pattern): NumberAgreement {
  const found = levelsOf(pattern)
  if (isContradicted(found)) return 'CONTRADICTED'
  return isBorneOut(found) ? 'BORNE_OUT' : 'UNKNOWN'
}

/** Whether two records with one NHS number are looked at, however little they weigh. */
export function isNumberInDoubt(pattern: Pattern, isNumberTraced: boolean): boolean {
  const found = levelsOf(pattern)
  return found('nhsNumber') === level.exact && (!isNumberTraced || isContradicted(found))
}

type Found = (name: FieldName) => number

function levelsOf(pattern: Pattern): Found {
  return (name) => levelOf(pattern[fieldIndex[name]] ?? 0)
}

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
