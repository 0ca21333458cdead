import { hash } from 'node:crypto'

import type { JwtPayload } from 'jsonwebtoken'

import { describeError } from '../../common/http/describe-error'
import { hubWording } from '../../common/http/error-mask'
import type { ReadinessCheck } from '../../common/http/health'
import { checkUrl, healthRoutes } from '../../common/http/health'
import type { HttpRequest } from '../../common/http/request'
import type { Route } from '../../common/http/route'
import { startHttpServer } from '../../common/http/server'
import { openSigningKey } from '../../common/keys/keys'
import { keysRoute } from '../../common/keys/keys-route'
import { LogKeyFile } from '../../common/keys/log-key'
import { findAtUrl } from '../../common/keys/remote-keys'
import { agenciesOf } from '../../common/services'
import { databaseName } from '../../common/settings'
import { hubIssuer } from '../../common/tokens/hub-token-terms'
import { openDisclosureLog } from '../../disclosure-log/disclosure-log'
import { currentPolicy, requireAgreements } from '../../policies/policy'
import type { AuthenticationOptions } from '../authentication/authenticate'
import { authenticate } from '../authentication/authenticate'
import type { TrustedIssuer } from '../authentication/bearer-token'
import { VerifiedTokens } from '../authentication/verified-tokens'
import { createSources } from '../calls/sources'
import type { GatewaySettings } from '../config'
import type { HubRequest } from '../operation/requester'
import { HubGateway } from '../pipeline/hub-gateway'
import { createPlannedGateway } from '../pipeline/planned-gateway'
import type { GraphqlServer } from '../server/graphql-server'
import { startGraphqlServer } from '../server/graphql-server'
import type { QueryLimits } from '../server/limits'
import type { GatewayParts } from './hub-services'
import { createHubServices } from './hub-services'
import { buildHubSchema } from './hub-subgraph'

export interface GatewayDependencies extends GatewayParts {
  readonly issuers: readonly TrustedIssuer[]
}

/** What it is called where its processes are told apart. */
const gatewayName = 'gateway'

/** The longest agency call fits into it. */
const stopGraceMs = 3000

/** A gateway that listens. */
export interface RunningGateway {
  /** Without a path. */
  readonly url: string
  /** Takes no more requests, lets running ones end for at most 3 s, then frees everything. */
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
  const parts = completeParts(settings, given)
  checkRegister(settings)
  const sources = createSources({
    ...settings,
    timeoutMs: settings.agencyTimeoutMs,
    hubSchema: buildHubSchema(agenciesOf(settings.services), {
      ...parts,
      findDisclosures: (question) => parts.log.find(question),
    }),
  })
  const verified = new VerifiedTokens<JwtPayload>()
  const planned = createPlannedGateway(settings.supergraphSdl, sources.sourceFor)
  const graphql = await startGraphqlServer({
    gateway: new HubGateway(planned, createHubServices(settings, parts)),
    limits: settings.limits,
    identify: (request) => identify(request, { ...parts, verified }),
    report: parts.report,
  })
  const routes: Route[] = [
    graphqlRoute(graphql, settings.limits),
    keysRoute(parts.key),
    ...healthRoutes({ service: gatewayName, checks: readinessChecks(settings, parts) }),
  ]
  const { host, port } = settings
  const { report, observe } = parts
  const server = await startHttpServer({
    ...{ service: gatewayName, host, port, routes, stopGraceMs, report, observe },
    // A caller may never choose what ends in the log.
    requestIds: 'OWN',
    wording: hubWording,
  })
  const stop = async () => {
    await server.stop()
    await graphql.stop()
    await sources.close()
    await parts.log.close()
  }
  return { url: server.url, stop }
}

function completeParts(
  settings: GatewaySettings,
  given: Partial<GatewayDependencies>,
): GatewayDependencies {
  const { issuer, issuerKeysUrl, dataFolder } = settings
  const report =
    given.report ??
    ((error: unknown) => {
      console.error(describeError(gatewayName, error))
    })
  return {
    log: given.log ?? openLog(settings, report),
    key: given.key ?? openSigningKey(dataFolder, hubIssuer),
    issuers: given.issuers ?? [{ issuer, keys: findAtUrl({ url: issuerKeysUrl }) }],
    now: given.now ?? (() => new Date()),
    report,
    observe: given.observe,
  }
}

function openLog(
  { mongodbUri, instance, dataFolder }: GatewaySettings,
  report: GatewayParts['report'],
) {
  const key = new LogKeyFile(dataFolder)
  return openDisclosureLog({
    uri: mongodbUri,
    database: databaseName('disclosure-log'),
    log: instance,
    openSigner: (mayMake) => key.open(mayMake),
    report,
  })
}

async function identify(
  { requestId, headers, body, signal }: HttpRequest,
  {
    issuers,
    now,
    verified,
  }: GatewayDependencies & Required<Pick<AuthenticationOptions, 'verified'>>,
): Promise<HubRequest> {
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
  }
}

function graphqlRoute({ answer }: GraphqlServer, { maxBodyBytes }: QueryLimits): Route {
  return { method: 'POST', path: '/graphql', maxBodyBytes, answer }
}

function readinessChecks(
  { issuer, services }: GatewaySettings,
  { log }: GatewayParts,
): Readonly<Record<string, ReadinessCheck>> {
  const check = (url: string) => checkUrl(new URL('/health/ready', url).href)
  return {
    'disclosure-log': () => log.isAvailable(),
    'sign-in': check(issuer),
    ...Object.fromEntries(
      services.flatMap(({ code, url }) => (url === null ? [] : [[code, check(url)]])),
    ),
  }
}

function checkRegister({ services, supergraphSdl }: GatewaySettings): void {
  requireAgreements(
    currentPolicy,
    services.map(({ code, agency }) => agency?.kind ?? code),
  )
  for (const { code } of services)
    if (!supergraphSdl.includes(`name: "${code}"`))
      throw new Error(
        `${code} is registered, but schema/supergraph.graphql does not have it; run npm run generate`,
      )
}
