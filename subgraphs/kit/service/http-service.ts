import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { HubError } from '../../../common/errors'
import { urlHost } from '../../../common/settings'
import type { Log } from './error-model'
import { refusalAnswer } from './error-model'
import { readBody } from './request-body'

/** What a route answers with: JSON, as a value or as text that already is JSON. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  /** Beside its type. */
  readonly headers?: Readonly<Record<string, string>>
}

/** One thing a service can be asked for. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The longest body that is read; more is refused. 0 for GET. */
  readonly maximumBytes: number
  readonly handle: (request: IncomingMessage, body: Buffer) => Promise<Answer>
}

export interface ServiceOptions {
  /** The service's code, as in agencies.json. */
  readonly name: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly routes: readonly Route[]
  readonly log: Log
}

/** A service that listens. */
export interface RunningService {
  readonly url: string
  readonly port: number
  /** Stops taking calls, lets the running ones finish for at most 1.5 s, then cuts them. */
  stop(): Promise<void>
}

const stopGraceMs = 1500

/**
 * Listens for the routes and for nothing else.
 * @throws Error that names the port when it cannot be had.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const server = createServer((request, response) => {
    void respond(request, response, options)
  })
  server.requestTimeout = 10_000
  server.headersTimeout = 5000
  // Longer than the hub keeps its idle connections: it never sends into one that is being closed.
  server.keepAliveTimeout = 65_000
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${urlHost(options.host)}:${port}`,
    port,
    stop: () => stopServer(server),
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServiceOptions,
): Promise<void> {
  const answer = await answerTo(request, options).catch((error: unknown) =>
    refusalAnswer(error, options.name, options.log),
  )
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    ...answer.headers,
    // A body that was not read to its end cannot be followed by another request.
    ...(request.complete ? {} : { connection: 'close' }),
  })
  response.end(text)
}

async function answerTo(request: IncomingMessage, { routes }: ServiceOptions): Promise<Answer> {
  const path = (request.url ?? '').split('?', 1)[0]
  const here = routes.filter((route) => route.path === path)
  const route = here.find(({ method }) => method === request.method)
  if (!route) throw nothingHere(here.length > 0)
  const body = await readBody(request, route.maximumBytes)
  return route.handle(request, body)
}

function nothingHere(isKnownPath: boolean): HubError {
  return isKnownPath
    ? new HubError('BAD_USER_INPUT', 'This method is not served here.', { httpStatus: 405 })
    : new HubError('BAD_USER_INPUT', 'Nothing is served here.', { httpStatus: 404 })
}

async function listen(server: Server, { name, host, port }: ServiceOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code ?? error.name})`
      reject(new Error(`${name}: port ${port} on ${host} ${why}`))
    })
    server.listen(port, host, resolve)
  })
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, stopGraceMs)
  await closed
  clearTimeout(timer)
}
