import type { ApolloServerPlugin, BaseContext } from '@apollo/server'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import type { GraphQLSchema, ValidationRule } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError } from '../../../common/errors'
import type { ErrorWording } from '../../../common/http/error-mask'
import { agencyWording, createErrorMask, findMasked } from '../../../common/http/error-mask'
import { parseJsonBody } from '../../../common/http/read-body'
import type { HttpRequest } from '../../../common/http/request'
import { bearerToken } from '../../../common/http/request'
import type { HttpResponse, Route } from '../../../common/http/route'
import { findCheckableKey } from '../../../common/keys/checkable-key'
import type { KeyFinder, SigningKey } from '../../../common/keys/keys'
import { referencesIn } from '../../../common/references'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader, sealHeader } from '../../../common/tokens/sealed-hub-token'
import type { DisclosedFields } from './disclosed-fields'
import { readDisclosedFields } from './disclosed-fields'
import type { CallDisclosure } from './disclosure-record'
import type { ServiceCounts } from './service-counts'
import type { ObservedCall, ServiceObserver } from './service-observer'

const maxBodyBytes = 256 * 1024

export interface GraphQLRouteOptions<Context extends BaseContext> {
  /** The agency's code: tokens for any other audience are refused. */
  readonly agency: string
  readonly schema: GraphQLSchema
  readonly hubKeys: KeyFinder
  /** The service's own key: with it the hub may sign once for many calls. */
  readonly ownKey?: SigningKey
  /** What the resolvers get, made anew for each call from what the hub says about it. */
  readonly createContext: (claims: HubTokenClaims) => Context | Promise<Context>
  /** What the hub is told beside the answer; null: nothing. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | null
  readonly counts: ServiceCounts
  readonly observer: ServiceObserver
  /** Durable before it resolves; when it throws there is no answer. */
  readonly recordDisclosure?: (claims: HubTokenClaims, call: CallDisclosure) => Promise<void>
}

/** The route `POST /graphql`, and what ends it. */
export interface GraphQLRoute {
  readonly route: Route
  stop(): Promise<void>
}

/**
 * Answers operations of the hub and of nobody else: the token is checked against the bytes of the
 * body before anything reads them.
 */
export async function createGraphQLRoute<Context extends BaseContext>(
  options: GraphQLRouteOptions<Context>,
): Promise<GraphQLRoute> {
  const { agency, counts, observer, ownKey } = options
  const server = createApolloServer(options)
  await server.start()
  const replayGuard = ReplayGuard.fromNow()
  const sealed = ownKey ? { sealed: new SealedTokenReader(ownKey) } : {}
  const answer = async (request: HttpRequest): Promise<HttpResponse> => {
    const { body } = request
    const claims = await verifyHubToken(bearerToken(request), {
      audience: agency,
      body,
      keys: (kid) => findCheckableKey(options.hubKeys, kid, 'HUB_KEYS_UNAVAILABLE'),
      replayGuard,
      seal: request.headers[sealHeader],
      ...sealed,
    }).catch((error: unknown) => {
      observer.onRefusal(reasonOf(error))
      throw error
    })
    counts.addRequest()
    const call = observer.startCall(claims.requestId, request.traceparent ?? undefined)
    const ended = { call, wording: agencyWording(agency) }
    return endingWith(ended, () => answerCall(server, options, { claims, body, call }))
  }
  return {
    route: { method: 'POST', path: '/graphql', maxBodyBytes, answer },
    stop: () => server.stop(),
  }
}

/** One call that the hub has signed. */
interface SignedCall {
  readonly claims: HubTokenClaims
  readonly body: Buffer
  readonly call: ObservedCall
}

async function answerCall<Context extends BaseContext>(
  server: ApolloServer<Context>,
  { createContext, recordDisclosure }: GraphQLRouteOptions<Context>,
  { claims, body, call }: SignedCall,
): Promise<HttpResponse> {
  const operation = parseJsonBody(body)
  const note: CallNote = { disclosed: null, call }
  const context = { ...(await createContext(claims)), [noteKey]: note }
  const answer = await execute(server, operation, context)
  if (recordDisclosure && note.disclosed)
    await recordDisclosure(claims, { ...note.disclosed, ...askedAbout(operation) })
  return answer
}

/** Only here it is known whose call it was: whoever answers for the process is told no more. */
async function endingWith(
  { call, wording }: { readonly call: ObservedCall; readonly wording: ErrorWording },
  work: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  let status = 500
  try {
    const answer = await work()
    status = answer.status
    return answer
  } catch (error) {
    if (!(error instanceof HubError)) {
      call.report(error)
      throw new HubError('INTERNAL_SERVER_ERROR', wording.failure, {
        httpStatus: 500,
        cause: error,
      })
    }
    const { http } = error.extensions as { readonly http?: { readonly status?: number } }
    status = http?.status ?? 400
    throw error
  } finally {
    call.end(status)
  }
}

/** Every reference and every hub id in the representations of a body. */
function askedAbout(body: unknown): Pick<CallDisclosure, 'records' | 'people'> {
  const { variables } = (body ?? {}) as { readonly variables?: Readonly<Record<string, unknown>> }
  const asked = Object.values(variables ?? {})
    .filter((value) => Array.isArray(value))
    .flat() as readonly unknown[]
  const ids = asked.map((one) => (one as { readonly id?: unknown } | null)?.id)
  return {
    records: [...new Set(asked.flatMap(referencesIn))],
    people: [...new Set(ids.filter((id) => typeof id === 'string'))],
  }
}

/** Where a request's context keeps what belongs to its call: the context itself is copied. */
const noteKey = Symbol('call note')

interface CallNote {
  /** What its answer gives away. */
  disclosed: DisclosedFields | null
  readonly call: ObservedCall
}

/** The mask does not know whose error it masks. */
function reportMasked(wording: ErrorWording): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue }) => {
          const { [noteKey]: note } = contextValue as { readonly [noteKey]?: CallNote }
          for (const error of errors) {
            const kept = findMasked(error, wording)
            if (kept !== null) note?.call.report(kept)
          }
          return Promise.resolve()
        },
      }),
  }
}

function noteDisclosed(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ schema, document, response, errors = [], contextValue }) => {
          const { body } = response
          const data = body.kind === 'single' ? body.singleResult.data : null
          const { [noteKey]: note } = contextValue as { readonly [noteKey]?: CallNote }
          if (note && document && data)
            note.disclosed = readDisclosedFields({ schema, document, data, errors })
          return Promise.resolve()
        },
      }),
  }
}

function addExtensions<Context extends BaseContext>(
  extensionsOf: NonNullable<GraphQLRouteOptions<Context>['extensionsOf']>,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body }, contextValue }) => {
          const extensions = extensionsOf(contextValue)
          if (extensions && body.kind === 'single')
            body.singleResult.extensions = { ...body.singleResult.extensions, ...extensions }
          return Promise.resolve()
        },
      }),
  }
}

function createApolloServer<Context extends BaseContext>({
  schema,
  agency,
  extensionsOf = () => null,
}: GraphQLRouteOptions<Context>): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    validationRules: [refuseServiceSdl],
    formatError: createErrorMask(agencyWording(agency), () => undefined),
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      noteDisclosed(),
      reportMasked(agencyWording(agency)),
      addExtensions(extensionsOf),
    ],
  })
}

async function execute<Context extends BaseContext>(
  server: ApolloServer<Context>,
  body: unknown,
  context: Context,
): Promise<HttpResponse> {
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body,
    },
    context: () => Promise.resolve(context),
  })
  if (response.body.kind !== 'complete')
    throw new HubError('BAD_USER_INPUT', 'Answers in parts are not served.', { httpStatus: 400 })
  return { status: response.status ?? 200, body: response.body.string }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof HubError ? error.extensions['reason'] : undefined
  return typeof reason === 'string' ? reason : 'OTHER'
}

/** The schema is in the repository, not for the asking: composition never calls an agency. */
const refuseServiceSdl: ValidationRule = (context) => ({
  Field(node) {
    const isRoot = context.getParentType() === context.getSchema().getQueryType()
    if (isRoot && node.name.value === '_service')
      context.reportError(new GraphQLError('The schema is not served.', { nodes: node }))
  },
})
