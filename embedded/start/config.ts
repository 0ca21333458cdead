import type { ObservingSettings } from '../../common/observing/settings'
import { readObservingSettings } from '../../common/observing/settings'
import { readRegister } from '../../common/register'
import type { BaseSettings, Environment } from '../../common/settings'
import { readBaseSettings, SettingError } from '../../common/settings'
import { readGatewaySettings } from '../../gateway/config'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { readSignInSettings } from '../sign-in/config'

/** Settings of `npm start`, and the environment its processes inherit. */
export interface StartSettings extends BaseSettings {
  readonly environment: Environment
  /** Of each process; read here so that a malformed one is named before anything starts. */
  readonly observing: ObservingSettings
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
  checkSettingsOfProcesses(ofProcesses)
  const observing = readObservingSettings(environment, base.port)
  return { ...base, environment: ofProcesses, observing }
}

/** Of made-up people nobody finds out who is protected: the first answer need not wait for a minute. */
const demonstration: Environment = { SIGHTLINE_PROTECTION_AGE_SECONDS: '1' }

/** Each process would find its own mistakes, some of them a minute into the start. */
function checkSettingsOfProcesses(environment: Environment): void {
  // Where the embedded store listens is known once it runs.
  const embeddedStore = 'mongodb://embedded-store'
  readGatewaySettings({ MONGODB_URI: embeddedStore, ...environment })
  readSignInSettings(environment)
  const subgraph = readSubgraphSettings(environment)
  for (const agency of readRegister()) subgraph.agencyKeysUrl(agency)
}
