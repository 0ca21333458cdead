import type { BaseContext } from '@apollo/server'
import type { GraphQLSchema } from 'graphql'

import type { KeyFinder, SigningKey } from '../../../common/keys/keys'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import type { Database } from './database'
import type { CallDisclosure } from './disclosure-record'
import type { Log } from './error-model'
import { createGraphQLRoute } from './graphql-route'
import { healthRoutes } from './health'
import type { Route, RunningService } from './http-service'
import { startService } from './http-service'
import type { ServiceCounts } from './service-counts'

/** A subgraph that is ready to be served. */
export interface SubgraphPlan<Context extends BaseContext> {
  readonly code: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly schema: GraphQLSchema
  readonly database: Pick<Database, 'isUp'>
  readonly hubKeys: KeyFinder
  /** The service's own key: with it the hub may sign once for many calls. */
  readonly ownKey?: SigningKey
  readonly createContext: (claims: HubTokenClaims) => Context | Promise<Context>
  /** What the hub is told beside the answer; null: nothing. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | null
  readonly counts: ServiceCounts
  /** Durable before it resolves; when it throws there is no answer. */
  readonly recordDisclosure?: (claims: HubTokenClaims, call: CallDisclosure) => Promise<void>
  /** What it serves beside GraphQL and health. */
  readonly routes?: readonly Route[]
  readonly log: Log
}

/**
 * Serves a subgraph to the hub until it is stopped.
 * @throws Error that names the port when it cannot be had.
 */
export async function startSubgraphService<Context extends BaseContext>(
  plan: SubgraphPlan<Context>,
): Promise<RunningService> {
  const graphql = await createGraphQLRoute({ ...plan, agency: plan.code })
  const checks = { database: () => plan.database.isUp() }
  const routes = [
    graphql.route,
    ...healthRoutes({ name: plan.code, checks, counts: plan.counts }),
    ...(plan.routes ?? []),
  ]
  const service = await startService({ ...plan, name: plan.code, routes })
  return {
    ...service,
    async stop() {
      await service.stop()
      await graphql.stop()
    },
  }
}
