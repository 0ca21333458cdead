import { parseArgs } from 'node:util'

import { leastAgencyWaitMs, readAgencyWait } from '../../common/agency-wait'
import type { Agency } from '../../common/register'
import { agencyTimeoutMs } from '../../common/stop-times'
import { isPurpose } from '../../policies/vocabulary'
import { namesFile } from './file-options'
import type { EnquiryStatements } from './hub-client'
import type { PostcodeArgument, SubjectArgument } from './person-argument'
import { readPostcode, readSubject } from './person-argument'
import type { NameArgument } from './search-argument'
import { readSearch } from './search-argument'
import { claimablePurposes, needsNoCase } from './purposes'
import type { AskedQuestion } from './question'
import { readQuestion } from './question'
import { UsageError } from './usage'

/** What `npm run ask` was asked to do. */
export interface AskArguments extends AskedQuestion {
  readonly user: string
  readonly purpose: string
  /** Null in an emergency before there is a case. */
  readonly caseReference: string | null
  readonly reason: string
  /** What else the enquiry states, by member of its input. */
  readonly statements: EnquiryStatements
  readonly subject: SubjectArgument | NameArgument | PostcodeArgument
  /** The agencies that are asked: all of the register, or those named. */
  readonly agencies: readonly Agency[]
  readonly isJson: boolean
  /** How long the questions wait for an agency, in milliseconds; null: as long as the hub does. */
  readonly agencyWaitMs: number | null
}

const text = { type: 'string' } as const

const options = {
  ...{ user: text, purpose: text, case: text, reason: text },
  ...{ 'public-interest': text, necessity: text, notice: text },
  ...{ nhs: text, pnc: text, cro: text, crn: text, uprn: text, person: text },
  ...{ name: text, born: text, 'age-about': text, postcode: text, phone: text, pick: text },
  since: text,
  agency: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  wait: text,
  insights: { type: 'boolean' },
  addresses: { type: 'boolean' },
  ...{ 'as-at': text, csv: text, pdf: text },
  anonymised: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parse>

/**
 * Reads the command line; null when it asks for help.
 * @throws UsageError
 */
export function readArguments(
  argv: readonly string[],
  register: readonly Agency[],
): AskArguments | null {
  const values = parse(argv)
  if (values.help === true) return null
  const user = required(values, 'user')
  const purpose = readPurpose(values, user)
  const subject = readWhom(values)
  return {
    user,
    purpose,
    caseReference: needsNoCase(purpose) ? (values.case ?? null) : required(values, 'case'),
    reason: required(values, 'reason'),
    statements: readStatements(values),
    subject,
    agencies: readAgencies(values.agency, register),
    isJson: values.json === true,
    agencyWaitMs: readWait(values),
    ...readQuestion(values, subject),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A property number or a postcode beside a name is one of the things that are known of them. */
function readWhom(values: Values): SubjectArgument | NameArgument | PostcodeArgument {
  const search = readSearch(values)
  const others = [values.nhs, values.pnc, values.cro, values.crn, values.person, values.uprn]
  const isAlone = others.every((one) => one === undefined)
  if (!search && isAlone && values.postcode !== undefined) return readPostcode(values.postcode)
  if (!search && values.postcode !== undefined)
    throw new UsageError('--postcode goes alone, or with --name')
  if (!search) return readSubject(values)
  const numbers = [values.nhs, values.pnc, values.cro, values.crn, values.person]
  if (numbers.every((number) => number === undefined)) return search
  throw new UsageError('--name is for somebody whose numbers are not known')
}

/** The hub says which of them a purpose needs. */
function readStatements(values: Values): EnquiryStatements {
  return {
    publicInterestTest: values['public-interest'] ?? null,
    necessityStatement: values.necessity ?? null,
    noticeToVictim: values.notice ?? null,
  }
}

function required(values: Values, name: 'user' | 'case' | 'reason'): string {
  const value = values[name]
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`)
  return value
}

function readPurpose({ purpose }: Values, user: string): string {
  if (isPurpose(purpose)) return purpose
  const problem =
    purpose === undefined ? '--purpose is missing.' : `There is no purpose "${purpose}".`
  throw new UsageError(`${problem} ${claimablePurposes(user)}`)
}

/** What is written to a file has no second page: it waits for everybody. */
function readWait({ wait, ...values }: Values): number | null {
  if (wait === undefined) return null
  if (namesFile(values))
    throw new UsageError('--pdf and --csv wait for all agencies: leave out --wait')
  const waitMs = readAgencyWait(wait, agencyTimeoutMs)
  if (waitMs !== null) return waitMs
  const range = `from ${leastAgencyWaitMs} to ${agencyTimeoutMs}`
  throw new UsageError(`--wait is a whole number of milliseconds ${range}`)
}

function readAgencies(
  codes: readonly string[] | undefined,
  register: readonly Agency[],
): readonly Agency[] {
  if (codes === undefined) return register
  const unknown = codes.find((code) => !register.some((agency) => agency.code === code))
  if (unknown !== undefined)
    throw new UsageError(
      `There is no agency "${unknown}". Agencies: ${register.map(({ code }) => code).join(', ')}`,
    )
  return register.filter(({ code }) => codes.includes(code))
}
