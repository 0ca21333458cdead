import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { madeUpRecordTypes } from '../hub/made-up-records'

/**
 * Of each agency its people, the lists that they have records in, and what is computed from those: with
 * all other lists the view of fifteen agencies has more fields than the hub takes.
 */
export function hasBenchField(kind: string, field: string): boolean {
  const recordType = getAgencyKind(kind).lists[field]
  if (recordType === undefined) return ['people', 'frequentAttender'].includes(field)
  return madeUpRecordTypes(kind).includes(recordType)
}
