import type { Request } from 'express'

import { field } from '../http/forms'
import type { ClaimablePurpose } from './allowances'

/** What somebody filled in to say why they ask. */
export interface Statement {
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
  readonly publicInterestTest: string
  readonly necessityStatement: string
  readonly noticeToVictim: string
}

/** Words for each field that is not right. */
export type FieldErrors = Partial<Record<keyof Statement, string>>

const caseReferencePattern = /^[A-Za-z0-9][A-Za-z0-9./_-]{2,39}$/
const shortest = 15
const longest = 300

/** Reads the form. */
export function readStatement(request: Request): Statement {
  const read = (name: keyof Statement) => field(request, name)
  return {
    purpose: read('purpose'),
    caseReference: read('caseReference'),
    reason: read('reason'),
    publicInterestTest: read('publicInterestTest'),
    necessityStatement: read('necessityStatement'),
    noticeToVictim: read('noticeToVictim'),
  }
}

/** What is not right in it; the hub checks all of it again. */
export function checkStatement(
  statement: Statement,
  claimable: readonly ClaimablePurpose[],
): FieldErrors {
  const chosen = claimable.find(({ purpose }) => purpose === statement.purpose)
  const errors: FieldErrors = {}
  if (!chosen) errors.purpose = 'Choose why you need to look at a person'
  const needsCase = !(chosen?.mayLackCase && statement.caseReference === '')
  if (needsCase && !caseReferencePattern.test(statement.caseReference))
    errors.caseReference = 'Enter a case reference, like MASH-2026-004417'
  checkLength(errors, 'reason', 'why you need it', statement.reason)
  if (statement.publicInterestTest !== '')
    checkLength(errors, 'publicInterestTest', 'the public interest', statement.publicInterestTest)
  if (chosen?.needsNecessity) {
    checkLength(errors, 'necessityStatement', 'why it is necessary', statement.necessityStatement)
    checkLength(errors, 'noticeToVictim', 'how the victim was told', statement.noticeToVictim)
  }
  return errors
}

function checkLength(errors: FieldErrors, name: keyof Statement, what: string, text: string): void {
  if (text.length < shortest) errors[name] = `Say ${what} in ${shortest} characters or more`
  if (text.length > longest) errors[name] = `Say ${what} in ${longest} characters or fewer`
}

/** The statement as the hub takes it: what is empty was not stated. */
export function enquiryInput({ purpose, reason, ...rest }: Statement) {
  const stated = Object.entries(rest).filter(([, text]) => text !== '')
  return { purpose, reason, ...Object.fromEntries(stated) }
}
