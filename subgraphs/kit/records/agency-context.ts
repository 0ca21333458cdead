import type { Agency } from '../../../common/register'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import type { Policy } from '../../../policies/policy'
import type { RecordLoaders } from './record-loaders'

/** What the resolvers of an agency get with each request. */
export interface AgencyContext {
  readonly agency: Agency
  /** Who asks, why and on which power, as the hub has signed it. */
  readonly claims: HubTokenClaims
  readonly loaders: RecordLoaders
  /** What the agency decides by: every one of them must permit. */
  readonly policies: readonly Policy[]
  /** True when the agency has stopped sharing. */
  readonly isSuspended: boolean
}
