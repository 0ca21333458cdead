import type { LinkKey } from './link-tokens'
import { groundToken, staffToken } from './link-tokens'

/** From whom a record is kept: staff as `home-agency/staff-id`, or as tokens of that. */
export interface StaffLimit {
  readonly excludedStaff?: readonly string[] | null
  /** The only ones let in; null: all but those excluded. */
  readonly restrictedToStaff?: readonly string[] | null
  /** The only grounds on which anybody is let in, or tokens of them; null: on whatever ground. */
  readonly onlyOnGrounds?: readonly string[] | null
}

/** Who asks, and on which grounds: names, or tokens of them. */
export interface AskingParty {
  readonly staff: readonly string[]
  readonly grounds: readonly string[]
}

/**
 * Whether a limit lets every one of the staff through on one of their grounds; nobody at all is not
 * let through. Pure.
 */
export function letsThrough(
  { excludedStaff, restrictedToStaff, onlyOnGrounds }: StaffLimit,
  { staff, grounds }: AskingParty,
): boolean {
  if (staff.length === 0) return false
  if (staff.some((id) => excludedStaff?.includes(id))) return false
  if (onlyOnGrounds && !grounds.some((ground) => onlyOnGrounds.includes(ground))) return false
  return !restrictedToStaff || staff.every((id) => restrictedToStaff.includes(id))
}

/** Why somebody asks: a purpose, and one case unless it holds for all of them. */
export interface Ground {
  readonly purpose: string
  readonly caseReference: string | null
}

/** A ground as text; the case is the same whatever its letters and the spaces around it. */
export function groundText({ purpose, caseReference }: Ground): string {
  return JSON.stringify([purpose, caseReference?.trim().toUpperCase() ?? null])
}

/** The grounds of a question: its purpose, and its purpose for its case. */
export function groundsOfAsking({
  purpose,
  caseReference,
}: {
  readonly purpose: string
  readonly caseReference: string
}): readonly string[] {
  const grounds = [
    { purpose, caseReference: null },
    { purpose, caseReference },
  ]
  return grounds.map(groundText)
}

/** A limit as the person index is told of it: tokens, no name. */
export interface HiddenFrom {
  readonly excludedStaff: readonly string[]
  readonly restrictedToStaff: readonly string[] | null
  readonly onlyOnGrounds?: readonly string[] | null
}

/** Most staff that one limit names, and most grounds; see `hiddenFrom`. */
export const maximumStaffOfLimit = 100

/** Most limits of one record. */
export const maximumLimits = 10

/** Keeps a record from everybody. */
const fromEverybody: HiddenFrom = { excludedStaff: [], restrictedToStaff: [] }

/** Limits that hide that a record is there, in tokens; what cannot be told in full hides from all. */
export function hiddenFrom(key: LinkKey, limits: readonly StaffLimit[]): readonly HiddenFrom[] {
  const isShort = (staff: readonly string[] | null | undefined) =>
    (staff?.length ?? 0) <= maximumStaffOfLimit
  const canBeTold = limits.every(
    ({ excludedStaff, restrictedToStaff, onlyOnGrounds }) =>
      isShort(excludedStaff) && isShort(restrictedToStaff) && isShort(onlyOnGrounds),
  )
  if (!canBeTold || limits.length > maximumLimits) return [fromEverybody]
  const tokens = (staff: readonly string[]) => staff.map((id) => staffToken(key, id))
  return limits.map(({ excludedStaff, restrictedToStaff, onlyOnGrounds }) => ({
    excludedStaff: tokens(excludedStaff ?? []),
    restrictedToStaff: restrictedToStaff ? tokens(restrictedToStaff) : null,
    ...(onlyOnGrounds
      ? { onlyOnGrounds: onlyOnGrounds.map((ground) => groundToken(key, ground)) }
      : {}),
  }))
}
