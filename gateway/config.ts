import { readFileSync } from 'node:fs'
import os from 'node:os'

import { projectPath } from '../common/project-root'
import type { Agency } from '../common/register'
import { readRegister } from '../common/register'
import type { BaseSettings, Environment } from '../common/settings'
import {
  agencyUrl,
  portsFrom,
  readBaseSettings,
  readRequired,
  readUrl,
  urlHost,
} from '../common/settings'
import type { QueryLimits } from './server/limits'
import { defaultLimits } from './server/limits'

/** What the gateway's process reads from outside, once. */
export interface GatewaySettings extends BaseSettings {
  readonly mongodbUri: string
  /** The sign-in whose tokens are accepted: the claim `iss`, to the letter. */
  readonly issuer: string
  readonly issuerKeysUrl: string
  readonly personIndexUrl: string
  readonly agencyUrl: (agency: Agency) => string
  /** Name of this instance's chain in the disclosure log; no other instance may have it. */
  readonly instance: string
  readonly register: readonly Agency[]
  readonly supergraphSdl: string
  readonly limits: QueryLimits
  /** How long an agency is waited for. */
  readonly agencyTimeoutMs: number
}

/**
 * Reads the gateway's settings.
 * @throws SettingError that names the variable
 */
export function readGatewaySettings(env: Environment = process.env): GatewaySettings {
  const base = readBaseSettings(env)
  const ports = portsFrom(base.port)
  const host = urlHost(base.host)
  const issuer = readUrl(env, 'SIGHTLINE_ISSUER', `http://${host}:${ports.signIn}`)
  const issuerKeys = `${issuer.replace(/\/$/, '')}/jwks`
  const personIndex = `http://${host}:${ports.personIndex}`
  return {
    ...base,
    mongodbUri: readRequired(env, 'MONGODB_URI', 'the address of the disclosure log'),
    issuer,
    issuerKeysUrl: readUrl(env, 'SIGHTLINE_ISSUER_JWKS', issuerKeys),
    personIndexUrl: readUrl(env, 'SIGHTLINE_PERSON_INDEX_URL', personIndex),
    agencyUrl: (agency) => agencyUrl(env, base, agency),
    instance: env['SIGHTLINE_INSTANCE'] ?? `${os.hostname()}-${base.port}`,
    register: readRegister(),
    supergraphSdl: readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'),
    limits: defaultLimits,
    agencyTimeoutMs: 5000,
  }
}
