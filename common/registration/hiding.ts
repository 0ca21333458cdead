import type { LinkKey } from './link-tokens'
import { staffToken } from './link-tokens'

/** From whom a record is kept: staff as `home-agency/staff-id`, or as tokens of that. */
export interface StaffLimit {
  readonly excludedStaff?: readonly string[] | null
  /** The only ones let in; null: all but those excluded. */
  readonly restrictedToStaff?: readonly string[] | null
}

/** Whether a limit lets every one of these staff through; nobody at all is not let through. Pure. */
export function letsThrough(
  { excludedStaff, restrictedToStaff }: StaffLimit,
  staff: readonly string[],
): boolean {
  if (staff.length === 0) return false
  if (staff.some((id) => excludedStaff?.includes(id))) return false
  return !restrictedToStaff || staff.every((id) => restrictedToStaff.includes(id))
}

/** A limit as the person index is told of it: tokens, no name. */
export interface HiddenFrom {
  readonly excludedStaff: readonly string[]
  readonly restrictedToStaff: readonly string[] | null
}

/** Most staff that one limit names; see `hiddenFrom`. */
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
    ({ excludedStaff, restrictedToStaff }) => isShort(excludedStaff) && isShort(restrictedToStaff),
  )
  if (!canBeTold || limits.length > maximumLimits) return [fromEverybody]
  const tokens = (staff: readonly string[]) => staff.map((id) => staffToken(key, id))
  return limits.map(({ excludedStaff, restrictedToStaff }) => ({
    excludedStaff: tokens(excludedStaff ?? []),
    restrictedToStaff: restrictedToStaff ? tokens(restrictedToStaff) : null,
  }))
}
