import type { Agency } from '../../../common/register'
import type { BaseSettings, Environment } from '../../../common/settings'
import {
  agencyUrl,
  portsFrom,
  readBaseSettings,
  readSeconds,
  readUrl,
  urlHost,
} from '../../../common/settings'

/** What a subgraph's process reads from outside, once. */
export interface SubgraphSettings extends BaseSettings {
  /** Where the hub publishes the keys its tokens are signed with. */
  readonly hubKeysUrl: string
  /** The person index, without a path. */
  readonly personIndexUrl: string
  /** Where each agency publishes the keys it signs its registrations with. */
  readonly agencyKeysUrl: (agency: Agency) => string
  /** For how long a record must have its identifiers before the index says whether it is protected. */
  readonly protectionAgeSeconds: number
}

/**
 * Reads the settings of a subgraph.
 * @throws SettingError that names the variable.
 */
export function readSubgraphSettings(env: Environment = process.env): SubgraphSettings {
  const base = readBaseSettings(env)
  const ports = portsFrom(base.port)
  const host = urlHost(base.host)
  return {
    ...base,
    hubKeysUrl: readUrl(
      env,
      'SIGHTLINE_HUB_JWKS',
      `http://${host}:${ports.gateway}/.well-known/jwks.json`,
    ),
    personIndexUrl: readUrl(
      env,
      'SIGHTLINE_PERSON_INDEX_URL',
      `http://${host}:${ports.personIndex}`,
    ),
    protectionAgeSeconds: readSeconds(env, 'SIGHTLINE_PROTECTION_AGE_SECONDS', 60),
    agencyKeysUrl: (agency) => new URL(keysPath, agencyUrl(env, base, agency)).href,
  }
}

/** Path under which a service publishes its public keys. */
export const keysPath = '/.well-known/jwks.json'
