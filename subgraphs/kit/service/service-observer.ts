import { describeError } from '../../../common/observing/describe-error'
import type { Logger, Report } from '../../../common/observing/logger'
import { reportTo } from '../../../common/observing/logger'
import type { Duration, Metrics } from '../../../common/observing/metrics'
import type { Observing } from '../../../common/observing/observing'
import { endTrace } from '../../../common/observing/trace'
import { hubTokenReasons } from '../../../common/tokens/hub-token-terms'
import type { ServiceCounts } from './service-counts'

/** One call of the hub that is being answered. */
export interface ObservedCall {
  /** Told the errors that the hub is not told. */
  readonly report: Report
  /** To be called once, with the status of the answer. */
  readonly end: (status: number) => void
}

/** What a service tells of itself while it works. */
export interface ServiceObserver {
  readonly report: Report
  /** @param requestId as the hub has signed it; every line about the call has it */
  readonly startCall: (requestId: string, traceparent: string | undefined) => ObservedCall
  /** A call that the hub has not made, or not so that it can be told: `reason` of the refusal. */
  readonly onRefusal: (reason: string) => void
}

const route = '/graphql'

const refusalReasons = [...hubTokenReasons, 'HUB_KEYS_UNAVAILABLE']

/** @param recordTypes every type of record whose loads are counted */
export function createServiceObserver(
  observing: Observing,
  counts: ServiceCounts,
  recordTypes: readonly string[],
): ServiceObserver {
  const { logger, metrics, tracing } = observing
  const report = reportTo(logger)
  const durations = metrics && showCounts(metrics, counts, recordTypes)
  return {
    report,
    startCall: (requestId, traceparent) => {
      const startedMs = performance.now()
      const trace = tracing.startRequest(traceparent)
      return {
        report: (error) => {
          report(error, { requestId })
        },
        end: (status) => {
          const durationMs = performance.now() - startedMs
          durations?.observe(durationMs)
          const traceId = trace ? { traceId: trace.traceId } : {}
          endTrace(trace, { requestId, route, status })
          if (logger.writes('info'))
            logger.info('operation', { requestId, route, status, durationMs, ...traceId })
        },
      }
    },
    onRefusal: (reason) => {
      counts.addRefusal(reason)
      logger.warn('refusal', { route, reason })
    },
  }
}

/** Work that goes on by itself and is waiting for something: one line, without what the error says. */
export function reportWaiting(
  logger: Logger,
  event: 'registration waiting' | 'protections waiting' | 'second step waiting' | 'links waiting',
): (error: unknown) => void {
  return (error) => {
    logger.warn(event, describeError(error))
  }
}

/** What is counted for `/health/ready` already, as metrics; gives the one that is not. */
function showCounts(
  metrics: Metrics,
  counts: ServiceCounts,
  recordTypes: readonly string[],
): Duration {
  metrics.countFrom(
    {
      name: 'sightline_operations_total',
      help: 'Operations whose hub token was accepted.',
      labels: {},
    },
    () => [[counts.read().requests]],
  )
  metrics.countFrom(
    {
      name: 'sightline_refusals_total',
      help: 'Calls refused before GraphQL saw them, by reason.',
      labels: { reason: refusalReasons },
    },
    () => Object.entries(counts.read().refused).map(([reason, count]) => [count, reason]),
  )
  metrics.countFrom(
    {
      name: 'sightline_database_loads_total',
      help: 'Queries to the database, by type of record.',
      labels: { record_type: recordTypes },
    },
    () => Object.entries(counts.read().loads).map(([recordType, count]) => [count, recordType]),
  )
  return metrics.duration({
    name: 'sightline_operation_duration_seconds',
    help: 'Operations of the hub, from a token that was accepted to the answer.',
    labels: {},
  })
}
