import { keysPath } from '../../../common/keys/keys-route'
import { portsFrom } from '../../../common/ports'
import type { ObservingSettings } from '../../../common/observing/settings'
import { readObservingSettings } from '../../../common/observing/settings'
import type { Agency } from '../../../common/register'
import {
  agencyUrl,
  getService,
  ownServices,
  ownServiceUrl,
  personIndexCode,
} from '../../../common/services'
import type { BaseSettings, Environment } from '../../../common/settings'
import { readBaseSettings, readSeconds, readUrl, urlHost } from '../../../common/settings'

/** What a subgraph's process reads from outside, once. */
export interface SubgraphSettings extends BaseSettings {
  /** Where the hub publishes the keys its tokens are signed with. */
  readonly hubKeysUrl: string
  /** The person index, without a path. */
  readonly personIndexUrl: string
  /** Where each agency publishes the keys it signs its registrations with. */
  readonly agencyKeysUrl: (agency: Agency) => string
  readonly observing: ObservingSettings
  /** For how long a record must have its identifiers before the index says whether it is protected. */
  readonly protectionAgeSeconds: number
}

/**
 * Reads the settings of a subgraph.
 * @throws SettingError that names the variable.
 */
export function readSubgraphSettings(env: Environment = process.env): SubgraphSettings {
  const base = readBaseSettings(env)
  const gateway = `http://${urlHost(base.host)}:${portsFrom(base.port).gateway}`
  return {
    ...base,
    hubKeysUrl: readUrl(env, 'SIGHTLINE_HUB_JWKS', `${gateway}${keysPath}`),
    personIndexUrl: ownServiceUrl(env, base, getService(personIndexCode, ownServices)),
    protectionAgeSeconds: readSeconds(env, 'SIGHTLINE_PROTECTION_AGE_SECONDS', 60),
    agencyKeysUrl: (agency) => new URL(keysPath, agencyUrl(env, base, agency)).href,
    observing: readObservingSettings(env, base.port),
  }
}
