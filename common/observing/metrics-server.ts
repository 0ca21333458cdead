import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'

import type { Metrics } from './metrics'

export interface MetricsServer {
  readonly port: number
  readonly stop: () => Promise<void>
}

/**
 * Serves `GET /metrics` and nothing else, on a port of its own: how often an agency was asked tells a
 * neighbour something about people, so whoever may read it is decided where the machine stands.
 * @throws Error that names the port when it cannot be had
 */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer(
    { requestTimeout: 5000, headersTimeout: 5000 },
    (request, response) => {
      request.resume()
      if (request.method === 'GET' && request.url === '/metrics') void respond(metrics, response)
      else response.writeHead(404).end()
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code ?? ''})`
      reject(new Error(`metrics: port ${port} on ${host} ${why}; see SIGHTLINE_METRICS_PORT`))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function respond(metrics: Metrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text().catch(() => null)
  if (text === null) response.writeHead(500).end()
  else response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
}
