// First of all imports: see there.
import '../telemetry/config'

import type { GraphQLDataSource } from '@apollo/gateway'
import { ApolloGateway } from '@apollo/gateway'
import type {
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface'
import type { GraphQLFormattedError } from 'graphql'

import type { AnswerObject } from './answer-shape'
import type { ExecutionContext } from './execution-context'
import type { PrunedOperation } from './pruned-operation'

/** What the subgraphs together gave for a pruned operation, under its own names. */
export interface Fetched {
  readonly data: AnswerObject | null
  /** Nulls where the schema promises a value. */
  readonly incomplete: readonly GraphQLFormattedError[]
  /** Errors of the gateway itself: the data sources report none. */
  readonly errors: readonly Error[]
}

/** Plans and executes a pruned operation on behalf of one request. */
export type OperationFetcher = (
  pruned: PrunedOperation,
  request: { readonly context: ExecutionContext; readonly variables: AnswerObject },
) => Promise<Fetched>

/** The gateway library over our own data sources. */
export function createPlannedGateway(
  supergraphSdl: string,
  sourceFor: (service: string) => GraphQLDataSource,
): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => sourceFor(name),
    // The data sources keep what they know of a query by its parsed form.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const { record } = requestContext.context as unknown as ExecutionContext
      record.hasEmptyPlan = queryPlan.node === undefined
    },
    __exposeQueryPlanExperimental: false,
  })
}

/** Makes the loaded gateway's executor take a pruned operation instead of what the caller sent. */
export function fetchWith(
  executor: GatewayExecutor,
  requestContext: GatewayGraphQLRequestContext,
): OperationFetcher {
  return async (pruned, { context, variables }) => {
    const result = await executor({
      ...requestContext,
      request: { variables },
      document: pruned.document,
      operation: pruned.operation,
      operationName: null,
      queryHash: pruned.queryHash,
      context,
    })
    const nulls: unknown = result.extensions?.['valueCompletion']
    return {
      data: result.data ?? null,
      incomplete: Array.isArray(nulls) ? (nulls as GraphQLFormattedError[]) : [],
      errors: result.errors ?? [],
    }
  }
}
