import type { StaffLimit } from '../../../common/registration/hiding'
import { letsThrough } from '../../../common/registration/hiding'
import { isMarked } from '../service/is-marked'

/** Who may not, or who alone may, see a case; staff as `home-agency/staff-id`. */
export interface LimitedAccess extends StaffLimit {
  /** True when even that there is something must not be told to those it is kept from. */
  readonly isExistenceHidden?: boolean | null
}

/** The parts of a record that may limit who sees the person at all. */
export interface MarkedRecord extends Readonly<Record<string, unknown>> {
  readonly isLimitedAccess?: unknown
  readonly limitedAccess?: unknown
}

/** What somebody gets: everything, a refusal that says so, or the answer for a person unknown. */
export type Access = 'OPEN' | 'WITHHELD' | 'HIDDEN'

/**
 * What these members of staff get of a person with these records. Every mark must let every one of
 * them through; a mark that does not say whom it keeps out keeps out everybody.
 */
export function decideAccess(marks: readonly MarkedRecord[], staff: readonly string[]): Access {
  const limits = marks.filter(isLimited).map(({ limitedAccess }) => readLimits(limitedAccess))
  const closed = limits.filter((limit) => !limit || !letsThrough(limit, { staff, grounds: [] }))
  if (closed.length === 0) return 'OPEN'
  return closed.some((limit) => limit?.isExistenceHidden === true) ? 'HIDDEN' : 'WITHHELD'
}

/** The limits that hide even that there is something: what the person index must know. */
export function hidingLimits(marks: readonly MarkedRecord[]): readonly StaffLimit[] {
  return marks
    .filter(isLimited)
    .flatMap(({ limitedAccess }) => readLimits(limitedAccess) ?? [])
    .filter(({ isExistenceHidden }) => isExistenceHidden === true)
}

function isLimited({ isLimitedAccess, limitedAccess }: MarkedRecord): boolean {
  return isMarked(isLimitedAccess) || isMarked(limitedAccess)
}

/** Null when it cannot be told whom the mark keeps out. */
function readLimits(value: unknown): LimitedAccess | null {
  if (typeof value !== 'object' || value === null) return null
  const { excludedStaff, restrictedToStaff, isExistenceHidden } = value as LimitedAccess
  const lists = [excludedStaff, restrictedToStaff].filter((list) => (list ?? null) !== null)
  const isReadable = lists.length > 0 && lists.every((list) => Array.isArray(list))
  // An unreadable mark keeps out everybody and still hides what it says it hides.
  return isReadable
    ? value
    : { restrictedToStaff: [], isExistenceHidden: isExistenceHidden ?? null }
}
