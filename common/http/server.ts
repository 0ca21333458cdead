import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { blockedPortProblem, isBlockedPort } from '../blocked-ports'
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
  /**
   * How long it goes on taking requests once it is to stop, in milliseconds, so that who sends them sees
   * that it is not ready and sends no more. Default 0.
   */
  readonly stopNoticeMs?: number
  /** How long running requests may then take, in milliseconds. */
  readonly stopGraceMs: number
  /** How long an idle connection is kept, in milliseconds. Default 5 s. */
  readonly keepAliveMs?: number
}

/** A server that listens. */
export interface HttpServer {
  /** Without a path. */
  readonly url: string
  readonly port: number
  /**
   * Ends each connection with its next response. When the notice is over it takes no more requests, lets
   * running ones end within the grace, then cuts them.
   */
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
  const sockets = keepSockets(server)
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const url = `http://${urlHost(options.host)}:${port}`
  return {
    url,
    port,
    stop: async () => {
      isStopping = true
      const { stopNoticeMs = 0, stopGraceMs } = options
      if (stopNoticeMs > 0) await sleep(stopNoticeMs)
      await stop(server, sockets, stopGraceMs)
    },
  }
}

async function listen(server: Server, options: HttpServerOptions): Promise<void> {
  const { service, host, port, portSetting = 'SIGHTLINE_PORT' } = options
  if (isBlockedPort(port))
    throw new Error(`${service}: port ${port} ${blockedPortProblem}; set ${portSetting}`)
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

/** The connections that are open. */
function keepSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

async function stop(server: Server, sockets: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  // To Node a connection that was never used is not idle: it would be waited for until the end.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, graceMs)
  await closed
  clearTimeout(timer)
}
