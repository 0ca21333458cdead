import { leastAgencyWaitMs, readAgencyWait } from '../common/agency-wait'
import { portsFrom } from '../common/ports'
import type { ObservingSettings } from '../common/observing/settings'
import { readObservingSettings } from '../common/observing/settings'
import type { BaseSettings, Environment } from '../common/settings'
import { readBaseSettings, readRequired, readUrl, SettingError, urlHost } from '../common/settings'
import { agencyTimeoutMs } from '../common/stop-times'

/** What the workspace's process reads from outside, once. */
export interface WebSettings extends BaseSettings {
  /** Where sessions are kept. */
  readonly mongodbUri: string
  readonly webPort: number
  /** Where browsers reach the workspace; without a slash at its end. */
  readonly publicUrl: string
  /** Where this process asks the hub. */
  readonly gatewayUrl: string
  /** How long a page waits for an agency before it is shown without it, in milliseconds. */
  readonly agencyWaitMs: number
  readonly signIn: SignInSettings
  readonly observing: ObservingSettings
}

/** The sign-in, an OpenID provider, and what it knows this workspace by. */
export interface SignInSettings {
  /** The claim `iss`, and where this process reaches it. */
  readonly issuer: string
  /** Where browsers reach it, when that is another address; without a slash at its end. */
  readonly browserUrl: string
  readonly clientId: string
  /** Null: a public client, which has PKCE alone. */
  readonly clientSecret: string | null
}

/**
 * Reads the settings of the workspace.
 * @throws SettingError that names the variable; in production for an address that is not https, because
 * cookies must not travel in the clear.
 */
export function readWebSettings(env: Environment = process.env): WebSettings {
  const base = readBaseSettings(env)
  const ports = portsFrom(base.port)
  const here = `http://${urlHost(reachable(base.host))}`
  const publicUrl = withoutSlash(readUrl(env, 'SIGHTLINE_WEB_URL', `${here}:${ports.web}`))
  if (base.mode === 'production' && !publicUrl.startsWith('https://'))
    throw new SettingError('SIGHTLINE_WEB_URL', `must begin with https:// in production`)
  const gateway = `http://${urlHost(base.host)}:${ports.gateway}/graphql`
  return {
    ...base,
    mongodbUri: readRequired(env, 'MONGODB_URI', 'the address of the store of sessions'),
    webPort: ports.web,
    publicUrl,
    gatewayUrl: readUrl(env, 'SIGHTLINE_GATEWAY_URL', gateway),
    agencyWaitMs: readPageWait(env),
    signIn: readSignIn(env, `http://${urlHost(base.host)}:${ports.signIn}`),
    observing: readObservingSettings(env, base.port),
  }
}

/** Milliseconds; as long as the hub waits: pages wait for everybody. */
function readPageWait(env: Environment): number {
  const variable = 'SIGHTLINE_WEB_WAIT_MS'
  const text = env[variable] ?? '1000'
  const waitMs = readAgencyWait(text, agencyTimeoutMs)
  if (waitMs !== null) return waitMs
  const range = `from ${leastAgencyWaitMs} to ${agencyTimeoutMs}`
  throw new SettingError(variable, `expected milliseconds ${range}, got "${text}"`)
}

function readSignIn(env: Environment, fallback: string): SignInSettings {
  const issuer = withoutSlash(readUrl(env, 'SIGHTLINE_ISSUER', fallback))
  const secret = env['SIGHTLINE_WEB_CLIENT_SECRET']
  const clientId = env['SIGHTLINE_WEB_CLIENT'] ?? 'sightline-browser'
  if (!/^[\x21-\x7e]{1,200}$/.test(clientId))
    throw new SettingError('SIGHTLINE_WEB_CLIENT', 'expected 1 to 200 printable characters')
  return {
    issuer,
    browserUrl: withoutSlash(readUrl(env, 'SIGHTLINE_SIGN_IN_URL', issuer)),
    clientId,
    // Compose hands an unset one down as an empty text.
    clientSecret: secret === undefined || secret === '' ? null : secret,
  }
}

/** An address that stands for all of a machine's own is none that a browser can go to. */
function reachable(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
