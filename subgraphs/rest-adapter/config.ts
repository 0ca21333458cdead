import { readFileSync } from 'node:fs'

import type { Environment } from '../../common/settings'
import { readSeconds, readUrl, SettingError } from '../../common/settings'

/** Where a vendor's system is, and with what it is asked. */
export interface RestSettings {
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** Null: it is asked without one. */
  readonly token: string | null
  /** Between two sweeps over everybody: seconds, 5 to 86,400. */
  readonly sweepSeconds: number
}

/**
 * SIGHTLINE_REST_<CODE>_URL, SIGHTLINE_REST_<CODE>_TOKEN_FILE and SIGHTLINE_REST_<CODE>_SWEEP_SECONDS, with the agency's code in capitals and `_` for `-`.
 * @throws SettingError that names the variable
 */
export function readRestSettings(code: string, env: Environment = process.env): RestSettings {
  const prefix = `SIGHTLINE_REST_${code.toUpperCase().replaceAll('-', '_')}`
  if (!env[`${prefix}_URL`])
    throw new SettingError(`${prefix}_URL`, `expected the URL of the system of ${code}`)
  const baseUrl = readUrl(env, `${prefix}_URL`, '')
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    token: readToken(env, `${prefix}_TOKEN_FILE`),
    sweepSeconds: readSweep(env, `${prefix}_SWEEP_SECONDS`),
  }
}

/** More often than that a system is asked for nothing but everybody. */
const leastSweepSeconds = 5

function readSweep(env: Environment, variable: string): number {
  const seconds = readSeconds(env, variable, 30)
  if (seconds >= leastSweepSeconds) return seconds
  throw new SettingError(variable, `expected seconds from ${leastSweepSeconds} to 86400`)
}

function readToken(env: Environment, variable: string): string | null {
  const file = env[variable]
  if (file === undefined) return null
  try {
    const token = readFileSync(file, 'utf8').trim()
    if (/^[\x21-\x7e]{1,4096}$/.test(token)) return token
  } catch {
    // As if it held nothing.
  }
  throw new SettingError(variable, 'expected a file with a token of one line')
}
