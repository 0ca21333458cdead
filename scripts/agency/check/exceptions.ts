import { asDay, asList, asObject, asText, refuseUnknown } from '../../../policies/reading'
import type { SchemaChange } from './sorts'

/** A change that somebody has approved though it breaks or widens something. */
export interface ApprovedException {
  /** Sort and place, as in `FIELD_REMOVED HomeVisit.uprn`. */
  readonly change: string
  /** Who has approved it, and in which capacity. */
  readonly approvedBy: string
  readonly reason: string
  /** First and last day on which it may be published, both included. */
  readonly from: string
  readonly until: string
}

const members = ['change', 'approvedBy', 'reason', 'from', 'until']

/**
 * The exceptions of a file, a JSON list.
 * @throws Error naming the file, the entry (from 1) and what to change
 */
export function readExceptions(file: string, content: unknown): readonly ApprovedException[] {
  return asList(content, file).map((entry, index) =>
    readException(entry, `${file}, entry ${index + 1}`),
  )
}

/** What a change is called in the file. */
export function changeName({ sort, at }: Pick<SchemaChange, 'sort' | 'at'>): string {
  return `${sort} ${at}`
}

/** The exception that covers a change on a day; null: there is none. */
export function findException(
  exceptions: readonly ApprovedException[],
  change: SchemaChange,
  on: string,
): ApprovedException | null {
  const name = changeName(change)
  const own = exceptions.filter(({ change: of }) => of === name)
  return own.find(({ from, until }) => from <= on && on <= until) ?? null
}

function readException(entry: unknown, where: string): ApprovedException {
  const fields = asObject(entry, where)
  refuseUnknown(fields, members, { where, what: 'an approved exception' })
  const text = (name: string, example: string) =>
    asText(fields[name], `${where}: ${name} must be a text such as "${example}"`)
  const exception = {
    change: text('change', 'FIELD_REMOVED HomeVisit.uprn'),
    approvedBy: text('approvedBy', 'A. Person, data protection officer'),
    reason: text('reason', 'Nobody used it since the new list'),
    from: asDay(fields['from'], `${where}: from`),
    until: asDay(fields['until'], `${where}: until`),
  }
  if (exception.from > exception.until) throw new Error(`${where}: until is before from`)
  return exception
}
