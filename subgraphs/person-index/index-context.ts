import type { LinkKey } from '../../common/registration/link-tokens'
import type { SearchedLikeness } from '../../common/likeness/likeness'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { Policy } from '../../policies/policy'
import type { DisputeNotes } from './dispute-notes'
import type { PersonLookup } from './person-lookup'
import type { RelatedStaff } from './related-staff'
import type { TokenSealer } from './sealed-tokens'
import type { ReviewDesk } from './reviews/review-desk'
import type { Found } from './search/person-search'

/** What the index's resolvers get with each request. */
export interface IndexContext {
  readonly claims: HubTokenClaims
  /** In force when the request came. */
  readonly policies: readonly Policy[]
  readonly lookup: PersonLookup
  /** People by name, as far as who asks may know them. */
  readonly search: (searched: SearchedLikeness) => Promise<Found>
  /** Hub ids of whom a search found: they are written down. */
  readonly found: Set<string>
  /** Codes of agencies with records that nobody finds by name, of those whose records may be known to exist. */
  readonly findUnsearchable: () => Promise<readonly string[]>
  /** Where pairs of records are looked at. */
  readonly desk: ReviewDesk
  /** Hub ids by the ids under which single records are shown: whom it is about is written down. */
  readonly standIns: Map<string, string>
  readonly relatedStaff: RelatedStaff
  readonly disputes: DisputeNotes
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
}
