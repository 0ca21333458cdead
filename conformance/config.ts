import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Environment } from '../common/settings'
import { SettingError } from '../common/settings'

export interface NoPolicySettings {
  readonly supergraphSdl: string
  readonly port: number
}

const usage = 'npm run gateway:no-policy -- --supergraph <file> --port <port>'

/**
 * Reads how a gateway without policy is to be started.
 * @throws Error that says what is wrong; SettingError in production, where there is none
 */
export function readNoPolicySettings(
  args: readonly string[],
  env: Environment = process.env,
): NoPolicySettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string', default: '4000' },
    },
  })
  if (env['SIGHTLINE_ENV'] === 'production')
    throw new SettingError(
      'SIGHTLINE_ENV',
      'in production every gateway has its policy and its log',
    )
  if (values.supergraph === undefined) throw new Error(`Name the supergraph: ${usage}`)
  return { supergraphSdl: readSupergraph(values.supergraph), port: readPort(values.port) }
}

function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error(`The supergraph cannot be read from ${file}`)
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  throw new Error(`--port: expected a port from 0 to 65535, got "${text}"`)
}
