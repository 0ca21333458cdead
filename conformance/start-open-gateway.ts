import { hubWording } from '../common/http/error-mask'
import { healthRoutes } from '../common/http/health'
import type { HttpRequest } from '../common/http/request'
import type { HttpResponse, Route } from '../common/http/route'
import type { HttpServer } from '../common/http/server'
import { startHttpServer } from '../common/http/server'
import { isObject } from '../common/json'
import { SubgraphClient } from '../gateway/calls/subgraph-client'
import type { NoPolicySettings } from './config'
import type { OpenRequest } from './open-executor'
import { OpenExecutor } from './open-executor'
import { OpenSource } from './open-source'
import { readSubgraphUrls } from './subgraph-urls'

/** Nobody but this machine may ask a gateway that asks nobody who they are. */
const host = '127.0.0.1'

const maxBodyBytes = 1024 * 1024

/**
 * Starts a gateway over any supergraph, without policy, sign-in or log.
 * @throws Error when the supergraph is none or its port cannot be had
 */
export async function startOpenGateway({
  supergraphSdl,
  port,
}: NoPolicySettings): Promise<HttpServer> {
  const clients: SubgraphClient[] = []
  const sources = new Map(
    [...readSubgraphUrls(supergraphSdl)].map(([service, url]) => {
      const client = connect(url)
      clients.push(client)
      return [
        service,
        new OpenSource(service, (body, signal) => client.post({ body, headers: {}, signal })),
      ]
    }),
  )
  const executor = new OpenExecutor(supergraphSdl, (service) => {
    const source = sources.get(service)
    if (!source) throw new Error(`The supergraph names no address of "${service}"`)
    return source
  })
  const service = 'gateway'
  const server = await startHttpServer({
    ...{ service, host, port, portSetting: '--port', stopGraceMs: 3000 },
    ...{ requestIds: 'OWN', wording: hubWording, report: console.error },
    routes: [graphqlRoute(executor), ...healthRoutes({ service, checks: {} })],
  })
  const stop = async () => {
    await server.stop()
    await Promise.all(clients.map((client) => client.close()))
  }
  return { ...server, stop }
}

function connect(url: string): SubgraphClient {
  return new SubgraphClient({ url, timeoutMs: 10_000, maxAnswerBytes: 64 * 1024 * 1024 })
}

function graphqlRoute(executor: OpenExecutor): Route {
  const answer = async ({ body, signal }: HttpRequest): Promise<HttpResponse> => {
    const request = readRequest(body)
    if (!request) return { status: 400, body: notGraphql }
    const { result, text } = await executor.answer({ ...request, signal })
    // Without data nothing was executed: the request itself was wrong.
    return { status: 'data' in result ? 200 : 400, body: text }
  }
  return { method: 'POST', path: '/graphql', maxBodyBytes, answer }
}

const notGraphql = JSON.stringify({
  errors: [{ message: 'Send JSON with "query" and, where needed, "variables".' }],
})

function readRequest(body: Buffer): OpenRequest | null {
  try {
    const request: unknown = JSON.parse(body.toString('utf8'))
    return isRequest(request) ? request : null
  } catch {
    return null
  }
}

function isRequest(value: unknown): value is OpenRequest {
  if (!isObject(value)) return false
  const { query, variables = null, operationName = null } = value
  const hasVariables = variables === null || isObject(variables)
  const isNamed = operationName === null || typeof operationName === 'string'
  return typeof query === 'string' && hasVariables && isNamed
}
