import type { Policy } from '../../policies/policy'
import { requiredStatements } from '../../policies/review'
import type { Statement } from '../../policies/vocabulary'
import { checkLength, oneLine, refuseInput } from './stated-text'

/** What an enquiry states beside its reason, in the asker's own words. */
export type Statements = Readonly<Partial<Record<Statement, string>>>

/** The members of the input that hold them. */
export interface StatementInput {
  readonly publicInterestTest?: string | null
  readonly necessityStatement?: string | null
  readonly noticeToVictim?: string | null
}

/** It travels with every request of the enquiry. */
const statementTerms = {
  longest: 300,
  tooShort: 'STATEMENT_TOO_SHORT',
  tooLong: 'STATEMENT_TOO_LONG',
}

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
      throw refuseInput('STATEMENT_REQUIRED', `The purpose ${purpose} needs ${member}.`)
    if (text === '') return []
    checkLength(text, { ...statementTerms, what: member })
    return [[statement, text]]
  })
  return Object.fromEntries(made)
}

/** Which statements an enquiry makes, sorted. */
export function statedBy(statements: Statements | undefined): readonly string[] {
  return Object.keys(statements ?? {}).toSorted()
}
