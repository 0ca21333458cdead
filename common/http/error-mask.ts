import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'

import { HubError, isHubErrorCode } from '../errors'
import type { HttpResponse } from './route'

/** Decides what of an error a caller sees. */
export type ErrorMask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

/** In whose name a process answers, and so what it says of errors. */
export interface ErrorWording {
  /** Code of the service that each error names; null: none. */
  readonly agency: string | null
  /** What it says of an error that it keeps back. */
  readonly failure: string
  /** What it says of an operation that is wrong in form; null: Apollo Server's words, which quote it. */
  readonly badOperation: string | null
  /**
   * Whether a plain GraphQL error with a code of the hub's is its own: an agency's rules make such
   * errors. What reaches the gateway in one may be a stranger's words.
   */
  readonly trustsCodes: boolean
}

/** How the hub speaks to its callers. */
export const hubWording: ErrorWording = {
  agency: null,
  failure: 'The hub failed to answer; nothing was disclosed.',
  badOperation: null,
  trustsCodes: false,
}

/** How a service behind the hub speaks to it. */
export function agencyWording(agency: string): ErrorWording {
  return {
    agency,
    failure: 'This agency could not answer.',
    badOperation: 'The operation does not fit the schema of this agency.',
    trustsCodes: true,
  }
}

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
 * Makes the mask of a GraphQL server: the hub's own errors as they are, what is wrong with the form of
 * a request as BAD_USER_INPUT, and of everything else only that something failed (hazard 15).
 * @param report told the errors that are kept back
 */
export function createErrorMask(
  wording: ErrorWording,
  report: (error: unknown) => void,
): ErrorMask {
  const { agency, failure, badOperation } = wording
  const ofAgency = agency === null ? {} : { agency }
  return (formatted, error) => {
    const { message, path, locations, extensions } = formatted
    const at = path ? { path } : {}
    const own = findOwn(error, wording)
    if (own) return { message: own.message, ...at, extensions: publicExtensions(own, wording) }
    if (formCodes.has(extensions?.['code'])) {
      const said =
        badOperation === null
          ? { message, ...(locations && { locations }) }
          : { message: badOperation }
      return { ...said, ...at, extensions: { code: 'BAD_USER_INPUT', ...ofAgency } }
    }
    report(error)
    return { message: failure, ...at, extensions: { code: 'INTERNAL_SERVER_ERROR', ...ofAgency } }
  }
}

/** What the mask keeps back of an error, for the log; null when it keeps nothing back. */
export function findMasked(error: GraphQLError, wording: ErrorWording): unknown {
  if (formCodes.has(error.extensions['code']) || findOwn(error, wording)) return null
  return error.originalError ?? error
}

/** The response to a request that is refused before GraphQL, or instead of it. */
export function refuse(
  error: unknown,
  wording: ErrorWording,
  report: (error: unknown) => void,
): HttpResponse {
  const { message, extensions, ...head } = describeRefusal(error, wording, report)
  return { ...head, body: JSON.stringify({ errors: [{ message, extensions }] }) }
}

/** What a caller is told of a refusal, in whatever shape. */
export interface Refusal extends Required<Omit<HttpResponse, 'body'>> {
  readonly message: string
  /** `code`, and beside it what else may be told. */
  readonly extensions: Readonly<Record<string, unknown>>
}

/** What may be told of an error: all of the hub's own, and of any other that there was one. */
export function describeRefusal(
  error: unknown,
  wording: ErrorWording,
  report: (error: unknown) => void,
): Refusal {
  const isOwn = error instanceof HubError
  if (!isOwn) report(error)
  const known = isOwn ? error : new HubError('INTERNAL_SERVER_ERROR', wording.failure)
  const { http } = known.extensions as { readonly http?: HttpHead }
  return {
    message: known.message,
    extensions: publicExtensions(known, wording),
    status: http?.status ?? (known.code === 'INTERNAL_SERVER_ERROR' ? 500 : 400),
    headers: Object.fromEntries(http?.headers ?? []),
  }
}

interface HttpHead {
  readonly status?: number
  readonly headers?: ReadonlyMap<string, string>
}

function findOwn(error: unknown, { trustsCodes }: ErrorWording): GraphQLError | null {
  const own = findHubError(error)
  if (own || !trustsCodes || !(error instanceof GraphQLError)) return own
  const thrown = error.originalError ?? error
  return thrown instanceof GraphQLError && isHubErrorCode(thrown.extensions['code']) ? thrown : null
}

function findHubError(error: unknown): HubError | null {
  if (error instanceof HubError) return error
  return error instanceof GraphQLError ? findHubError(error.originalError) : null
}

function publicExtensions(
  { extensions }: GraphQLError,
  wording: ErrorWording,
): Record<string, unknown> {
  const { code, reason, retryAfterSeconds } = extensions
  const agency = wording.agency ?? extensions['agency']
  return {
    code: isHubErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
    ...(agency === undefined ? {} : { agency }),
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}
