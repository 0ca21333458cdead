import { readFileSync } from 'node:fs'
import os from 'node:os'

import { portsFrom } from '../common/ports'
import type { ObservingSettings } from '../common/observing/settings'
import { readObservingSettings } from '../common/observing/settings'
import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import type { LocatedService } from '../common/services'
import { listServices, locateServices } from '../common/services'
import type { BaseSettings, Environment } from '../common/settings'
import { readBaseSettings, readRequired, readUrl, SettingError, urlHost } from '../common/settings'
import type { BucketTerms } from './lookups/token-bucket'
import type { QueryLimits } from './server/limits'
import { defaultLimits } from './server/limits'

/** What the gateway's process reads from outside, once. */
export interface GatewaySettings extends BaseSettings {
  readonly mongodbUri: string
  /** The sign-in whose tokens are accepted: the claim `iss`, to the letter. */
  readonly issuer: string
  readonly issuerKeysUrl: string
  /** Name of this instance's log of disclosures; no other instance may have it. */
  readonly instance: string
  /** Every subgraph of the supergraph. */
  readonly services: readonly LocatedService[]
  readonly supergraphSdl: string
  readonly limits: QueryLimits
  /** How many people a member of staff may look up on this gateway. */
  readonly lookups: BucketTerms
  /** How long an agency is waited for. */
  readonly agencyTimeoutMs: number
  readonly observing: ObservingSettings
}

/**
 * Reads the gateway's settings.
 * @throws SettingError that names the variable
 */
export function readGatewaySettings(env: Environment = process.env): GatewaySettings {
  const base = readBaseSettings(env)
  const signIn = `http://${urlHost(base.host)}:${portsFrom(base.port).signIn}`
  const issuer = readUrl(env, 'SIGHTLINE_ISSUER', signIn)
  const issuerKeys = `${issuer.replace(/\/$/, '')}/jwks`
  return {
    ...base,
    mongodbUri: readRequired(env, 'MONGODB_URI', 'the address of the disclosure log'),
    issuer,
    issuerKeysUrl: readUrl(env, 'SIGHTLINE_ISSUER_JWKS', issuerKeys),
    instance: env['SIGHTLINE_INSTANCE'] ?? `${os.hostname()}-${base.port}`,
    services: locateServices(listServices(readRegister()), env, base),
    supergraphSdl: readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'),
    limits: defaultLimits,
    lookups: readLookups(env),
    agencyTimeoutMs: 5000,
    observing: readObservingSettings(env, base.port),
  }
}

/** A member of staff may look up so many different people at once, and then as many each minute. */
function readLookups(env: Environment): BucketTerms {
  const variable = 'SIGHTLINE_LOOKUPS_PER_MINUTE'
  const perMinute = Number(env[variable] ?? 60)
  if (!(Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= 100_000))
    throw new SettingError(variable, 'expected a whole number from 1 to 100000')
  return { capacity: perMinute, perMinute }
}
