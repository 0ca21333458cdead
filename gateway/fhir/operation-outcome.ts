import { isHubErrorCode } from '../../common/errors'
import { describeRefusal, hubWording } from '../../common/http/error-mask'
import type { HttpResponse } from '../../common/http/route'
import { issueOf } from './error-terms'
import { fhirNames, fhirType } from './names'

/**
 * A refusal as FHIR's OperationOutcome: the hub's code and reason as codings, its message as text.
 * @param report told an error that callers are not told
 */
export function refuseInFhir(error: unknown, report: (error: unknown) => void): HttpResponse {
  const { status, headers, message, extensions } = describeRefusal(error, hubWording, report)
  const { code: told, reason } = extensions
  const code = isHubErrorCode(told) ? told : 'INTERNAL_SERVER_ERROR'
  const coding = [
    { system: fhirNames.error, code },
    ...(typeof reason === 'string' ? [{ system: fhirNames.reason, code: reason }] : []),
    ...(code === 'PURPOSE_NOT_PERMITTED' ? [{ system: fhirNames.decision, code: 'DENY' }] : []),
  ]
  const issue = {
    severity: 'error',
    code: issueOf(code, status),
    details: { coding, text: message },
  }
  return inFhir({ resourceType: 'OperationOutcome', issue: [issue] }, { status, headers })
}

/** A FHIR resource as a response. */
export function inFhir(
  resource: object,
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'> = { status: 200 },
): HttpResponse {
  const type = { 'content-type': `${fhirType}; charset=utf-8` }
  return { status, headers: { ...headers, ...type }, body: JSON.stringify(resource) }
}
