import type { IncomingMessage } from 'node:http'

import { HubError } from '../errors'
import type { HttpRequest } from './request'

/** What a request is answered with. */
export interface HttpResponse {
  readonly status: number
  /** Beside those that every response has. */
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; bytes are UTF-8. */
  readonly body: string | Buffer
}

/** One thing a server can be asked for. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The longest body that is read, 0 for GET; more is refused. */
  readonly maxBodyBytes: number
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>
}

/** Addresses at which a refusal has a shape of its own: another standard is spoken there. */
export interface Dialect {
  /** Of the paths, as in `/fhir/`. */
  readonly prefix: string
  /** @param report told an error that callers are not told */
  readonly refuse: (error: unknown, report: (error: unknown) => void) => HttpResponse
}

/** The dialect that is spoken at the address of a request; undefined: the server's own. */
export function findDialect(
  request: IncomingMessage,
  dialects: readonly Dialect[] = [],
): Dialect | undefined {
  const path = pathOf(request)
  return dialects.find(({ prefix }) => path.startsWith(prefix))
}

/** A value as a response. */
export function json(body: unknown, status = 200): HttpResponse {
  return { status, body: JSON.stringify(body) }
}

/** The route of a request, or null when there is none; a query in the address is not looked at. */
export function findRoute(request: IncomingMessage, routes: readonly Route[]): Route | null {
  const path = pathOf(request)
  return routes.find((route) => route.path === path && route.method === request.method) ?? null
}

/** Why a request without a route is refused, and by which methods its address is served, if at all. */
export function describeUnserved(
  request: IncomingMessage,
  routes: readonly Route[],
): { readonly error: HubError; readonly headers: Readonly<Record<string, string>> } {
  const path = pathOf(request)
  const methods = routes.flatMap((route) => (route.path === path ? route.method : []))
  if (methods.length === 0) return { error: refusal('Nothing is served here.', 404), headers: {} }
  const allow = methods.join(', ')
  const error = refusal(`This address is only served by ${allow}.`, 405)
  return { error, headers: { allow } }
}

function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function refusal(message: string, httpStatus: number): HubError {
  return new HubError('BAD_USER_INPUT', message, { httpStatus })
}
