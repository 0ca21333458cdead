import type { ObservingSettings } from '../../common/observing/settings'
import { readObservingSettings } from '../../common/observing/settings'
import type { BaseSettings, Environment } from '../../common/settings'
import { readBaseSettings, SettingError } from '../../common/settings'

/** Settings of `npm start`, and the environment its processes inherit. */
export interface StartSettings extends BaseSettings {
  readonly environment: Environment
  /** Of each process; read here so that a malformed one is named before anything starts. */
  readonly observing: ObservingSettings
}

/**
 * Reads the settings of `npm start`.
 * @throws SettingError that names the variable.
 */
export function readStartSettings(environment: Environment = process.env): StartSettings {
  const base = readBaseSettings(environment)
  if (base.mode === 'production')
    throw new SettingError(
      'SIGHTLINE_ENV',
      '`npm start` is the demonstration on one machine and never production; see docker-compose.yml',
    )
  return { ...base, environment, observing: readObservingSettings(environment, base.port) }
}
