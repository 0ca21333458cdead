import { describeError } from '../../common/observing/describe-error'
import type { Logger } from '../../common/observing/logger'
import type { Metrics, Reading } from '../../common/observing/metrics'
import type { Observing } from '../../common/observing/observing'
import type { CoverageRow } from '../answer/coverage'
import { coverageStatuses } from '../answer/coverage'
import { unavailableReasons } from '../answer/request-record'
import type { CallObserver, ClientLoad } from '../calls/call-observer'

/** What the gateway tells of itself while it works. */
export interface GatewayObserver {
  readonly calls: CallObserver
  readonly onCoverage: (coverage: readonly CoverageRow[]) => void
  /** Resolves as the writing does, and counts how long that took. */
  readonly timeAppend: <Receipt>(write: () => Promise<Receipt>) => Promise<Receipt>
  /** Told how many entries wait to be durable. */
  readonly onWaiting: (entries: number) => void
}

/** Circuits as numbers that can be drawn. */
const circuitNumbers = { CLOSED: 0, PROBING: 1, OPEN: 2 } as const

/** @param agencies codes as in agencies.json */
export function createGatewayObserver(
  { logger, metrics }: Pick<Observing, 'logger' | 'metrics'>,
  agencies: readonly string[],
): GatewayObserver {
  return {
    calls: observeCalls(logger, metrics, [...agencies, 'person-index']),
    onCoverage: metrics ? countCoverage(metrics, agencies) : () => undefined,
    ...observeLog(metrics),
  }
}

function observeCalls(
  logger: Logger,
  metrics: Metrics | null,
  services: readonly string[],
): CallObserver {
  const clients = new Map<string, () => ClientLoad>()
  const durations = metrics?.duration({
    name: 'sightline_agency_call_duration_seconds',
    help: 'Calls to subgraphs, waiting for their turn included, whether or not they brought anything.',
    labels: { agency: services, operation_kind: ['query', 'mutation'] },
  })
  const failures = metrics?.count({
    name: 'sightline_agency_call_failures_total',
    help: 'Calls to subgraphs that brought nothing usable, by reason.',
    labels: { agency: services, reason: [...unavailableReasons, 'BAD_USER_INPUT'] },
  })
  if (metrics) showClients(metrics, services, clients)
  return {
    onCall: (service, kind, durationMs) => durations?.observe(durationMs, service, kind),
    onFailure: ({ requestId, service: agency, kind: operationKind, reason, error }) => {
      failures?.add(agency, reason)
      if (!logger.writes('info')) return
      const about = { requestId, agency, operationKind }
      logger.info('agency call failed', { ...describeError(error), ...about, reason })
    },
    onCircuit: (agency, isOpen) => {
      logger.warn(isOpen ? 'circuit opened' : 'circuit closed', { agency })
    },
    onClient: (service, readLoad) => clients.set(service, readLoad),
  }
}

function showClients(
  metrics: Metrics,
  services: readonly string[],
  clients: ReadonlyMap<string, () => ClientLoad>,
): void {
  const labels = { agency: services }
  const read = (valueOf: (load: ClientLoad) => number) => (): Reading[] =>
    [...clients].map(([service, readLoad]) => [valueOf(readLoad()), service])
  metrics.gauge(
    {
      name: 'sightline_circuit_state',
      help: 'Whether a subgraph is asked: 0 yes, 1 one call tries, 2 it is left alone for a while.',
      labels,
    },
    read(({ circuit }) => circuitNumbers[circuit]),
  )
  metrics.gauge(
    { name: 'sightline_agency_calls_running', help: 'Calls to a subgraph under way.', labels },
    read(({ running }) => running),
  )
  metrics.gauge(
    { name: 'sightline_agency_calls_waiting', help: 'Calls that wait for their turn.', labels },
    read(({ waiting }) => waiting),
  )
}

function countCoverage(metrics: Metrics, agencies: readonly string[]) {
  const rows = metrics.count({
    name: 'sightline_coverage_rows_total',
    help: 'What answers about people said of each agency.',
    labels: { agency: agencies, status: coverageStatuses },
  })
  return (coverage: readonly CoverageRow[]) => {
    for (const { agency, status } of coverage) rows.add(agency, status)
  }
}

function observeLog(metrics: Metrics | null): Pick<GatewayObserver, 'timeAppend' | 'onWaiting'> {
  if (!metrics) return { timeAppend: (write) => write(), onWaiting: () => undefined }
  let waiting = 0
  const durations = metrics.duration({
    name: 'sightline_log_append_duration_seconds',
    help: 'From an entry of the disclosure log being ready until it is durable or given up.',
    labels: {},
  })
  const failures = metrics.count({
    name: 'sightline_log_append_failures_total',
    help: 'Entries that could not be written, each of them an answer that was not given.',
    labels: {},
  })
  metrics.gauge(
    {
      name: 'sightline_log_entries_waiting',
      help: 'Entries of the disclosure log that are not durable yet.',
      labels: {},
    },
    () => [[waiting]],
  )
  return {
    onWaiting: (entries) => (waiting = entries),
    timeAppend: async (write) => {
      const startedMs = performance.now()
      try {
        return await write()
      } catch (error) {
        failures.add()
        throw error
      } finally {
        durations.observe(performance.now() - startedMs)
      }
    },
  }
}
