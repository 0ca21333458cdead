import type { Logger } from './logger'
import { createLogger } from './logger'
import type { Metrics } from './metrics'
import { createMetrics } from './metrics'
import { startMetricsServer } from './metrics-server'
import type { ObservingSettings } from './settings'
import { metricsPort } from './settings'
import { startTracing } from './start-tracing'
import type { Tracing } from './trace'
import { passedTracing } from './trace'

/** How one process is observed. */
export interface Observing {
  readonly logger: Logger
  /** Null: nothing is counted. */
  readonly metrics: Metrics | null
  readonly tracing: Tracing
  readonly stop: () => Promise<void>
}

/** Nothing is written, counted or traced. */
export const unobserved: Observing = {
  logger: createLogger({ service: 'none', level: 'silent', write: () => undefined }),
  metrics: null,
  tracing: passedTracing,
  stop: () => Promise.resolve(),
}

/**
 * Starts the log, the metrics and the traces of a process, as far as its settings ask for them.
 * @throws Error that names the port of the metrics when it cannot be had
 */
export async function startObserving(
  { level, metrics: address, tracesUrl }: ObservingSettings,
  { service, port }: { readonly service: string; readonly port: number },
): Promise<Observing> {
  const logger = createLogger({ service, level })
  const metrics = address && createMetrics(service)
  const server =
    metrics &&
    (await startMetricsServer(metrics, { host: address.host, port: metricsPort(address, port) }))
  if (server) logger.info('listening', { route: '/metrics', port: server.port })
  const tracing = startTracing({ service, tracesUrl })
  const stop = async () => {
    await server?.stop()
    await tracing.stop()
  }
  return { logger, metrics, tracing, stop }
}
