import type { BaseContext } from '@apollo/server'
import type { ExecutionResult, GraphQLError } from 'graphql'
import { execute } from 'graphql'

import type { ErrorMask } from '../../../common/http/error-mask'
import { createErrorMask } from '../../../common/http/error-mask'
import type { KnownOperation } from '../../../common/known-queries'
import { KnownQueries } from '../../../common/known-queries'
import { createApolloServer, executeByApollo } from './apollo-server'
import { readDisclosedFields } from './disclosed-fields'
import type { ExecutorOptions, OperationAnswer, SentOperation } from './operation-answer'
import { reportMasked } from './operation-answer'

/** Executes operations of the hub. */
export interface OperationExecutor<Context> {
  execute(sent: SentOperation<Context>): Promise<OperationAnswer>
  stop(): Promise<void>
}

/**
 * Apollo Server parses, validates and answers what it sees for the first time. The same query is then
 * executed without it, and answered letter by letter as it would (ADR 0069).
 */
export async function startExecutor<Context extends BaseContext>(
  options: ExecutorOptions<Context>,
): Promise<OperationExecutor<Context>> {
  const known = new KnownQueries()
  const server = createApolloServer<Context>(options, known)
  await server.start()
  const mask = createErrorMask(options.wording, () => undefined)
  return {
    async execute(sent) {
      const operation = known.recall(sent.body)
      const executed = operation && (await executeKnown(operation, sent, { ...options, mask }))
      return executed ?? executeByApollo(server, sent)
    },
    stop: () => server.stop(),
  }
}

/** Null when nothing was resolved: its variables are not of their types. */
async function executeKnown<Context extends BaseContext>(
  { document, operation, variables }: KnownOperation,
  { context, report }: SentOperation<Context>,
  options: ExecutorOptions<Context> & { readonly mask: ErrorMask },
): Promise<OperationAnswer | null> {
  const { schema, wording, mask, extensionsOf } = options
  const { data, errors = [] } = await execute({
    ...{ schema, document, variableValues: variables, contextValue: context },
    operationName: operation.name?.value,
  })
  if (data === undefined) return null
  reportMasked(errors, wording, report)
  const extensions = extensionsOf?.(context) ?? undefined
  return {
    response: { status: statusOf(errors), body: write({ data, errors, extensions }, mask) },
    disclosed: data && readDisclosedFields({ schema, document, data, errors }),
  }
}

interface ToldAnswer {
  readonly data: ExecutionResult['data']
  readonly errors: readonly GraphQLError[]
  readonly extensions: Readonly<Record<string, unknown>> | undefined
}

function write({ data, errors, extensions }: ToldAnswer, mask: ErrorMask): string {
  const told = errors.map((error) => mask(error.toJSON(), error))
  const answer = { errors: told.length > 0 ? told : undefined, data, extensions }
  return `${JSON.stringify(answer)}\n`
}

/** What errors say of the whole response; of several the last one is heard. */
function statusOf(errors: readonly GraphQLError[]): number {
  const said = errors.map(({ extensions }) => extensions as { readonly http?: { status?: number } })
  return said.findLast(({ http }) => http?.status !== undefined)?.http?.status ?? 200
}
