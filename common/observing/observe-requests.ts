import type { RequestObserver } from '../http/served-request'
import type { Observing } from './observing'

export interface RequestsOptions {
  /** Every route there is: others are counted as one. */
  readonly routes: readonly string[]
  /** Routes that write their own lines, because they know better whose request it is. */
  readonly withOwnLines?: readonly string[]
}

const methods = ['GET', 'POST']
const noRoute = 'none'
const statuses = ['2xx', '3xx', '4xx', '5xx', 'aborted']

/** What an HTTP server tells of each request: a line at level info, and the duration by route. */
export function observeRequests(
  { logger, metrics }: Pick<Observing, 'logger' | 'metrics'>,
  { routes, withOwnLines = [] }: RequestsOptions,
): RequestObserver {
  const durations = metrics?.duration({
    name: 'sightline_http_request_duration_seconds',
    help: 'HTTP requests by matched route and class of status, until the answer was sent.',
    labels: { route: [...routes, noRoute], status: statuses },
  })
  return ({ requestId, method, route, status, durationMs, isAborted }) => {
    const known = route === noRoute || routes.includes(route) ? route : 'other'
    const statusClass = isAborted ? 'aborted' : (statuses[Math.floor(status / 100) - 2] ?? 'other')
    durations?.observe(durationMs, known, statusClass)
    if (!logger.writes('info') || withOwnLines.includes(known)) return
    logger.info('request', {
      requestId,
      method: methods.includes(method) ? method : 'OTHER',
      route: known,
      status,
      durationMs,
      ...(isAborted ? { reason: 'CANCELLED' } : {}),
    })
  }
}
