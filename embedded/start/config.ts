import type { ObservingSettings } from '../../common/observing/settings'
import { readObservingSettings } from '../../common/observing/settings'
import { readRegister } from '../../common/register'
import type { BaseSettings, Environment } from '../../common/settings'
import { readBaseSettings, SettingError } from '../../common/settings'
import { starterGraceMs } from '../../common/stop-times'
import type { GatewaySettings } from '../../gateway/config'
import { readGatewaySettings } from '../../gateway/config'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import type { WebSettings } from '../../web/config'
import { readWebSettings } from '../../web/config'
import { readSignInSettings } from '../sign-in/config'

/** Settings of `npm start`, and the environment its processes inherit. */
export interface StartSettings extends BaseSettings {
  readonly environment: Environment
  /** Of each process; read here so that a malformed one is named before anything starts. */
  readonly observing: ObservingSettings
  /** Time each process has to stop by itself before it is killed, in milliseconds. */
  readonly stopGraceMs: number
  /** Where browsers reach the workspace. */
  readonly workspaceUrl: string
}

/**
 * Reads the settings of `npm start`, and those of every process that it will start.
 * @throws SettingError that names the variable.
 */
export function readStartSettings(environment: Environment = process.env): StartSettings {
  const base = readBaseSettings(environment)
  if (base.mode === 'production')
    throw new SettingError(
      'SIGHTLINE_ENV',
      '`npm start` is the demonstration on one machine and never production; see docker-compose.yml',
    )
  const ofProcesses = { ...demonstration, ...environment }
  const { gateway, web } = readSettingsOfProcesses(ofProcesses)
  const observing = readObservingSettings(environment, base.port)
  const stopGraceMs = starterGraceMs(gateway.stopTimes)
  const workspaceUrl = web.publicUrl
  return { ...base, environment: ofProcesses, observing, stopGraceMs, workspaceUrl }
}

const demonstration: Environment = {
  // Of made-up people nobody finds out who is protected: the first answer need not wait for a minute.
  SIGHTLINE_PROTECTION_AGE_SECONDS: '1',
  // Nothing stands in front of the only gateway that would have to notice that it stops.
  SIGHTLINE_DRAIN_SECONDS: '0',
}

/**
 * Each process would find its own mistakes, some of them a minute into the start.
 * @returns the gateway's, which stops most slowly, and the workspace's
 */
function readSettingsOfProcesses(environment: Environment): {
  readonly gateway: GatewaySettings
  readonly web: WebSettings
} {
  // Where the embedded store listens is known once it runs.
  const embeddedStore = 'mongodb://embedded-store'
  const withStore = { MONGODB_URI: embeddedStore, ...environment }
  const gateway = readGatewaySettings(withStore)
  const web = readWebSettings(withStore)
  readSignInSettings(environment)
  const subgraph = readSubgraphSettings(environment)
  for (const agency of readRegister()) if (!agency.external) subgraph.agencyKeysUrl(agency)
  return { gateway, web }
}
