import type { GraphQLDataSource } from '@apollo/gateway'
import { ApolloGateway } from '@apollo/gateway'
import type {
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface'
import type { DocumentNode, GraphQLFormattedError } from 'graphql'
import { parse } from 'graphql'

import type { ExecutionContext } from '../calls/execution-context'
import type { SourceFinder } from '../calls/sources'
import type { FetchSource, PlannedFetch } from '../plan/planned-fetch'
import { bodyStartOf } from '../plan/planned-fetch'
import type { OperationFetcher, PlannedGateway } from './operation-fetcher'

/** @apollo/gateway with its own executor: only for comparison. */
export class StockGateway implements PlannedGateway {
  readonly fetch = null
  readonly #library: ApolloGateway
  #executor: GatewayExecutor | null = null

  constructor(supergraphSdl: string, sourceFor: SourceFinder) {
    this.#library = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name }) => adapt(name, sourceFor(name)),
      // The sources keep what they know of a query by its parsed form.
      queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
      experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
        const { record } = requestContext.context as unknown as ExecutionContext
        record.hasEmptyPlan = queryPlan.node === undefined
      },
      __exposeQueryPlanExperimental: false,
    })
  }

  onSchemaLoadOrUpdate(callback: Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0]) {
    return this.#library.onSchemaLoadOrUpdate(callback)
  }

  async load(options: Parameters<ApolloGateway['load']>[0]) {
    const loaded = await this.#library.load(options)
    this.#executor = loaded.executor
    return loaded
  }

  async stop(): Promise<void> {
    await this.#library.stop()
  }

  fetcherFor(requestContext: GatewayGraphQLRequestContext): OperationFetcher {
    return async (pruned, { context, variables }) => {
      if (!this.#executor) throw new Error('The gateway has no schema yet')
      // It would fetch required data that nobody decided about.
      if (pruned.guard.key !== '') return { data: null, incomplete: [], errors: [undecided()] }
      const result = await this.#executor({
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
}

function undecided(): Error {
  return new Error('The stock executor runs no operation that requires data of others')
}

/** Our own source as @apollo/gateway wants it. */
function adapt(service: string, source: FetchSource<ExecutionContext>): GraphQLDataSource {
  const known = new WeakMap<DocumentNode, PlannedFetch>()
  return {
    process: async (options) => {
      const { request, context } = options
      const query = request.query ?? ''
      const document = 'document' in options ? options.document : undefined
      const at = 'pathInIncomingRequest' in options ? (options.pathInIncomingRequest ?? []) : []
      const fetch = (document && known.get(document)) ?? {
        service,
        query,
        document: document ?? parse(query),
        bodyStart: bodyStartOf(query),
        path: at.map(String),
        // @apollo/gateway renames what comes back by itself.
        renamed: new Map(),
        inputs: null,
      }
      if (document) known.set(document, fetch)
      const data = await source.fetch({
        fetch,
        variables: request.variables ?? {},
        context: context as unknown as ExecutionContext,
        pathsOf: () => [],
      })
      return { data }
    },
  }
}
