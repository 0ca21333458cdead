import { GraphQLError } from 'graphql'

/** Every code the hub gives to a caller; docs/errors.md has a line for each. */
export const hubErrorCodes = [
  'UNAUTHENTICATED',
  'KEYS_UNAVAILABLE',
  'FORBIDDEN',
  'ENQUIRY_REQUIRED',
  'ENQUIRY_INVALID',
  'ENQUIRY_EXPIRED',
  'PURPOSE_NOT_PERMITTED',
  'BAD_USER_INPUT',
  'WITHHELD',
  'AGENCY_UNAVAILABLE',
  'LOG_UNAVAILABLE',
  'RATE_LIMITED',
  'QUERY_TOO_LARGE',
  'INTROSPECTION_DISABLED',
  'UNSATISFIABLE_OPERATION',
  'INTERNAL_SERVER_ERROR',
] as const

export type HubErrorCode = (typeof hubErrorCodes)[number]

export interface HubErrorDetails {
  /** Why, as a stable upper-case word a program can switch on. */
  readonly reason?: string
  /** Code of the agency concerned, as in agencies.json; never a URL. */
  readonly agency?: string
  readonly path?: readonly (string | number)[]
  /** Kept for the process's own log, never sent to the caller. */
  readonly cause?: unknown
  /** HTTP status of the whole response; given only for errors before execution. */
  readonly httpStatus?: number
  /** Whole seconds after which to try again; also sent as the header `retry-after`. */
  readonly retryAfterSeconds?: number
}

/** An error that a caller may see: its message reveals nothing about people or machines. */
export class HubError extends GraphQLError {
  readonly code: HubErrorCode

  constructor(code: HubErrorCode, message: string, details: HubErrorDetails = {}) {
    const { reason, agency, path, cause, httpStatus, retryAfterSeconds } = details
    super(message, {
      ...(path ? { path } : {}),
      ...(cause instanceof Error ? { originalError: cause } : {}),
      extensions: {
        code,
        ...(reason === undefined ? {} : { reason }),
        ...(agency === undefined ? {} : { agency }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...(httpStatus === undefined ? {} : { http: httpHead(httpStatus, retryAfterSeconds) }),
      },
    })
    this.name = 'HubError'
    this.code = code
  }
}

/** In Apollo Server's words. */
function httpHead(status: number, retryAfterSeconds: number | undefined) {
  if (retryAfterSeconds === undefined) return { status }
  return { status, headers: new Map([['retry-after', String(retryAfterSeconds)]]) }
}

/** True for a code that the gateway lets through to callers. */
export function isHubErrorCode(code: unknown): code is HubErrorCode {
  return hubErrorCodes.some((known) => known === code)
}
