import type { HubErrorCode } from '../../common/errors'

/** What an error of the hub is called in HTTP, and in FHIR's list of issue types. */
type Terms = readonly [status: number, issue: string]

/** @see https://hl7.org/fhir/R4/valueset-issue-type.html */
const terms: Readonly<Record<HubErrorCode, Terms>> = {
  UNAUTHENTICATED: [401, 'login'],
  KEYS_UNAVAILABLE: [503, 'transient'],
  FORBIDDEN: [403, 'forbidden'],
  ENQUIRY_REQUIRED: [403, 'forbidden'],
  ENQUIRY_INVALID: [403, 'forbidden'],
  ENQUIRY_EXPIRED: [403, 'forbidden'],
  PURPOSE_NOT_PERMITTED: [403, 'forbidden'],
  BAD_USER_INPUT: [400, 'invalid'],
  WITHHELD: [403, 'suppressed'],
  AGENCY_UNAVAILABLE: [503, 'incomplete'],
  LOG_UNAVAILABLE: [503, 'transient'],
  RATE_LIMITED: [429, 'throttled'],
  QUERY_TOO_LARGE: [413, 'too-long'],
  INTROSPECTION_DISABLED: [403, 'forbidden'],
  UNSATISFIABLE_OPERATION: [500, 'not-supported'],
  INTERNAL_SERVER_ERROR: [500, 'exception'],
}

/** Where the status says more than the code. */
const issuesByStatus: ReadonlyMap<number, string> = new Map([
  [404, 'not-found'],
  [405, 'not-supported'],
  [415, 'not-supported'],
])

/** The HTTP status of an error with this code. */
export function statusOf(code: HubErrorCode): number {
  return terms[code][0]
}

/** FHIR's word for an error with this code, answered with this status. */
export function issueOf(code: HubErrorCode, status: number): string {
  return issuesByStatus.get(status) ?? terms[code][1]
}
