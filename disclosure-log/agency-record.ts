/** What an agency itself writes down about one call of the hub, before its answer leaves. */
export interface AgencyDisclosure {
  readonly requestId: string
  /** Code of the agency. */
  readonly agency: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly staffId: string
  /** The user for whom a system caller asked; null when staff asked themselves. */
  readonly onBehalfOf: string | null
  readonly homeAgency: string
  readonly roles: readonly string[]
  readonly purpose: string
  readonly caseReference: string
  readonly enquiryId: string
  readonly legalPower: string
  /** Which statements the enquiry made beside its reason; absent in what was written before it was noted. */
  readonly stated?: readonly string[]
  /** Coordinates that were answered, "nothing there" included; sorted. */
  readonly fields: readonly string[]
  /** Coordinates that the agency's own rules kept back of somebody, and why; sorted. */
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
  /** The agency's own references of the people it was asked about; sorted. */
  readonly records: readonly string[]
  /** Hub ids of the same people, sorted; absent in what was written before it was noted. */
  readonly people?: readonly string[]
  /**
   * The policies that all permitted it: the partnership's, then the agency's own if it has one; absent
   * in what was written before it was noted.
   */
  readonly policyVersions?: readonly string[]
}
