import { hubWording } from '../../common/http/error-mask'
import { healthRoutes } from '../../common/http/health'
import type { HttpRequest } from '../../common/http/request'
import type { Route } from '../../common/http/route'
import type { HttpServerOptions } from '../../common/http/server'
import { startHttpServer } from '../../common/http/server'
import { keysRoute } from '../../common/keys/keys-route'
import { observePolicy } from '../../common/observing/observe-policy'
import { observeRequests } from '../../common/observing/observe-requests'
import { observeSupergraph } from '../../common/observing/observe-supergraph'
import type { Observing } from '../../common/observing/observing'
import { startObserving } from '../../common/observing/observing'
import type { LocatedService } from '../../common/services'
import { agenciesOf } from '../../common/services'
import { PolicyInForce } from '../../policies/in-force/policy-in-force'
import { echoField } from '../../schema/instance-sdl'
import type { ClientOptions, Clients } from '../calls/clients'
import { createClients } from '../calls/clients'
import { createSources } from '../calls/sources'
import { fhirDialect, fhirRoutes } from '../fhir/routes'
import type { GatewaySettings } from '../config'
import { HubGateway } from '../pipeline/hub-gateway'
import { createPlannedGateway } from '../pipeline/planned-gateway'
import { startGraphqlServer } from '../server/graphql-server'
import type { QueryLimits } from '../server/limits'
import { AnswerQuality } from './answer-quality'
import type { GatewayDependencies, Parts } from './gateway-parts'
import { completeParts } from './gateway-parts'
import { Generation } from './generation'
import { followNotices } from './follow-notices'
import { createHubServices } from './hub-services'
import { buildHubSchema } from './hub-subgraph'
import { identify } from './identify'
import { describeReadiness } from './readiness'
import type { RequestTraces } from './request-traces'
import { SupergraphInForce } from './supergraph-in-force'

/** What it is called where its processes are told apart. */
const gatewayName = 'gateway'

/** A gateway that listens. */
export interface RunningGateway {
  /** Without a path. */
  readonly url: string
  /**
   * Says that it is not ready, then takes no more requests, lets running ones end, writes down which of
   * them it cut, and frees everything; how long that may take is in common/stop-times.ts.
   */
  readonly stop: () => Promise<void>
}

/**
 * Starts the hub's public door. It starts without its agencies: who is silent is said in each answer.
 * @throws Error that names the port when it cannot be had, or the agency without a subgraph or agreement
 */
export async function startGateway(
  settings: GatewaySettings,
  given: Partial<GatewayDependencies> = {},
): Promise<RunningGateway> {
  checkRegister(settings.services, settings.supergraphSdl)
  const observing = given.observing ?? (await observe(settings))
  let inForce = given.inForce
  try {
    inForce ??= await openPolicy(settings, observing)
    return await startObserved(settings, completeParts(settings, { ...given, observing, inForce }))
  } catch (error) {
    await inForce?.stop()
    await observing.stop()
    throw error
  }
}

async function startObserved(settings: GatewaySettings, parts: Parts): Promise<RunningGateway> {
  const { report, observing, now } = parts
  const clients = createClients(clientOptionsOf(settings, parts))
  const supergraph = await SupergraphInForce.open(settings.supergraphSdl, {
    ...lookAt(settings),
    make: createGenerations(settings, parts, clients),
    tell: observeSupergraph(observing),
    ...{ report, now, bound: parts.qualityBound },
  })
  const server = await startHttpServer(serverOptions(settings, parts, { supergraph, clients }))
  const following = followNotices(settings, parts)
  const stop = async () => {
    await Promise.all([server.stop(), following?.stop()])
    // Whoever still waits is cut off, and gets no answer any more.
    await parts.log.noteUnanswered(parts.asked.takeAll())
    await supergraph.stop()
    await clients.close()
    await Promise.all([parts.log.close(), parts.notices.close()])
    await parts.inForce.stop()
    await parts.observing.stop()
  }
  return { url: server.url, stop }
}

/** A change is in force well within five seconds. */
const lookEveryMs = 1000

/** Where nothing is published nobody looks. */
function lookAt({ supergraphFile, supergraphSdl }: GatewaySettings) {
  return supergraphFile
    ? { read: () => supergraphFile.read(), everyMs: lookEveryMs }
    : { read: () => supergraphSdl, everyMs: null }
}

function clientOptionsOf(settings: GatewaySettings, { observer }: Parts): ClientOptions {
  return { ...settings, timeoutMs: settings.agencyTimeoutMs, observer: observer.calls }
}

/** Makes what answers over a supergraph; what is known of the services outlives it. */
function createGenerations(settings: GatewaySettings, parts: Parts, clients: Clients) {
  const servicesOver = createHubServices(settings, parts)
  const hubSchema = buildHubSchema(agenciesOf(settings.services), {
    ...parts,
    findDisclosures: (question) => parts.log.find(question),
    proveDisclosure: (log, index) => parts.log.prove(log, index),
  })
  return async (supergraphSdl: string): Promise<Generation> => {
    checkRegister(settings.services, supergraphSdl)
    const quality = new AnswerQuality()
    const options = { ...clientOptionsOf(settings, parts), services: settings.services, clients }
    const { sourceFor } = createSources({ ...options, supergraphSdl, hubSchema })
    const planned = createPlannedGateway(supergraphSdl, sourceFor)
    const services = servicesOver(supergraphSdl, quality)
    const gateway = new HubGateway(planned, services)
    const graphql = await startGraphqlServer({
      ...{ gateway, limits: settings.limits, report: parts.report },
      identify: (request) => identify(request, parts, settings),
    })
    return new Generation({ supergraphSdl, gateway, graphql, quality })
  }
}

interface Serving {
  readonly supergraph: SupergraphInForce
  readonly clients: Clients
}

function serverOptions(
  settings: GatewaySettings,
  parts: Parts,
  { supergraph, clients }: Serving,
): HttpServerOptions {
  const { host, port, limits } = settings
  const { noticeMs, graceMs } = settings.stopTimes
  const { report, observing } = parts
  const routes: Route[] = [
    graphqlRoute(supergraph, limits, parts.traces),
    ...fhirRoutes({
      register: agenciesOf(settings.services),
      identify: (request) => identify(request, parts, settings),
      ask: (asked) => supergraph.answer((generation) => generation.ask(asked)),
      deny: (request, reason) => supergraph.current.deny(request, reason),
      around: (path, answer) => parts.traces.around(path, answer),
    }),
    keysRoute(parts.key),
    ...healthRoutes({
      service: gatewayName,
      ...describeReadiness(settings, parts, clients),
      readPolicy: () => parts.inForce.state,
      ...(settings.supergraphFile ? { readSupergraph: () => supergraph.state } : {}),
    }),
  ]
  const observe = observeRequests(observing, { routes: routes.map(({ path }) => path) })
  return {
    ...{ service: gatewayName, host, port, routes, report, observe },
    ...{ stopNoticeMs: noticeMs, stopGraceMs: graceMs },
    // A caller may never choose what ends in the log.
    requestIds: 'OWN',
    wording: hubWording,
    dialects: [fhirDialect],
  }
}

function graphqlRoute(
  supergraph: SupergraphInForce,
  { maxBodyBytes }: QueryLimits,
  traces: RequestTraces,
): Route {
  const path = '/graphql'
  const answer = (request: HttpRequest) =>
    supergraph.answer((generation) => generation.answer(request))
  return { method: 'POST', path, maxBodyBytes, answer: traces.around(path, answer) }
}

function checkRegister(services: readonly LocatedService[], supergraphSdl: string): void {
  for (const { code, agency } of services) {
    const isThere = supergraphSdl.includes(`name: "${code}"`)
    if (!isThere || (agency && !supergraphSdl.includes(` ${echoField(agency)}: `)))
      throw new Error(
        `${code} is registered, but schema/supergraph.graphql does not have it; run npm run generate`,
      )
  }
}

function openPolicy(
  { services, policyFolder }: GatewaySettings,
  observing: Observing,
): Promise<PolicyInForce> {
  const kinds = services.map(({ code, agency }) => agency?.kind ?? code)
  return PolicyInForce.open({ folder: policyFolder, kinds }, { tell: observePolicy(observing) })
}

function observe({ observing, port }: GatewaySettings): Promise<Observing> {
  return startObserving(observing, { service: gatewayName, port })
}
