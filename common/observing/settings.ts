import type { Environment } from '../settings'
import { readPort, readUrl, SettingError } from '../settings'
import type { LogLevel } from './logger'
import { logLevels } from './logger'

/** What a process writes down, counts and traces, and where. */
export interface ObservingSettings {
  readonly level: LogLevel
  /** Null: nothing is counted. */
  readonly metrics: MetricsAddress | null
  /** Where spans are sent, an OTLP/HTTP address without a path; null: none are made. */
  readonly tracesUrl: string | null
}

export interface MetricsAddress {
  readonly host: string
  /** Of the gateway; another process is as far above it as its own port is above the gateway's. */
  readonly port: number
  readonly gatewayPort: number
}

/**
 * Reads what every process of the hub reads about being observed.
 * @throws SettingError that names the variable
 */
export function readObservingSettings(env: Environment, gatewayPort: number): ObservingSettings {
  return {
    level: readLevel(env),
    metrics: readMetrics(env, gatewayPort),
    tracesUrl: readTracesUrl(env),
  }
}

/** Where the process that listens on this port serves its metrics. */
export function metricsPort({ port, gatewayPort }: MetricsAddress, servicePort: number): number {
  return port + servicePort - gatewayPort
}

function readLevel(env: Environment): LogLevel {
  const text = env['SIGHTLINE_LOG_LEVEL'] ?? 'warn'
  const level = logLevels.find((known) => known === text)
  if (!level)
    throw new SettingError('SIGHTLINE_LOG_LEVEL', `expected ${logLevels.join(', ')}, got "${text}"`)
  return level
}

function readMetrics(env: Environment, gatewayPort: number): MetricsAddress | null {
  const host = env['SIGHTLINE_METRICS_HOST'] ?? '127.0.0.1'
  if (!/^[A-Za-z0-9.:-]+$/.test(host))
    throw new SettingError(
      'SIGHTLINE_METRICS_HOST',
      `expected a host name or address, got "${host}"`,
    )
  if (env['SIGHTLINE_METRICS_PORT'] === undefined) return null
  return { host, port: readPort(env, 'SIGHTLINE_METRICS_PORT', 0), gatewayPort }
}

function readTracesUrl(env: Environment): string | null {
  const variable = 'OTEL_EXPORTER_OTLP_ENDPOINT'
  return env[variable] === undefined ? null : readUrl(env, variable, '')
}
