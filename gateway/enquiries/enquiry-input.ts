import { HubError } from '../../common/errors'
import { reasonMinLength } from '../../policies/purposes'
import type { Purpose } from '../../policies/vocabulary'
import { isPurpose } from '../../policies/vocabulary'

/** What somebody states when they open an enquiry. */
export interface EnquiryInput {
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
}

/** Longest reason, in characters: it travels with every request of the enquiry. */
const reasonMaxLength = 500

const caseReferencePattern = /^[A-Za-z0-9][A-Za-z0-9./_-]{2,39}$/

/**
 * The input in its stored form: trimmed, runs of white space as one space.
 * @throws HubError BAD_USER_INPUT with the reason PURPOSE_UNKNOWN, CASE_REFERENCE_INVALID,
 * REASON_TOO_SHORT or REASON_TOO_LONG
 */
export function readEnquiryInput(
  input: EnquiryInput,
): EnquiryInput & { readonly purpose: Purpose } {
  const { purpose } = input
  const caseReference = input.caseReference.trim()
  const reason = input.reason.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  if (!isPurpose(purpose)) throw refusal('PURPOSE_UNKNOWN', 'The purpose is not one the hub knows.')
  if (!caseReferencePattern.test(caseReference))
    throw refusal(
      'CASE_REFERENCE_INVALID',
      'The case reference must be 3 to 40 letters, digits, dots, slashes, underscores or hyphens, and begin with a letter or digit.',
    )
  if (reason.length < reasonMinLength)
    throw refusal(
      'REASON_TOO_SHORT',
      `The reason must have at least ${reasonMinLength} characters.`,
    )
  if (reason.length > reasonMaxLength)
    throw refusal('REASON_TOO_LONG', `The reason must have at most ${reasonMaxLength} characters.`)
  return { purpose, caseReference, reason }
}

function refusal(reason: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { reason })
}
