import type { StoredRecord } from '../records/record-collection'

/** What an agency knows of one person: whose records a view shows. */
export interface AgencyView {
  /** The agency's references for this person, those it really holds. */
  readonly refs: readonly string[]
  /** Its own descriptions of the person, one for each reference. */
  readonly people: readonly StoredRecord[]
  /** True when it must not be told where the person is. */
  readonly isAddressProtected: boolean
}
