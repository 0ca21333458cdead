import type { RequestHandler } from 'express'

import type { Logger } from '../../common/observing/logger'

/** Writes a line for each request when it is over: the route as it was matched, never what was sent. */
export function observeRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now()
    response.once('close', () => {
      const route: unknown = (request.route as { readonly path?: unknown } | undefined)?.path
      logger.info('request', {
        requestId: response.locals.requestId,
        method: request.method,
        route: typeof route === 'string' ? route.replaceAll(':', '') : 'none',
        status: response.statusCode,
        durationMs: performance.now() - startedMs,
      })
    })
    next()
  }
}
