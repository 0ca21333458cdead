import path from 'node:path'

import { findUrlProblem } from './blocked-ports'
import { projectPath } from './project-root'

/** A setting from outside that is missing or malformed; the message names the variable. */
export class SettingError extends Error {
  readonly variable: string

  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`)
    this.name = 'SettingError'
    this.variable = variable
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

export const runModes = ['development', 'demo', 'production'] as const

export type RunMode = (typeof runModes)[number]

/** What every process of the hub reads first. */
export interface BaseSettings {
  readonly mode: RunMode
  readonly host: string
  /** The gateway's port; the other processes' ports follow from it. */
  readonly port: number
  /** Absolute path of the folder for data, keys and sockets. */
  readonly dataFolder: string
  /** Absolute path of the folder with the agreements, purposes and relations that are in force. */
  readonly policyFolder: string
  /** Null means: the embedded store under the data folder. */
  readonly mongodbUri: string | null
}

/**
 * Reads the settings that all processes share.
 * @throws SettingError that names the variable.
 */
export function readBaseSettings(env: Environment): BaseSettings {
  return {
    mode: readMode(env),
    host: readHost(env),
    port: readPort(env, 'SIGHTLINE_PORT', 4000),
    dataFolder: readFolder(env, 'SIGHTLINE_DATA', '.data'),
    policyFolder: readFolder(env, 'SIGHTLINE_POLICIES', 'policies'),
    mongodbUri: readMongodbUri(env),
  }
}

/** A TCP port that leaves room above it for the hub's other processes (1 to 65,400). */
export function readPort(env: Environment, variable: string, fallback: number): number {
  const text = env[variable]
  if (text === undefined) return fallback
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port >= 1 && port <= 65_400))
    throw new SettingError(variable, `expected a port from 1 to 65400, got "${text}"`)
  return port
}

/** Whole seconds, 0 to one day. */
export function readSeconds(env: Environment, variable: string, fallback: number): number {
  const text = env[variable]
  if (text === undefined) return fallback
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(seconds <= 86_400))
    throw new SettingError(variable, `expected seconds from 0 to 86400, got "${text}"`)
  return seconds
}

/** An absolute http or https URL. */
export function readUrl(env: Environment, variable: string, fallback: string): string {
  const text = env[variable] ?? fallback
  const problem = findUrlProblem(text)
  if (problem !== null) throw new SettingError(variable, `expected a URL: "${text}" ${problem}`)
  return text
}

/**
 * A template of an http or https URL with each `{name}` filled in.
 * @throws SettingError
 */
export function fillUrl(
  variable: string,
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  const url = template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const problem = findUrlProblem(url)
  if (problem !== null)
    throw new SettingError(
      variable,
      `does not make a URL: "${url}" ${problem}. Where it is not set, SIGHTLINE_PORT gives the port`,
    )
  return url
}

/** A non-empty text, or the SettingError that asks for it. */
export function readRequired(env: Environment, variable: string, meaning: string): string {
  const text = env[variable]
  if (text === undefined || text === '')
    throw new SettingError(variable, `is not set; it must hold ${meaning}`)
  return text
}

/** A host as it stands in a URL: IPv6 addresses in brackets. */
export function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** The database of one service: agencies never share one. */
export function databaseName(code: string): string {
  return `sightline_${code.replaceAll('-', '_')}`
}

function readMode(env: Environment): RunMode {
  const text = env['SIGHTLINE_ENV'] ?? 'demo'
  const mode = runModes.find((known) => known === text)
  if (!mode)
    throw new SettingError('SIGHTLINE_ENV', `expected ${runModes.join(', ')}, got "${text}"`)
  return mode
}

function readHost(env: Environment): string {
  const text = env['SIGHTLINE_HOST'] ?? '127.0.0.1'
  if (!/^[A-Za-z0-9.:-]+$/.test(text))
    throw new SettingError('SIGHTLINE_HOST', `expected a host name or address, got "${text}"`)
  return text
}

/** The folder of what agencies have published, absolute; it need not be there. */
export function readPublishedFolder(
  env: Environment,
  { dataFolder }: Pick<BaseSettings, 'dataFolder'>,
): string {
  return readFolder(env, 'SIGHTLINE_PUBLISHED', path.join(dataFolder, 'published'))
}

/** A path that is not absolute is in the project's folder, wherever the program was started. */
function readFolder(env: Environment, variable: string, fallback: string): string {
  const text = env[variable] ?? fallback
  if (text === '' || text.includes('\0'))
    throw new SettingError(variable, 'expected the path of a folder')
  return path.isAbsolute(text) ? text : projectPath(text)
}

function readMongodbUri(env: Environment): string | null {
  const text = env['MONGODB_URI']
  if (text === undefined) return null
  if (!/^mongodb(\+srv)?:\/\/.+/.test(text))
    throw new SettingError(
      'MONGODB_URI',
      'expected a URI that starts with mongodb:// or mongodb+srv://',
    )
  return text
}
