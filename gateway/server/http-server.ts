import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { HubError } from '../../common/errors'
import type { CallerSignal } from '../../common/http/client-abort'
import { ClientAbort } from '../../common/http/client-abort'
import { urlHost } from '../../common/settings'

/** One HTTP request, read to its end. */
export interface HttpRequest {
  /** Lower-case names; a header sent twice is one text, joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Aborted when the caller goes away before the answer was sent. */
  readonly signal?: CallerSignal | undefined
}

export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; bytes are UTF-8. */
  readonly body: string | Buffer
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly maxBodyBytes: number
  readonly answer: (question: HttpRequest) => Promise<HttpResponse>
}

export interface HttpServerOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly routes: readonly Route[]
  readonly report: (error: unknown) => void
}

export interface HttpServer {
  readonly url: string
  /** Takes no more requests, lets running ones end for at most `stopGraceMs`, then cuts them. */
  readonly stop: () => Promise<void>
}

/** The longest agency call fits into it. */
const stopGraceMs = 3000

/**
 * Listens for the routes and nothing else.
 * @throws Error that names the port when it cannot be had
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void respond(request, response, options)
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  return { url: `http://${urlHost(options.host)}:${port}`, stop: () => stop(server) }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, report }: HttpServerOptions,
): Promise<void> {
  const caller = new ClientAbort()
  response.once('close', () => {
    if (!response.writableFinished) caller.abort()
  })
  const answer = await answerTo(request, caller, routes).catch((error: unknown) =>
    refusal(error, report),
  )
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-length': bytes.length,
    // A body that was not read to its end cannot be followed by another request.
    ...(request.complete ? {} : { connection: 'close' }),
    ...answer.headers,
  })
  response.end(bytes)
}

async function answerTo(
  request: IncomingMessage,
  signal: CallerSignal,
  routes: readonly Route[],
): Promise<HttpResponse> {
  const path = (request.url ?? '').split('?', 1)[0]
  const here = routes.filter((route) => route.path === path)
  const route = here.find(({ method }) => method === request.method)
  if (!route) throw notServed(here)
  const body = await readBody(request, route.maxBodyBytes)
  return route.answer(new ReadRequest(request, body, signal))
}

/**
 * A class, as an object that is written down with a getter keeps whatever the getter sees until the
 * next full collection: V8 makes it a shape of its own each time (ADR 75).
 */
class ReadRequest implements HttpRequest {
  readonly body: Buffer
  readonly signal: CallerSignal
  readonly #request: IncomingMessage
  #headers: HttpRequest['headers'] | null = null

  constructor(request: IncomingMessage, body: Buffer, signal: CallerSignal) {
    this.#request = request
    this.body = body
    this.signal = signal
  }

  get headers(): HttpRequest['headers'] {
    return (this.#headers ??= readHeaders(this.#request))
  }
}

function notServed(here: readonly Route[]): HubError {
  if (here.length === 0)
    return new HubError('BAD_USER_INPUT', 'Nothing is served here.', { httpStatus: 404 })
  const methods = here.map(({ method }) => method).join(', ')
  const message = `This address is only served by ${methods}.`
  return new HubError('BAD_USER_INPUT', message, { httpStatus: 405 })
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    return Promise.reject(bodyTooLarge(maxBytes))
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > maxBytes) {
        request.pause()
        reject(bodyTooLarge(maxBytes))
      } else chunks.push(chunk)
    })
    request.once('end', () => {
      resolve(Buffer.concat(chunks))
    })
    const breakOff = () => {
      // Every request closes; an error that nobody hears costs its stack all the same.
      if (request.complete) return
      const message = 'The request ended before its body did.'
      reject(new HubError('BAD_USER_INPUT', message, { httpStatus: 400 }))
    }
    request.once('error', breakOff)
    request.once('close', breakOff)
  })
}

function bodyTooLarge(maxBytes: number): HubError {
  const message = `The request is larger than ${maxBytes} bytes, the most there may be.`
  return new HubError('QUERY_TOO_LARGE', message, { reason: 'BODY_TOO_LARGE', httpStatus: 413 })
}

function readHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const { rawHeaders } = request
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    const value = rawHeaders[index + 1] ?? ''
    const known = headers[name]
    headers[name] = known === undefined ? value : `${known}, ${value}`
  }
  return headers
}

function refusal(error: unknown, report: (error: unknown) => void): HttpResponse {
  const known =
    error instanceof HubError
      ? error
      : new HubError('INTERNAL_SERVER_ERROR', 'The hub failed to answer; nothing was disclosed.')
  if (known !== error) report(error)
  const { http, ...extensions } = known.extensions as { http?: { status?: number } }
  const body = JSON.stringify({ errors: [{ message: known.message, extensions }] })
  return { status: http?.status ?? 500, body }
}

async function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `port ${port} on ${host} is in use; stop what uses it or set SIGHTLINE_PORT`
          : `port ${port} on ${host} cannot be had (${error.code ?? error.name})`
      reject(new Error(`gateway: ${why}`))
    })
    server.listen(port, host, resolve)
  })
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, stopGraceMs)
  await closed
  clearTimeout(timer)
}
