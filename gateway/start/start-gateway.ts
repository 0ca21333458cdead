import { hash, randomUUID } from 'node:crypto'

import { publicKeySet } from '../../common/keys/keys'
import { observeRequests } from '../../common/observing/observe-requests'
import type { Observing } from '../../common/observing/observing'
import { startObserving } from '../../common/observing/observing'
import { authenticate } from '../authentication/authenticate'
import { createSources } from '../calls/sources'
import type { GatewaySettings } from '../config'
import type { HubRequest } from '../operation/requester'
import { HubGateway } from '../pipeline/hub-gateway'
import { createPlannedGateway } from '../pipeline/planned-gateway'
import type { GraphqlServer } from '../server/graphql-server'
import { startGraphqlServer } from '../server/graphql-server'
import type { ReadinessCheck } from '../server/health'
import { checkUrl, healthRoutes } from '../server/health'
import type { HttpRequest, Route } from '../server/http-server'
import { startHttpServer } from '../server/http-server'
import type { QueryLimits } from '../server/limits'
import type { GatewayDependencies, Parts } from './gateway-parts'
import { completeParts } from './gateway-parts'
import type { GatewayParts } from './hub-services'
import { createHubServices } from './hub-services'
import { buildHubSchema } from './hub-subgraph'
import type { RequestTraces } from './request-traces'

/** A gateway that listens. */
export interface RunningGateway {
  /** Without a path. */
  readonly url: string
  /** Takes no more requests, lets running ones end for at most 3 s, then frees everything. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the hub's public door. It starts without its agencies: who is silent is said in each answer.
 * @throws Error that names the port when it cannot be had, or the agency without a subgraph
 */
export async function startGateway(
  settings: GatewaySettings,
  given: Partial<GatewayDependencies> = {},
): Promise<RunningGateway> {
  checkRegister(settings)
  const observing = given.observing ?? (await observe(settings))
  try {
    return await startObserved(settings, completeParts(settings, { ...given, observing }))
  } catch (error) {
    await observing.stop()
    throw error
  }
}

async function startObserved(settings: GatewaySettings, parts: Parts): Promise<RunningGateway> {
  const sources = createSources({
    ...settings,
    urls: { personIndex: graphqlUrl(settings.personIndexUrl), agency: settings.agencyUrl },
    timeoutMs: settings.agencyTimeoutMs,
    observer: parts.observer.calls,
    hubSchema: buildHubSchema(settings.register, {
      ...parts,
      findDisclosures: (question) => parts.log.find(question),
    }),
  })
  const planned = createPlannedGateway(settings.supergraphSdl, sources.sourceFor)
  const graphql = await startGraphqlServer({
    gateway: new HubGateway(planned, createHubServices(settings, parts)),
    limits: settings.limits,
    identify: (question) => identify(question, parts),
    report: parts.report,
  })
  const server = await startHttpServer(serverOptions(settings, parts, graphql))
  const stop = async () => {
    await server.stop()
    await graphql.stop()
    await sources.close()
    await parts.log.close()
    await parts.observing.stop()
  }
  return { url: server.url, stop }
}

function serverOptions(settings: GatewaySettings, parts: Parts, graphql: GraphqlServer) {
  const { host, port, limits } = settings
  const routes: Route[] = [
    graphqlRoute(graphql, limits, parts.traces),
    keysRoute(parts),
    ...healthRoutes(readinessChecks(settings, parts)),
  ]
  const observe = observeRequests(parts.observing, { routes: routes.map(({ path }) => path) })
  return { host, port, routes, report: parts.report, observe }
}

async function identify(
  question: HttpRequest,
  { issuers, now, verified, traces }: Parts,
): Promise<HubRequest> {
  const { headers, body, signal } = question
  const requestId = randomUUID()
  const trace = traces.of(question, requestId)
  const signIn = {
    authorization: headers['authorization'],
    onBehalfOf: headers['sightline-on-behalf-of'],
  }
  const at = now()
  const askedAt = at.toISOString()
  // One literal: conditional spreads give each request a hidden class of its own, and V8 then reads
  // every property of it by the slow path.
  return {
    requestId,
    askedAt,
    requestHash: hash('sha256', body),
    askedOn: askedAt.slice(0, 10),
    requester: await authenticate(signIn, { issuers, now: at, verified }),
    enquiryToken: headers['sightline-enquiry'] ?? null,
    signal,
    trace,
  }
}

function graphqlRoute(
  { answer }: GraphqlServer,
  { maxBodyBytes }: QueryLimits,
  traces: RequestTraces,
): Route {
  const path = '/graphql'
  return { method: 'POST', path, maxBodyBytes, answer: traces.around(path, answer) }
}

function keysRoute({ key }: GatewayParts): Route {
  const body = JSON.stringify(publicKeySet([key]))
  const answer = () => Promise.resolve({ status: 200, body })
  return { method: 'GET', path: '/.well-known/jwks.json', maxBodyBytes: 0, answer }
}

function readinessChecks(
  settings: GatewaySettings,
  { log }: GatewayParts,
): Readonly<Record<string, ReadinessCheck>> {
  const check = (url: string) => checkUrl(new URL('/health/ready', url).href)
  return {
    'disclosure-log': () => log.isAvailable(),
    'sign-in': check(settings.issuer),
    'person-index': check(settings.personIndexUrl),
    ...Object.fromEntries(
      settings.register.map((agency) => [agency.code, check(settings.agencyUrl(agency))]),
    ),
  }
}

function checkRegister({ register, supergraphSdl }: GatewaySettings): void {
  for (const { code } of register)
    if (!supergraphSdl.includes(`name: "${code}"`))
      throw new Error(
        `agencies.json lists ${code}, but schema/supergraph.graphql does not have it; run npm run generate`,
      )
}

function observe({ observing, port }: GatewaySettings): Promise<Observing> {
  return startObserving(observing, { service: 'gateway', port })
}

function graphqlUrl(service: string): string {
  return new URL('/graphql', service).href
}
