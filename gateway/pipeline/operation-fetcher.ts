import type { ApolloGateway } from '@apollo/gateway'
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import type { GraphQLFormattedError } from 'graphql'

import type { JsonObject } from '../../common/json'
import type { PrunedOperation } from '../authorization/pruned-operation'
import type { ExecutionContext } from '../calls/execution-context'

/** What the subgraphs together gave for a pruned operation, under its own names. */
export interface Fetched {
  readonly data: JsonObject | null
  /** Nulls where the schema promises a value. */
  readonly incomplete: readonly GraphQLFormattedError[]
  /** Errors of the gateway itself: the sources report none. */
  readonly errors: readonly Error[]
}

/** Plans and executes a pruned operation on behalf of one request. */
export type OperationFetcher = (
  pruned: PrunedOperation,
  request: { readonly context: ExecutionContext; readonly variables: JsonObject },
) => Promise<Fetched>

/** Loads a supergraph and executes operations over it. */
export interface PlannedGateway extends Pick<
  ApolloGateway,
  'load' | 'onSchemaLoadOrUpdate' | 'stop'
> {
  /** Fetches for requests that did not come through Apollo Server; null when it cannot. */
  readonly fetch: OperationFetcher | null
  /** The fetcher of one request; the gateway must have been loaded. */
  readonly fetcherFor: (requestContext: GatewayGraphQLRequestContext) => OperationFetcher
}
