import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { Policy } from '../../policies/policy'

/** What the resolvers get with each request. */
export interface SearchContext {
  readonly claims: HubTokenClaims
  /** In force when the request came. */
  readonly policies: readonly Policy[]
  /** The agencies' key for names, dates and places. */
  readonly nameKey: Uint8Array
  /** For what an age means. */
  readonly now: Date
}
