import { readPurposeTerms } from '../../policies/purposes'
import purposes from '../../policies/purposes.json'
import { requiredStatements } from '../../policies/review'
import type { Statement } from '../../policies/vocabulary'
import { statements } from '../../policies/vocabulary'
import type { EnquiryStatements, HubResponse } from './hub-client'

const file = 'policies/purposes.json'

/** The option of the command line that makes each statement, its member of the input, and what it says. */
const options: Readonly<
  Record<Statement, { option: string; member: keyof EnquiryStatements; says: string }>
> = {
  PUBLIC_INTEREST_TEST: {
    option: '--public-interest TEXT',
    member: 'publicInterestTest',
    says: 'why disclosing health data is in the public interest: what harm it is to prevent',
  },
  NECESSITY: {
    option: '--necessity TEXT',
    member: 'necessityStatement',
    says: 'why it is necessary and proportionate, and nothing less would do',
  },
  NOTICE_TO_VICTIM: {
    option: '--notice TEXT',
    member: 'noticeToVictim',
    says: 'when and how the victim was told in writing',
  },
}

/** Which options to give when an enquiry was not opened for its statements; those it needs and those it has. */
export function optionsForEnquiry(purpose: string, given: EnquiryStatements): readonly string[] {
  const needed = requiredStatements(purpose, { terms: readPurposeTerms(file, purposes) })
  const wanted = statements.filter(
    (statement) => needed.includes(statement) || given[options[statement].member] !== null,
  )
  return linesFor(wanted, `${purpose} needs, of 15 to 300 characters each:`)
}

/** Which options to give to see what was withheld only because a statement is missing; empty: none. */
export function optionsForAnswer({ errors = [], extensions }: HubResponse): readonly string[] {
  const reasons = new Set([
    ...errors.map((error) => error.extensions?.reason),
    ...(extensions?.coverage ?? []).map(({ reason }) => reason),
  ])
  const missing = statements.filter((statement) => reasons.has(`${statement}_MISSING`))
  return linesFor(missing, 'Some of it is withheld until the enquiry states why. Ask again with:')
}

function linesFor(wanted: readonly Statement[], heading: string): readonly string[] {
  const width = Math.max(...wanted.map((statement) => options[statement].option.length))
  const lines = wanted.map((statement) => {
    const { option, says } = options[statement]
    return `  ${option.padEnd(width)}  ${says}`
  })
  return lines.length === 0 ? [] : [heading, ...lines]
}
