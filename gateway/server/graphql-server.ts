import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GatewayInterface } from '@apollo/server-gateway-interface'

import { BoundedCache } from '../../common/bounded-cache'
import { HubError } from '../../common/errors'
import type { HubRequest } from '../execution/requester'
import { createErrorMask } from './error-mask'
import type { HttpAnswer, HttpQuestion } from './http-server'
import type { QueryLimits } from './limits'
import { checkQuerySize } from './limits'

export interface GraphqlServerOptions {
  readonly gateway: GatewayInterface
  readonly limits: QueryLimits
  /** @throws HubError UNAUTHENTICATED */
  readonly identify: (question: HttpQuestion) => Promise<HubRequest>
  readonly report: (error: unknown) => void
}

/** How many queries are known to be within the limits. */
const maxKnownQueries = 500

/** Answers GraphQL over HTTP. */
export interface GraphqlServer {
  readonly answer: (question: HttpQuestion) => Promise<HttpAnswer>
  readonly stop: () => Promise<void>
}

/** Starts the GraphQL server on the gateway. @throws Error when the supergraph cannot be loaded */
export async function startGraphqlServer(options: GraphqlServerOptions): Promise<GraphqlServer> {
  const server = createServer(options)
  await server.start()
  // A query of a size that was refused is measured each time: what throws is not remembered.
  const sizes = new BoundedCache<true>(maxKnownQueries)
  const answer = async (question: HttpQuestion): Promise<HttpAnswer> => {
    const body = readJson(question.body)
    const response = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap(Object.entries(question.headers)),
        search: '',
        body,
      },
      context: async () => {
        const request = await options.identify(question)
        const query = readQuery(body)
        if (query !== null) sizes.get(query, () => measure(query, options.limits))
        return request
      },
    })
    if (response.body.kind !== 'complete')
      throw new HubError('BAD_USER_INPUT', 'The hub answers in one piece.', { httpStatus: 406 })
    return {
      status: response.status ?? 200,
      headers: Object.fromEntries(response.headers),
      body: response.body.string,
    }
  }
  return { answer, stop: () => server.stop() }
}

function measure(query: string, limits: QueryLimits): true {
  checkQuerySize(query, limits)
  return true
}

function createServer({ gateway, report }: GraphqlServerOptions): ApolloServer<HubRequest> {
  return new ApolloServer<HubRequest>({
    gateway,
    // The executor asks who the caller is before it answers introspection.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    formatError: createErrorMask(report),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new HubError('BAD_USER_INPUT', 'The body of the request is not JSON.', {
      httpStatus: 400,
    })
  }
}

function readQuery(body: unknown): string | null {
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : null
  return typeof query === 'string' ? query : null
}
