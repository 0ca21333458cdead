import { readFileSync } from 'node:fs'

import type { Environment } from '../../common/settings'
import { readUrl, SettingError } from '../../common/settings'

/** Where a vendor's system is, and with what it is asked. */
export interface RestSettings {
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** Null: it is asked without one. */
  readonly token: string | null
}

/**
 * SIGHTLINE_REST_<CODE>_URL and SIGHTLINE_REST_<CODE>_TOKEN_FILE, with the agency's code in capitals and `_` for `-`.
 * @throws SettingError that names the variable
 */
export function readRestSettings(code: string, env: Environment = process.env): RestSettings {
  const prefix = `SIGHTLINE_REST_${code.toUpperCase().replaceAll('-', '_')}`
  if (!env[`${prefix}_URL`])
    throw new SettingError(`${prefix}_URL`, `expected the URL of the system of ${code}`)
  const baseUrl = readUrl(env, `${prefix}_URL`, '')
  return { baseUrl: baseUrl.replace(/\/+$/, ''), token: readToken(env, `${prefix}_TOKEN_FILE`) }
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
