import { parseArgs } from 'node:util'

import type { SubjectArgument } from '../ask/person-argument'
import { identifierTypes } from '../ask/person-argument'
import { auditUsage } from './usage'
import { UsageError } from './usage-error'

/** What a data protection officer asks the hub for, and how it is shown. */
export interface AuditArguments {
  /** User of the demo sign-in. */
  readonly user: string
  readonly caseReference: string
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly since: string
  /** The first moment that no longer counts. */
  readonly until: string
  readonly isCsv: boolean
}

export interface WhoArguments extends AuditArguments {
  readonly person: SubjectArgument | null
  /** One of an agency's records. */
  readonly record: { readonly agency: string; readonly reference: string } | null
}

const text = { type: 'string' } as const
const commonOptions = {
  ...{ user: text, case: text, reason: text, since: text, until: text },
  csv: { type: 'boolean' },
} as const
const subjectOptions = {
  ...{ nhs: text, pnc: text, cro: text, crn: text, uprn: text, person: text },
  ...{ agency: text, reference: text },
} as const

/** @throws UsageError */
export function readWhoArguments(args: readonly string[], now: Date): WhoArguments {
  const values = parse(args, { ...commonOptions, ...subjectOptions })
  const person = readPerson(values)
  const record = readRecord(values['agency'], values['reference'])
  if (!person && !record) throw new UsageError(auditUsage)
  const about = 'Who was told about a person, asked by log -- who'
  return { ...readCommon(values, about, now), person, record }
}

/** @throws UsageError */
export function readReviewsArguments(args: readonly string[], now: Date): AuditArguments {
  return readCommon(
    parse(args, commonOptions),
    'What must be reviewed, asked by log -- reviews',
    now,
  )
}

type Values = Readonly<Record<string, string | boolean | undefined>>

function parse(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
): Values {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch {
    throw new UsageError(auditUsage)
  }
}

function readCommon(values: Values, reason: string, now: Date): AuditArguments {
  const { since = '2000-01-01', until = now.toISOString() } = values
  const bounds = { since: readMoment(since), until: readMoment(until) }
  if (bounds.since >= bounds.until) throw new UsageError(auditUsage)
  return {
    user: textOf(values['user']) ?? 'dpo',
    caseReference: textOf(values['case']) ?? 'AUDIT',
    reason: textOf(values['reason']) ?? reason,
    ...bounds,
    isCsv: values['csv'] === true,
  }
}

function readPerson(values: Values): SubjectArgument | null {
  const given: SubjectArgument[] = []
  for (const name of ['nhs', 'pnc', 'cro', 'crn'] as const) {
    const value = textOf(values[name])
    if (value !== null) given.push({ by: 'identifier', type: identifierTypes[name], value })
  }
  const [uprn, id] = [textOf(values['uprn']), textOf(values['person'])]
  if (uprn !== null) given.push({ by: 'address', uprn })
  if (id !== null) given.push({ by: 'id', id })
  if (given.length > 1) throw new UsageError(auditUsage)
  return given[0] ?? null
}

function readRecord(agency: Values[string], reference: Values[string]): WhoArguments['record'] {
  const [code, own] = [textOf(agency), textOf(reference)]
  if ((code === null) !== (own === null)) throw new UsageError(auditUsage)
  return code === null || own === null ? null : { agency: code, reference: own }
}

function textOf(value: Values[string]): string | null {
  if (typeof value !== 'string') return null
  if (value.trim() === '') throw new UsageError(auditUsage)
  return value.trim()
}

/** A day begins at midnight UTC. */
function readMoment(value: string | boolean): string {
  const isMoment = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(value)
  const at = isMoment ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw new UsageError(auditUsage)
  return new Date(at).toISOString()
}
