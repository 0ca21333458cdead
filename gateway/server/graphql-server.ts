import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'

import { BoundedCache } from '../../common/bounded-cache'
import { HubError } from '../../common/errors'
import type { ErrorMask } from '../../common/http/error-mask'
import { createErrorMask, hubWording } from '../../common/http/error-mask'
import { parseJsonBody } from '../../common/http/read-body'
import type { HttpRequest } from '../../common/http/request'
import type { HttpResponse } from '../../common/http/route'
import { hashQuery, KnownQueries } from '../../common/known-queries'
import type { HubRequest } from '../operation/requester'
import type { HubGateway } from '../pipeline/hub-gateway'
import type { QueryLimits } from './limits'
import { checkQuerySize } from './limits'
import { isUsual } from './usual-request'
import { writeAnswer } from './write-answer'

export interface GraphqlServerOptions {
  readonly gateway: HubGateway
  readonly limits: QueryLimits
  /** @throws HubError UNAUTHENTICATED */
  readonly identify: (request: HttpRequest) => Promise<HubRequest>
  readonly report: (error: unknown) => void
}

/** How many queries are known to be within the limits. */
const maxKnownQueries = 500

/** An operation as it is sent, and how it is found out who sends it. */
export interface AskedOperation extends Pick<HttpRequest, 'headers'> {
  /** `query` and `variables`, as JSON has them. */
  readonly body: unknown
  /** @throws HubError UNAUTHENTICATED */
  readonly identify: () => Promise<HubRequest>
}

/** Answers GraphQL over HTTP. */
export interface GraphqlServer {
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>
  /** Answers one operation, whatever the request was that it is asked for. */
  readonly ask: (asked: AskedOperation) => Promise<HttpResponse>
  readonly stop: () => Promise<void>
}

/** Starts the GraphQL server on the gateway. @throws Error when the supergraph cannot be loaded */
export async function startGraphqlServer(options: GraphqlServerOptions): Promise<GraphqlServer> {
  const { gateway, identify } = options
  const mask = createErrorMask(hubWording, options.report)
  const known = new KnownQueries()
  const apollo = createServer(gateway, mask, known)
  await apollo.start()
  const execute = executeByApollo(apollo, options.limits)
  const ask = async (asked: AskedOperation): Promise<HttpResponse> => {
    const isKnowable = gateway.answersAlone && isUsual(asked.headers)
    const sent = isKnowable ? known.recall(asked.body) : null
    if (!sent) return execute(asked)
    const identified = asked.identify()
    const identity = await identified.catch(() => null)
    // Apollo Server writes the refusal, so that it looks the same for known and for new queries.
    if (!identity) return execute({ ...asked, identify: () => identified })
    return writeAnswer(await gateway.answer(identity, sent), mask)
  }
  const answer = async (request: HttpRequest) => {
    const body = parseJsonBody(request.body)
    return ask({ headers: request.headers, body, identify: () => identify(request) })
  }
  return { answer, ask, stop: () => apollo.stop() }
}

function executeByApollo(
  apollo: ApolloServer<HubRequest>,
  limits: QueryLimits,
): (asked: AskedOperation) => Promise<HttpResponse> {
  // By the hash of their text. One that was refused is measured each time: what throws is not
  // remembered.
  const sizes = new BoundedCache<true>(maxKnownQueries)
  return async ({ body, identify, ...asked }) => {
    const headers = new HeaderMap(Object.entries(asked.headers))
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => {
        const identity = await identify()
        const query = readQuery(body)
        if (query !== null) sizes.get(hashQuery(query), () => measure(query, limits))
        return identity
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
}

function measure(query: string, limits: QueryLimits): true {
  checkQuerySize(query, limits)
  return true
}

function createServer(
  gateway: HubGateway,
  mask: ErrorMask,
  known: KnownQueries,
): ApolloServer<HubRequest> {
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
    formatError: mask,
    plugins: [
      known.plugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
}

function readQuery(body: unknown): string | null {
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : null
  return typeof query === 'string' ? query : null
}
