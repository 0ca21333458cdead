import type { Agency } from '../../common/register'
import type { HubTokenClaims } from '../../common/tokens/hub-token-claims'
import type { Policy } from '../../policies/policy'
import type { Thresholds } from '../../policies/thresholds'

/** What the resolvers of insights get with each request. */
export interface InsightsContext {
  readonly claims: HubTokenClaims
  /** In force when the request came. */
  readonly policies: readonly Policy[]
  readonly thresholds: Thresholds
  readonly register: readonly Agency[]
  /** Codes of agencies that publish nothing that can be computed over. */
  readonly unread: readonly string[]
  /** The default of `asAt`: the only clock there is. */
  readonly now: Date
}
