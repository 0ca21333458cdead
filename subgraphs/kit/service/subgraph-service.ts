import type { BaseContext } from '@apollo/server'
import type { GraphQLSchema } from 'graphql'

import { agencyWording } from '../../../common/http/error-mask'
import type { PolicyReport } from '../../../common/http/health'
import { healthRoutes } from '../../../common/http/health'
import type { Route } from '../../../common/http/route'
import type { HttpServer } from '../../../common/http/server'
import { startHttpServer } from '../../../common/http/server'
import type { KeyFinder, SigningKey } from '../../../common/keys/keys'
import { observeRequests } from '../../../common/observing/observe-requests'
import type { Observing } from '../../../common/observing/observing'
import { subgraphGraceMs } from '../../../common/stop-times'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import type { Database } from './database'
import type { CallDisclosure } from './disclosure-record'
import { createGraphQLRoute } from './graphql-route'
import type { ServiceCounts } from './service-counts'
import { createServiceObserver } from './service-observer'

/** A subgraph that is ready to be served. */
export interface SubgraphPlan<Context extends BaseContext> {
  readonly code: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly schema: GraphQLSchema
  /** Null: it has none and is ready without. */
  readonly database: Pick<Database, 'isUp'> | null
  readonly hubKeys: KeyFinder
  /** The service's own key: with it the hub may sign once for many calls. */
  readonly ownKey?: SigningKey
  readonly createContext: (claims: HubTokenClaims) => Context | Promise<Context>
  /** What the hub is told beside the answer; null: nothing. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | null
  /** The largest question it takes; default 256 KiB. */
  readonly maxBodyBytes?: number
  readonly counts: ServiceCounts
  /** Durable before it resolves; when it throws there is no answer. */
  readonly recordDisclosure?: (context: Context, call: CallDisclosure) => Promise<void>
  /** What it decides by now; absent: it decides nothing. */
  readonly readPolicy?: () => PolicyReport
  /** What it serves beside GraphQL and health. */
  readonly routes?: readonly Route[]
  /** Every type of record whose loads are counted. */
  readonly recordTypes: readonly string[]
  readonly observing: Observing
}

/** The hub keeps its idle connections for less: it never sends into one that is being closed. */
const keepAliveMs = 65_000

/**
 * Serves a subgraph to the hub until it is stopped.
 * @throws Error that names the port when it cannot be had.
 */
export async function startSubgraphService<Context extends BaseContext>(
  plan: SubgraphPlan<Context>,
): Promise<HttpServer> {
  const { code, host, port, database, counts, observing, recordTypes } = plan
  const observer = createServiceObserver(observing, counts, recordTypes)
  const graphql = await createGraphQLRoute({ ...plan, agency: code, observer })
  const checks = database ? { database: () => database.isUp() } : {}
  const routes = [
    graphql.route,
    ...healthRoutes({
      ...{ service: code, checks, readCounts: () => counts.read() },
      ...(plan.readPolicy ? { readPolicy: plan.readPolicy } : {}),
    }),
    ...(plan.routes ?? []),
  ]
  const observe = observeRequests(observing, {
    routes: routes.map(({ path }) => path),
    withOwnLines: [graphql.route.path],
  })
  const service = await startHttpServer({
    ...{ service: code, host, port, keepAliveMs, routes, observe },
    stopGraceMs: subgraphGraceMs,
    report: observer.report,
    requestIds: 'FORWARDED',
    wording: agencyWording(code),
  })
  return {
    ...service,
    async stop() {
      await service.stop()
      await graphql.stop()
    },
  }
}
