import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Route } from './route'

/** One request that is over. It says nothing about people: no address with its values, no body. */
export interface ServedRequest {
  readonly requestId: string
  /** As in GET; Node's parser knows no others than HTTP has. */
  readonly method: string
  /** Path of the route that answered, or `none`. */
  readonly route: string
  /** HTTP status of the response; 0 when the caller was gone before there was any. */
  readonly status: number
  /** From its head received to the response sent or cut, in milliseconds. */
  readonly durationMs: number
  /** Whether the connection ended before the response was sent. */
  readonly isAborted: boolean
}

/** Told of each request once, when it is over; what it throws is reported. */
export type RequestObserver = (served: ServedRequest) => void

interface Observed {
  readonly requestId: string
  readonly route: Route | null
  readonly observe: RequestObserver
  readonly report: (error: unknown) => void
}

/** Tells the observer when the response is sent or cut; to be called as soon as the request is here. */
export function observeRequest(
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  { requestId, route, observe, report }: Observed,
): void {
  const startedMs = performance.now()
  response.once('close', () => {
    try {
      observe({
        requestId,
        method,
        route: route?.path ?? 'none',
        status: response.headersSent ? response.statusCode : 0,
        durationMs: performance.now() - startedMs,
        isAborted: !response.writableFinished,
      })
    } catch (error) {
      report(error)
    }
  })
}
