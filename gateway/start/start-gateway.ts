import { hash, randomUUID } from 'node:crypto'

import type { JwtPayload } from 'jsonwebtoken'

import { openSigningKey, publicKeySet } from '../../common/keys/keys'
import { LogKeyFile } from '../../common/keys/log-key'
import { openRecordKeys } from '../../common/keys/record-keys'
import { findAtUrl } from '../../common/keys/remote-keys'
import { databaseName } from '../../common/settings'
import { hubIssuer } from '../../common/tokens/hub-token-terms'
import { openDisclosureLog } from '../../disclosure-log/disclosure-log'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import type { AuthenticationOptions } from '../authentication/authenticate'
import { authenticate } from '../authentication/authenticate'
import type { TrustedIssuer } from '../authentication/bearer-token'
import { VerifiedTokens } from '../authentication/verified-tokens'
import { createSources } from '../calls/sources'
import type { GatewaySettings } from '../config'
import { AskedServices } from '../disclosures/unanswered'
import type { HubRequest } from '../operation/requester'
import { HubGateway } from '../pipeline/hub-gateway'
import { createPlannedGateway } from '../pipeline/planned-gateway'
import { describeError } from '../server/describe-error'
import type { GraphqlServer } from '../server/graphql-server'
import { startGraphqlServer } from '../server/graphql-server'
import type { ReadinessCheck } from '../server/health'
import { checkUrl, healthRoutes } from '../server/health'
import type { HttpRequest, Route } from '../server/http-server'
import { startHttpServer } from '../server/http-server'
import type { QueryLimits } from '../server/limits'
import type { GatewayParts } from './hub-services'
import { createHubServices } from './hub-services'
import { buildHubSchema } from './hub-subgraph'

export interface GatewayDependencies extends GatewayParts {
  readonly issuers: readonly TrustedIssuer[]
}

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
  const parts = completeParts(settings, given)
  checkRegister(settings)
  const sources = createSources({
    ...settings,
    urls: { personIndex: graphqlUrl(settings.personIndexUrl), agency: settings.agencyUrl },
    timeoutMs: settings.agencyTimeoutMs,
    hubSchema: buildHubSchema(settings.register, {
      ...parts,
      findDisclosures: (question) => parts.log.find(question),
    }),
  })
  const verified = new VerifiedTokens<JwtPayload>()
  const planned = createPlannedGateway(settings.supergraphSdl, sources.sourceFor)
  const graphql = await startGraphqlServer({
    gateway: new HubGateway(planned, createHubServices(settings, parts)),
    limits: settings.limits,
    identify: (question) => identify(question, { ...parts, verified }),
    report: parts.report,
  })
  const routes: Route[] = [
    graphqlRoute(graphql, settings.limits),
    keysRoute(parts),
    ...healthRoutes(readinessChecks(settings, parts)),
  ]
  const { host, port } = settings
  const server = await startHttpServer({ host, port, routes, report: parts.report })
  const stop = async () => {
    await server.stop()
    // Whoever still waits is cut off, and gets no answer any more.
    await parts.log.noteUnanswered(parts.asked.takeAll())
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
      console.error(describeError(error))
    })
  // Before the log: its keys are made for a log that is not there yet.
  const recordNames = given.recordNames ?? recordNamesOf(openRecordKeys(dataFolder))
  return {
    log: given.log ?? openLog(settings, report),
    key: given.key ?? openSigningKey(dataFolder, hubIssuer),
    issuers: given.issuers ?? [{ issuer, keys: findAtUrl({ url: issuerKeysUrl }) }],
    recordNames,
    asked: given.asked ?? new AskedServices(),
    now: given.now ?? (() => new Date()),
    report,
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
  { headers, body, signal }: HttpRequest,
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
    requestId: randomUUID(),
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

function graphqlUrl(service: string): string {
  return new URL('/graphql', service).href
}
