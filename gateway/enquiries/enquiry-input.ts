import type { Policy } from '../../policies/policy'
import { mayAskWithoutCase, noCase } from '../../policies/review'
import type { Purpose } from '../../policies/vocabulary'
import { isPurpose } from '../../policies/vocabulary'
import { checkLength, oneLine, refuseInput } from './stated-text'
import type { StatementInput, Statements } from './statements'
import { readStatements } from './statements'

/** What somebody states when they open an enquiry. */
export interface EnquiryInput extends StatementInput {
  readonly purpose: string
  /** Null or absent when there is no case. */
  readonly caseReference?: string | null
  readonly reason: string
}

/** What was stated, in its stored form. */
export interface StatedEnquiry {
  readonly purpose: Purpose
  /** `NO-CASE` when there is none. */
  readonly caseReference: string
  readonly reason: string
  readonly statements: Statements
}

/** It travels with every request of the enquiry. */
const reasonTerms = {
  what: 'The reason',
  longest: 500,
  tooShort: 'REASON_TOO_SHORT',
  tooLong: 'REASON_TOO_LONG',
}

const caseReferencePattern = /^[A-Za-z0-9][A-Za-z0-9./_-]{2,39}$/

/**
 * The input in its stored form: trimmed, runs of white space as one space.
 * @throws HubError BAD_USER_INPUT with the reason PURPOSE_UNKNOWN, CASE_REQUIRED, CASE_REFERENCE_INVALID,
 * REASON_TOO_SHORT or REASON_TOO_LONG, and as `readStatements`
 */
export function readEnquiryInput(input: EnquiryInput, policy: Policy): StatedEnquiry {
  const { purpose } = input
  const caseReference = (input.caseReference ?? noCase).trim()
  const reason = oneLine(input.reason)
  if (!isPurpose(purpose))
    throw refuseInput('PURPOSE_UNKNOWN', 'The purpose is not one the hub knows.')
  if (caseReference.toUpperCase() === noCase && !mayAskWithoutCase(purpose, policy))
    throw refuseInput('CASE_REQUIRED', `The purpose ${purpose} needs the reference of a case.`)
  if (!caseReferencePattern.test(caseReference))
    throw refuseInput(
      'CASE_REFERENCE_INVALID',
      'The case reference must be 3 to 40 letters, digits, dots, slashes, underscores or hyphens, and begin with a letter or digit.',
    )
  checkLength(reason, reasonTerms)
  const isNone = caseReference.toUpperCase() === noCase
  const statements = readStatements(input, purpose, policy)
  return { purpose, caseReference: isNone ? noCase : caseReference, reason, statements }
}
