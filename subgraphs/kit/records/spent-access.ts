import type { AgencyContext } from './agency-context'
import { findPermits } from './row-access'

/** True when every policy the agency decides by lets this caller know of spent convictions. */
export function mayShowSpent(context: AgencyContext): boolean {
  const permits = findPermits(context, { categories: ['CRIMINAL_OFFENCE'] })
  return permits?.every(({ showsSpent }) => showsSpent) ?? false
}
