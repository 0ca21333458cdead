import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError, isHubErrorCode } from '../../common/errors'

/** Codes of Apollo Server for requests that are wrong in form: their messages quote the request. */
const formCodes = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/**
 * Makes the function that decides what of an error a caller sees: the hub's own errors as they are,
 * what is wrong with the form of a request as BAD_USER_INPUT, and of everything else only that
 * something failed (hazard 15).
 * @param report told the errors that are kept back
 */
export function createErrorMask(report: (error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const own = findHubError(error)
    const { message, path, locations, extensions } = formatted
    const at = path ? { path } : {}
    if (own) return { message: own.message, ...at, extensions: publicExtensions(own) }
    if (formCodes.has(extensions?.['code'])) {
      const where = locations ? { locations } : {}
      return { message, ...where, ...at, extensions: { code: 'BAD_USER_INPUT' } }
    }
    report(error)
    return {
      message: 'The hub failed to answer; nothing was disclosed.',
      ...at,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    }
  }
}

function findHubError(error: unknown): HubError | null {
  if (error instanceof HubError) return error
  return error instanceof GraphQLError ? findHubError(error.originalError) : null
}

function publicExtensions({ extensions }: HubError): Record<string, unknown> {
  const { code, reason, agency, retryAfterSeconds } = extensions
  return {
    code: isHubErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
    ...(agency === undefined ? {} : { agency }),
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}
