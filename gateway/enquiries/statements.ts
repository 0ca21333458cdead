import { HubError } from '../../common/errors'
import type { Policy } from '../../policies/policy'
import { reasonMinLength } from '../../policies/purposes'
import { requiredStatements } from '../../policies/review'
import type { Statement } from '../../policies/vocabulary'

/** What an enquiry states beside its reason, in the asker's own words. */
export type Statements = Readonly<Partial<Record<Statement, string>>>

/** The members of the input that hold them. */
export interface StatementInput {
  readonly publicInterestTest?: string | null
  readonly necessityStatement?: string | null
  readonly noticeToVictim?: string | null
}

/** Longest statement, in characters: it travels with every request of the enquiry. */
const maxLength = 300

const members: readonly (readonly [Statement, keyof StatementInput])[] = [
  ['PUBLIC_INTEREST_TEST', 'publicInterestTest'],
  ['NECESSITY', 'necessityStatement'],
  ['NOTICE_TO_VICTIM', 'noticeToVictim'],
]

/**
 * The statements in their stored form, without those that are not made.
 * @throws HubError BAD_USER_INPUT with the reason STATEMENT_REQUIRED, STATEMENT_TOO_SHORT or
 * STATEMENT_TOO_LONG; the message names the member of the input
 */
export function readStatements(input: StatementInput, purpose: string, policy: Policy): Statements {
  const needed = requiredStatements(purpose, policy)
  const made = members.flatMap(([statement, member]): [Statement, string][] => {
    const text = oneLine(input[member] ?? '')
    if (text === '' && needed.includes(statement))
      throw refusal('STATEMENT_REQUIRED', `The purpose ${purpose} needs ${member}.`)
    return text === '' ? [] : [[statement, checkLength(text, member)]]
  })
  return Object.fromEntries(made)
}

/** Text as it is stored: trimmed, runs of white space and control characters as one space. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** Which statements an enquiry makes, sorted. */
export function statedBy(statements: Statements | undefined): readonly string[] {
  return Object.keys(statements ?? {}).toSorted()
}

function checkLength(text: string, member: string): string {
  if (text.length < reasonMinLength)
    throw refusal(
      'STATEMENT_TOO_SHORT',
      `${member} must have at least ${reasonMinLength} characters.`,
    )
  if (text.length > maxLength)
    throw refusal('STATEMENT_TOO_LONG', `${member} must have at most ${maxLength} characters.`)
  return text
}

function refusal(reason: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { reason })
}
