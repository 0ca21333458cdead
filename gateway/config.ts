import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import os from 'node:os'

import { portsFrom } from '../common/ports'
import type { ObservingSettings } from '../common/observing/settings'
import { readObservingSettings } from '../common/observing/settings'
import { readRegister } from '../common/register'
import type { LocatedService } from '../common/services'
import { listServices, locateServices } from '../common/services'
import type { BaseSettings, Environment } from '../common/settings'
import {
  readBaseSettings,
  readPort,
  readPublishedFolder,
  readRequired,
  readSeconds,
  readUrl,
  SettingError,
  urlHost,
} from '../common/settings'
import type { StopTimes } from '../common/stop-times'
import { agencyTimeoutMs, gatewayStopTimes } from '../common/stop-times'
import { SupergraphFile } from '../schema/supergraph-text'
import type { AskingTerms } from './lookups/asking-limits'
import type { QueryLimits } from './server/limits'
import { defaultLimits } from './server/limits'

/** What the gateway's process reads from outside, once. */
export interface GatewaySettings extends BaseSettings, AskingTerms {
  readonly mongodbUri: string
  /** The sign-in whose tokens are accepted: the claim `iss`, to the letter. */
  readonly issuer: string
  readonly issuerKeysUrl: string
  /** Name of this instance's log of disclosures; no other instance may have it. */
  readonly instance: string
  /** Every subgraph of the supergraph. */
  readonly services: readonly LocatedService[]
  readonly supergraphSdl: string
  /** Where another supergraph may stand while it runs; absent: nobody looks. */
  readonly supergraphFile?: SupergraphFile
  readonly limits: QueryLimits
  /** How long an agency is waited for. */
  readonly agencyTimeoutMs: number
  /** Certificates (PEM) of who may vouch for agencies outside; null or absent: the public authorities. */
  readonly agencyAuthorities?: readonly string[] | null
  readonly stopTimes: StopTimes
  readonly observing: ObservingSettings
}

/**
 * Reads the gateway's settings. A second gateway on a host listens elsewhere, and finds the others
 * where they are: their ports are counted from SIGHTLINE_HUB_PORT.
 * @throws SettingError that names the variable
 */
export function readGatewaySettings(env: Environment = process.env): GatewaySettings {
  const base = readBaseSettings(env)
  const hub = { ...base, port: readPort(env, 'SIGHTLINE_HUB_PORT', base.port) }
  const signIn = `http://${urlHost(base.host)}:${portsFrom(hub.port).signIn}`
  const issuer = readUrl(env, 'SIGHTLINE_ISSUER', signIn)
  const supergraphFile = new SupergraphFile(readPublishedFolder(env, base))
  const issuerKeys = `${issuer.replace(/\/$/, '')}/jwks`
  return {
    ...base,
    mongodbUri: readRequired(env, 'MONGODB_URI', 'the address of the disclosure log'),
    issuer,
    issuerKeysUrl: readUrl(env, 'SIGHTLINE_ISSUER_JWKS', issuerKeys),
    instance: readInstance(env, base.port),
    services: locateServices(listServices(readRegister()), env, hub),
    supergraphSdl: supergraphFile.read(),
    supergraphFile,
    limits: defaultLimits,
    ...readAskingTerms(env),
    agencyTimeoutMs,
    agencyAuthorities: readAuthorities(env),
    stopTimes: gatewayStopTimes(readSeconds(env, 'SIGHTLINE_DRAIN_SECONDS', 2) * 1000),
    observing: readObservingSettings(env, base.port),
  }
}

/** Instead of the public authorities: whoever can have a certificate made there must not pass for an agency. */
function readAuthorities(env: Environment): readonly string[] | null {
  const variable = 'SIGHTLINE_AGENCY_CA'
  const file = env[variable]
  if (file === undefined) return null
  const certificates = readFileIfThere(file)?.match(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
  )
  if (!certificates?.every(isCertificate))
    throw new SettingError(variable, `expected a file of certificates in PEM, got "${file}"`)
  return certificates
}

function readFileIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca
  } catch {
    return false
  }
}

/** A name of a log stands in file names, commands and signed notes. */
function readInstance(env: Environment, port: number): string {
  const host = os.hostname().replaceAll(/[^A-Za-z0-9._-]/g, '-')
  const name = env['SIGHTLINE_INSTANCE'] ?? `${host.slice(0, 90)}-${port}`
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name))
    throw new SettingError(
      'SIGHTLINE_INSTANCE',
      'expected 1 to 100 letters, digits, dots, underscores or hyphens',
    )
  return name
}

/** So much may be asked for at once, and then as much each minute. */
function readAskingTerms(env: Environment): AskingTerms {
  const lookups = readCount(env, 'SIGHTLINE_LOOKUPS_PER_MINUTE', 60)
  const enquiries = readCount(env, 'SIGHTLINE_ENQUIRIES_PER_MINUTE', 30)
  return {
    lookups: { capacity: lookups, perMinute: lookups },
    enquiries: { capacity: enquiries, perMinute: enquiries },
    systemUsers: readCount(env, 'SIGHTLINE_SYSTEM_USERS', 10),
  }
}

function readCount(env: Environment, variable: string, preset: number): number {
  const count = Number(env[variable] ?? preset)
  if (!(Number.isInteger(count) && count >= 1 && count <= 100_000))
    throw new SettingError(variable, 'expected a whole number from 1 to 100000')
  return count
}
