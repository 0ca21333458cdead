import type { LinkKey } from '../../common/registration/link-tokens'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { Policy } from '../../policies/policy'
import type { DisputeNotes } from './dispute-notes'
import type { PersonLookup } from './person-lookup'
import type { RelatedStaff } from './related-staff'
import type { TokenSealer } from './sealed-tokens'

/** What the index's resolvers get with each request. */
export interface IndexContext {
  readonly claims: HubTokenClaims
  /** In force when the request came. */
  readonly policies: readonly Policy[]
  readonly lookup: PersonLookup
  readonly relatedStaff: RelatedStaff
  readonly disputes: DisputeNotes
  readonly linkKey: LinkKey
  readonly sealer: TokenSealer
}
