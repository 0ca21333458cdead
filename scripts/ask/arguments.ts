import { parseArgs } from 'node:util'

import type { Agency } from '../../common/register'
import { isPurpose } from '../../policies/vocabulary'
import { isDay } from '../../subgraphs/kit/records/instants'
import type { EnquiryStatements } from './hub-client'
import type { PersonArgument } from './person-argument'
import { readPerson } from './person-argument'
import { claimablePurposes, needsNoCase } from './purposes'
import { UsageError } from './usage'

/** What `npm run ask` was asked to do. */
export interface AskArguments {
  readonly user: string
  readonly purpose: string
  /** Null in an emergency before there is a case. */
  readonly caseReference: string | null
  readonly reason: string
  /** What else the enquiry states, by member of its input. */
  readonly statements: EnquiryStatements
  readonly person: PersonArgument
  /** The agencies that are asked: all of the register, or those named. */
  readonly agencies: readonly Agency[]
  /** First day of the records that are asked for, ISO 8601; null for all. */
  readonly since: string | null
  readonly isJson: boolean
  /** What no single agency can say is asked for, instead of what each of them holds. */
  readonly isInsights: boolean
  /** What could have been known then: ISO 8601 day or time; null: now. */
  readonly asAt: string | null
  /** File the chronology is written to; null: none. */
  readonly csv: string | null
}

const text = { type: 'string' } as const

const options = {
  ...{ user: text, purpose: text, case: text, reason: text },
  ...{ 'public-interest': text, necessity: text, notice: text },
  ...{ nhs: text, pnc: text, cro: text, crn: text, uprn: text, person: text },
  since: text,
  agency: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  insights: { type: 'boolean' },
  ...{ 'as-at': text, csv: text },
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
  return {
    user,
    purpose,
    caseReference: needsNoCase(purpose) ? (values.case ?? null) : required(values, 'case'),
    reason: required(values, 'reason'),
    statements: readStatements(values),
    person: readPerson(values),
    agencies: readAgencies(values.agency, register),
    since: readSince(values.since),
    isJson: values.json === true,
    ...readInsights(values),
  }
}

/** @throws UsageError */
function readInsights(values: Values): Pick<AskArguments, 'isInsights' | 'asAt' | 'csv'> {
  const isInsights = values.insights === true
  const asAt = values['as-at'] ?? null
  const csv = values.csv ?? null
  if (!isInsights && (asAt !== null || csv !== null))
    throw new UsageError('--as-at and --csv belong to --insights')
  if (isInsights && values.agency !== undefined)
    throw new UsageError('--agency does not go with --insights: it is about all of them together')
  return { isInsights, asAt, csv }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
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

function readSince(since: string | undefined): string | null {
  if (since === undefined) return null
  if (!isDay(since))
    throw new UsageError(`--since must be a day such as 2024-02-29, got "${since}"`)
  return since
}
