import { portsFrom } from '../../common/ports'
import type { ObservingSettings } from '../../common/observing/settings'
import { readObservingSettings } from '../../common/observing/settings'
import type { BaseSettings, Environment } from '../../common/settings'
import { readBaseSettings, readUrl, SettingError, urlHost } from '../../common/settings'

/** Settings of the demo sign-in. */
export interface SignInSettings extends BaseSettings {
  readonly signInPort: number
  /** The claim `iss`, and where its users reach it. */
  readonly issuer: string
  readonly observing: ObservingSettings
}

/**
 * Reads the settings of the demo sign-in.
 * @throws SettingError that names the variable; always in production, where anybody could be anybody.
 */
export function readSignInSettings(env: Environment = process.env): SignInSettings {
  const base = readBaseSettings(env)
  if (base.mode === 'production')
    throw new SettingError(
      'SIGHTLINE_ENV',
      'the demo sign-in lets anyone in as anyone and never runs in production; set SIGHTLINE_ISSUER to the sign-in of your organisation',
    )
  const signInPort = portsFrom(base.port).signIn
  const fallback = `http://${urlHost(base.host)}:${signInPort}`
  const issuer = readUrl(env, 'SIGHTLINE_ISSUER', fallback).replace(/\/$/, '')
  return { ...base, signInPort, issuer, observing: readObservingSettings(env, base.port) }
}
