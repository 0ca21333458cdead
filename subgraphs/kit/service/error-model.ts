import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError, isHubErrorCode } from '../../../common/errors'

/** Takes what a process writes down for its operators; never content of records. */
export type Log = (line: string) => void

/**
 * Makes what a caller sees of an error: the hub's own codes pass, everything else becomes one that
 * tells nothing about people or machines and is written to the log.
 */
export function createErrorMask(agency: string, log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const path = formatted.path ? { path: formatted.path } : {}
    const original = unwrap(error)
    if (isRefusedOperation(formatted)) {
      const message = 'The operation does not fit the schema of this agency.'
      return { message, ...path, extensions: { code: 'BAD_USER_INPUT', agency } }
    }
    // A refusal by the rules: a plain GraphQL error that carries one of the hub's codes.
    if (original instanceof GraphQLError && isHubErrorCode(original.extensions['code']))
      return { message: original.message, ...path, extensions: publicExtensions(original, agency) }
    log(describeForLog(original))
    return { message: masked.message, ...path, extensions: { code: masked.code, agency } }
  }
}

/** The body and status of an answer to a request that was refused before GraphQL saw it. */
export function refusalAnswer(error: unknown, agency: string, log: Log) {
  if (error instanceof HubError) {
    const { http, ...extensions } = error.extensions as {
      http?: { status?: number; headers?: ReadonlyMap<string, string> }
    }
    const entry = { message: error.message, extensions: { ...extensions, agency } }
    const headers = Object.fromEntries(http?.headers ?? [])
    return { status: http?.status ?? 400, headers, body: { errors: [entry] } }
  }
  log(describeForLog(error))
  const entry = { message: masked.message, extensions: { code: masked.code, agency } }
  return { status: 500, headers: {}, body: { errors: [entry] } }
}

const masked = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'This agency could not answer.',
} as const

/** Apollo Server's codes for an operation that was refused before it was run. */
const refusedOperationCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]

function isRefusedOperation(formatted: GraphQLFormattedError): boolean {
  return refusedOperationCodes.some((code) => code === formatted.extensions?.['code'])
}

function publicExtensions(error: GraphQLError, agency: string) {
  const { code, reason } = error.extensions
  return { code, ...(reason === undefined ? {} : { reason }), agency }
}

function unwrap(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error instanceof HubError) return error
  return error.originalError ?? error
}

/** Name and stack frames of an error; its message may quote a record, so it stays out. */
function describeForLog(error: unknown): string {
  if (!(error instanceof Error)) return 'A value that is no error was thrown'
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${error.name} while answering`, ...frames.slice(0, 8)].join('\n')
}
