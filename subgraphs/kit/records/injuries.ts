import { isHeadSite } from '../../../common/body-sites'
import { bodySites, flag, listOf, oneOf, type RecordFields } from './record-fields'
import type { RecordRule } from './record-rules'

/** Injuries of a record that counts them without describing each. */
export const injuryFields: RecordFields = {
  hasInjury: flag,
  injurySites: listOf(oneOf(bodySites)),
  isAssault: flag,
}

/** A record as far as its injuries go. */
export interface RecordWithInjuries {
  readonly hasInjury?: boolean | null
  /** Absent: nobody wrote down where. */
  readonly injurySites?: readonly string[] | null
}

/**
 * Whether any injury is to the head, face or neck: false when there was none, null when nobody wrote
 * down whether there was one, or where.
 */
export function hasHeadInjury({ hasInjury, injurySites }: RecordWithInjuries): boolean | null {
  if (hasInjury === false) return false
  return injurySites?.some(isHeadSite) ?? null
}

/** Where an injury is, and whose doing, can be said only of an injury that was found. */
export const injuriesAgree: RecordRule = (read) => {
  const [hasInjury, sites] = [read('hasInjury'), read('injurySites')]
  const count = Array.isArray(sites) ? sites.length : null
  if (hasInjury === true)
    return count === 0
      ? [{ field: 'injurySites', problem: 'is empty although hasInjury is true: leave it out' }]
      : []
  const only = 'is only for hasInjury true'
  return [
    ...(count ? [{ field: 'injurySites', problem: only }] : []),
    ...(read('isAssault') === true ? [{ field: 'isAssault', problem: only }] : []),
  ]
}
