import type { ApolloServerPlugin, BaseContext } from '@apollo/server'
import { ApolloServer, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { ValidationRule } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError } from '../../../common/errors'
import type { ErrorWording } from '../../../common/http/error-mask'
import { createErrorMask } from '../../../common/http/error-mask'
import type { KnownQueries } from '../../../common/known-queries'
import type { Report } from '../../../common/observing/logger'
import type { DisclosedFields } from './disclosed-fields'
import { readDisclosedFields } from './disclosed-fields'
import type { ExecutorOptions, OperationAnswer, SentOperation } from './operation-answer'
import { reportMasked } from './operation-answer'

/** Apollo Server with everything switched off that reports, caches or explains. */
export function createApolloServer<Context extends BaseContext>(
  { schema, wording, extensionsOf = () => null }: ExecutorOptions<Context>,
  known: KnownQueries,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    validationRules: [refuseServiceSdl],
    formatError: createErrorMask(wording, () => undefined),
    plugins: [
      known.plugin(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      noteDisclosed(),
      reportErrors(wording),
      addExtensions(extensionsOf),
    ],
  })
}

/** @throws HubError BAD_USER_INPUT for an operation that is to be answered in parts */
export async function executeByApollo<Context extends BaseContext>(
  server: ApolloServer<Context>,
  { body, context, report }: SentOperation<Context>,
): Promise<OperationAnswer> {
  const note: CallNote = { disclosed: null, report }
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body,
    },
    context: () => Promise.resolve({ ...context, [noteKey]: note }),
  })
  if (response.body.kind !== 'complete')
    throw new HubError('BAD_USER_INPUT', 'Answers in parts are not served.', { httpStatus: 400 })
  return {
    response: { status: response.status ?? 200, body: response.body.string },
    disclosed: note.disclosed,
  }
}

/** Where a request's context keeps what belongs to its call: the context itself is copied. */
const noteKey = Symbol('call note')

interface CallNote {
  /** What its answer gives away. */
  disclosed: DisclosedFields | null
  readonly report: Report
}

function noteOf(context: BaseContext): CallNote | undefined {
  return (context as { readonly [noteKey]?: CallNote })[noteKey]
}

function reportErrors(wording: ErrorWording): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue }) => {
          const note = noteOf(contextValue)
          if (note) reportMasked(errors, wording, note.report)
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
          const note = noteOf(contextValue)
          if (note && document && data)
            note.disclosed = readDisclosedFields({ schema, document, data, errors })
          return Promise.resolve()
        },
      }),
  }
}

function addExtensions<Context extends BaseContext>(
  extensionsOf: NonNullable<ExecutorOptions<Context>['extensionsOf']>,
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

/** The schema is in the repository, not for the asking: composition never calls an agency. */
const refuseServiceSdl: ValidationRule = (context) => ({
  Field(node) {
    const isRoot = context.getParentType() === context.getSchema().getQueryType()
    if (isRoot && node.name.value === '_service')
      context.reportError(new GraphQLError('The schema is not served.', { nodes: node }))
  },
})
