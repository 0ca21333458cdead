import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError, isHubErrorCode } from '../../../common/errors'
import type { Report } from '../../../common/observing/logger'

/** Told the errors that callers are not told. */
export type Log = Report

/**
 * Makes what a caller sees of an error: the hub's own codes pass, everything else becomes one that
 * tells nothing about people or machines.
 */
export function createErrorMask(agency: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const path = formatted.path ? { path: formatted.path } : {}
    const original = unwrap(error)
    if (isRefusedOperation(formatted.extensions)) {
      const message = 'The operation does not fit the schema of this agency.'
      return { message, ...path, extensions: { code: 'BAD_USER_INPUT', agency } }
    }
    if (isOwn(original))
      return { message: original.message, ...path, extensions: publicExtensions(original, agency) }
    return { message: masked.message, ...path, extensions: { code: masked.code, agency } }
  }
}

/** What the mask keeps back of an error, for the log; null when it keeps nothing back. */
export function findMasked(error: GraphQLError): unknown {
  const original = unwrap(error)
  return isRefusedOperation(error.extensions) || isOwn(original) ? null : original
}

/** The body and status of an answer to a request that was refused before GraphQL saw it. */
export function refusalAnswer(error: unknown, agency: string, log: Log) {
  if (error instanceof HubError) {
    const { http, ...extensions } = error.extensions as { http?: { status?: number } }
    const entry = { message: error.message, extensions: { ...extensions, agency } }
    return { status: http?.status ?? 400, body: { errors: [entry] } }
  }
  log(error)
  const entry = { message: masked.message, extensions: { code: masked.code, agency } }
  return { status: 500, body: { errors: [entry] } }
}

/** What a caller sees of a fault of the service itself. */
const masked = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'This agency could not answer.',
} as const

/** The same for what the route answers with. */
export function maskedFault(cause: unknown): HubError {
  return new HubError(masked.code, masked.message, { httpStatus: 500, cause })
}

/** Apollo Server's codes for an operation that was refused before it was run. */
const refusedOperationCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]

function isRefusedOperation(extensions: GraphQLFormattedError['extensions']): boolean {
  return refusedOperationCodes.some((code) => code === extensions?.['code'])
}

/** A refusal by the rules: a plain GraphQL error that carries one of the hub's codes. */
function isOwn(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && isHubErrorCode(error.extensions['code'])
}

function publicExtensions(error: GraphQLError, agency: string) {
  const { code, reason } = error.extensions
  return { code, ...(reason === undefined ? {} : { reason }), agency }
}

function unwrap(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error instanceof HubError) return error
  return error.originalError ?? error
}
