import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { urlHost } from '../settings'
import type { RespondOptions } from './respond'
import { respond } from './respond'

export interface HttpServerOptions extends RespondOptions {
  /** The service's code, for whoever reads why it does not start. */
  readonly service: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** The setting that gives it another port. Default SIGHTLINE_PORT. */
  readonly portSetting?: string
  /** How long running requests may take once it is to stop, in milliseconds. */
  readonly stopGraceMs: number
  /** How long an idle connection is kept, in milliseconds. Default 5 s. */
  readonly keepAliveMs?: number
}

/** A server that listens. */
export interface HttpServer {
  /** Without a path. */
  readonly url: string
  readonly port: number
  /** Takes no more requests, lets running ones end within the grace, then cuts them. */
  readonly stop: () => Promise<void>
}

/**
 * Listens for the routes and for nothing else.
 * @throws Error that names the service and the port when it cannot be had, and what to do
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let isStopping = false
  const answering = { ...options, isStopping: () => isStopping }
  const server = createServer((request, response) => {
    respond(request, response, answering).catch((error: unknown) => {
      options.report(error)
      response.destroy()
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000
  server.keepAliveTimeout = options.keepAliveMs ?? 5000
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const url = `http://${urlHost(options.host)}:${port}`
  return {
    url,
    port,
    stop: () => {
      isStopping = true
      return stop(server, options.stopGraceMs)
    },
  }
}

async function listen(server: Server, options: HttpServerOptions): Promise<void> {
  const { service, host, port, portSetting = 'SIGHTLINE_PORT' } = options
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `is in use; stop what uses it or set ${portSetting}`
          : `cannot be had (${error.code ?? error.name})`
      reject(new Error(`${service}: port ${port} on ${host} ${why}`))
    })
    server.listen(port, host, resolve)
  })
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, graceMs)
  await closed
  clearTimeout(timer)
}
