import { asDay, asList, asObject, asText, oneOf, refuseUnknown } from './reading'
import type { Category, Handling, Purpose, Role, SourceKind, Statement } from './vocabulary'
import { categories, handlingConditions, purposes, roles, statements } from './vocabulary'

/** One sentence of an agreement: what a kind of source discloses to a role for a purpose. */
export interface AgreementRow {
  readonly recipientRole: Role
  /** Null: whatever the purpose, and before any is stated. Only the hub's own records have it. */
  readonly purpose: Purpose | null
  readonly discloses: readonly Category[]
  /** Fields, as in `Incident.callerType`, kept back although their categories are disclosed. */
  readonly withholds: readonly string[]
  /** Statute and section that let this source disclose to this recipient: powers have a direction. */
  readonly legalPower: string
  /** What data protection law asks for besides: UK GDPR Article 6 or 9, or a Schedule's condition. */
  readonly condition: string
  readonly handling: Handling
  /**
   * True when convictions that are spent are disclosed too: to criminal justice, and where the purpose
   * carries the condition (Rehabilitation of Offenders Act 1974 s.4 and s.7).
   */
  readonly showsSpent: boolean
  /** What the enquiry must state for it, beside its reason. */
  readonly requires: readonly Statement[]
  /** First and last day of the row, both included: those of its agreement unless the law changed between. */
  readonly inForceFrom: string
  readonly inForceUntil: string
}

/** Everything that one kind of source has agreed to disclose. */
export interface Agreement {
  readonly source: SourceKind
  /** As the agreement calls itself. */
  readonly version: string
  /** First and last day in force, both included, as in 2026-04-01. */
  readonly inForceFrom: string
  readonly inForceUntil: string
  readonly rows: readonly AgreementRow[]
}

const agreementKeys = ['source', 'version', 'inForceFrom', 'inForceUntil', 'rows']
const rowKeys = ['recipientRole', 'purpose', 'discloses', 'legalPower', 'condition', 'handling']
const optionalRowKeys = ['withholds', 'showsSpent', 'requires', 'inForceFrom', 'inForceUntil']

/**
 * An agreement as its file states it.
 * @param file name shown in errors
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readAgreement(file: string, content: unknown): Agreement {
  const fields = asObject(content, file)
  refuseUnknown(fields, agreementKeys, { where: file, what: 'an agreement' })
  const { source, version, rows } = fields
  const days = {
    inForceFrom: asDay(fields['inForceFrom'], `${file}: inForceFrom`),
    inForceUntil: asDay(fields['inForceUntil'], `${file}: inForceUntil`),
  }
  const agreement = {
    source: asText(source, `${file}: source must name a kind of source`),
    version: asText(version, `${file}: version must name the agreement's version`),
    ...days,
    rows: asList(rows, `${file}: rows`).map((row, index) =>
      readRow(row, days, `${file}, row ${index + 1}`),
    ),
  }
  if (agreement.inForceFrom > agreement.inForceUntil)
    throw new Error(`${file}: inForceUntil is before inForceFrom`)
  for (const [index, row] of agreement.rows.entries())
    checkRow(row, index, agreement, `${file}, row ${index + 1}`)
  return agreement
}

type Days = Pick<Agreement, 'inForceFrom' | 'inForceUntil'>

function readRow(content: unknown, days: Days, where: string): AgreementRow {
  const row = asObject(content, where)
  refuseUnknown(row, [...rowKeys, ...optionalRowKeys], { where, what: 'a row' })
  const { recipientRole, purpose, discloses, withholds, legalPower, condition, handling } = row
  const { showsSpent = false, requires = [] } = row
  const { inForceFrom = days.inForceFrom, inForceUntil = days.inForceUntil } = row
  if (typeof showsSpent !== 'boolean') throw new Error(`${where}: showsSpent is true or false`)
  return {
    recipientRole: oneOf(roles, recipientRole, `${where}: recipientRole`),
    purpose: purpose === null ? null : oneOf(purposes, purpose, `${where}: purpose`),
    discloses: asList(discloses, `${where}: discloses`).map((category) =>
      oneOf(categories, category, `${where}: discloses`),
    ),
    withholds: asList(withholds ?? [], `${where}: withholds`).map((field) =>
      asText(field, `${where}: withholds must name fields`),
    ),
    legalPower: asText(legalPower, `${where}: legalPower must name a statute and section`),
    condition: asText(condition, `${where}: condition must name an Article or a Schedule`),
    handling: oneOf(handlingConditions, handling, `${where}: handling`),
    showsSpent,
    requires: asList(requires, `${where}: requires`).map((statement) =>
      oneOf(statements, statement, `${where}: requires`),
    ),
    inForceFrom: asDay(inForceFrom, `${where}: inForceFrom`),
    inForceUntil: asDay(inForceUntil, `${where}: inForceUntil`),
  }
}

function checkRow(row: AgreementRow, index: number, agreement: Agreement, where: string): void {
  if (row.discloses.length === 0) throw new Error(`${where}: discloses nothing`)
  if (row.purpose === null && agreement.source !== 'hub')
    throw new Error(`${where}: only the hub's own records need no purpose`)
  if (row.inForceFrom > row.inForceUntil)
    throw new Error(`${where}: inForceUntil is before inForceFrom`)
  if (row.inForceFrom < agreement.inForceFrom || row.inForceUntil > agreement.inForceUntil)
    throw new Error(`${where}: is in force when its agreement is not`)
  const first = agreement.rows.findIndex(
    (other) =>
      other.recipientRole === row.recipientRole &&
      other.purpose === row.purpose &&
      other.inForceFrom <= row.inForceUntil &&
      row.inForceFrom <= other.inForceUntil,
  )
  if (first !== index)
    throw new Error(`${where}: row ${first + 1} is about the same role and purpose`)
}
