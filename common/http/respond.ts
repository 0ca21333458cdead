import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

import { ClientAbort } from './client-abort'
import type { ErrorWording } from './error-mask'
import { refuse } from './error-mask'
import { readBody } from './read-body'
import type { KnownOfRequest } from './request'
import { ReadRequest } from './request'
import type { RequestIds } from './request-id'
import { requestIdHeader, requestIdOf } from './request-id'
import type { Dialect, HttpResponse, Route } from './route'
import { describeUnserved, findDialect, findRoute } from './route'
import type { RequestObserver } from './served-request'
import { observeRequest } from './served-request'

/** How a server answers. */
export interface RespondOptions {
  readonly routes: readonly Route[]
  readonly requestIds: RequestIds
  /** What is said of a request that is refused. */
  readonly wording: ErrorWording
  /** Where refusals have another shape. */
  readonly dialects?: readonly Dialect[]
  /** Told the errors that callers are not told. */
  readonly report: (error: unknown) => void
  readonly observe?: RequestObserver | undefined
}

/** Answers one request by its route, or says why not. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: RespondOptions & { readonly isStopping: () => boolean },
): Promise<void> {
  const { observe, report, isStopping } = options
  const requestId = requestIdOf(request, options.requestIds)
  const route = findRoute(request, options.routes)
  const caller = new ClientAbort()
  response.once('close', () => {
    if (!response.writableFinished) caller.abort()
  })
  if (observe) observeRequest(request, response, { requestId, route, observe, report })
  const answer = route
    ? await answerBy(route, request, { requestId, signal: caller, isStopping }).catch(
        (error: unknown) => refuseAt(request, error, options),
      )
    : refuseUnserved(request, options)
  // A body that was not read to its end cannot be followed by another request; and what follows once the
  // server is to stop would be cut: the caller is to open another connection.
  const isLast = isStopping() || !request.complete
  send(response, answer, { requestId, isLast })
}

async function answerBy(
  route: Route,
  request: IncomingMessage,
  known: KnownOfRequest,
): Promise<HttpResponse> {
  const body = await readBody(request, route.maxBodyBytes)
  return route.answer(new ReadRequest(request, body, known))
}

function refuseUnserved(request: IncomingMessage, options: RespondOptions): HttpResponse {
  const { error, headers } = describeUnserved(request, options.routes)
  const refusal = refuseAt(request, error, options)
  return { ...refusal, headers: { ...refusal.headers, ...headers } }
}

function refuseAt(
  request: IncomingMessage,
  error: unknown,
  { dialects, wording, report }: RespondOptions,
): HttpResponse {
  const dialect = findDialect(request, dialects)
  return dialect ? dialect.refuse(error, report) : refuse(error, wording, report)
}

/** The same headers on every response; the bytes are written once. */
function send(
  response: ServerResponse,
  answer: HttpResponse,
  { requestId, isLast }: { readonly requestId: string; readonly isLast: boolean },
): void {
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-length': bytes.length,
    ...answer.headers,
    [requestIdHeader]: requestId,
  }
  if (isLast) headers.connection = 'close'
  response.writeHead(answer.status, headers)
  response.end(bytes)
}
