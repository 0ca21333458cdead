import { asList, asObject, oneOf } from './reading'
import type { Category, Handling, Purpose, Role, SourceKind } from './vocabulary'
import { categories, handlingConditions, purposes, roles, sourceKinds } from './vocabulary'

/** One sentence of an agreement: what a kind of source discloses to a role for a purpose. */
export interface AgreementRow {
  readonly recipientRole: Role
  /** Null: whatever the purpose, and before any is stated. Only the hub's own records have it. */
  readonly purpose: Purpose | null
  readonly discloses: readonly Category[]
  /** Statute and section that let this source disclose to this recipient: powers have a direction. */
  readonly legalPower: string
  readonly handling: Handling
}

/** Everything that one kind of source has agreed to disclose. */
export interface Agreement {
  readonly source: SourceKind
  readonly rows: readonly AgreementRow[]
}

const rowKeys = ['recipientRole', 'purpose', 'discloses', 'legalPower', 'handling']

/**
 * An agreement as its file states it.
 * @param file name shown in errors
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readAgreement(file: string, content: unknown): Agreement {
  const { source, rows } = asObject(content, file)
  const agreement = {
    source: oneOf(sourceKinds, source, `${file}: source`),
    rows: asList(rows, `${file}: rows`).map((row, index) =>
      readRow(row, `${file}, row ${index + 1}`),
    ),
  }
  for (const [index, row] of agreement.rows.entries())
    checkRow(row, index, agreement, `${file}, row ${index + 1}`)
  return agreement
}

function readRow(content: unknown, where: string): AgreementRow {
  const row = asObject(content, where)
  const unknownKey = Object.keys(row).find((key) => !rowKeys.includes(key))
  if (unknownKey !== undefined) throw new Error(`${where}: "${unknownKey}" is not part of a row`)
  const { recipientRole, purpose, discloses, legalPower, handling } = row
  if (typeof legalPower !== 'string' || !/\S/.test(legalPower))
    throw new Error(`${where}: legalPower must name a statute and section`)
  return {
    recipientRole: oneOf(roles, recipientRole, `${where}: recipientRole`),
    purpose: purpose === null ? null : oneOf(purposes, purpose, `${where}: purpose`),
    discloses: asList(discloses, `${where}: discloses`).map((category) =>
      oneOf(categories, category, `${where}: discloses`),
    ),
    legalPower,
    handling: oneOf(handlingConditions, handling, `${where}: handling`),
  }
}

function checkRow(row: AgreementRow, index: number, agreement: Agreement, where: string): void {
  if (row.discloses.length === 0) throw new Error(`${where}: discloses nothing`)
  if (row.purpose === null && agreement.source !== 'hub')
    throw new Error(`${where}: only the hub's own records need no purpose`)
  const first = agreement.rows.findIndex(
    ({ recipientRole, purpose }) => recipientRole === row.recipientRole && purpose === row.purpose,
  )
  if (first !== index)
    throw new Error(`${where}: row ${first + 1} is about the same role and purpose`)
}
