import { isObject } from '../../common/json'
import type { InvolvementRow } from './core/involvements'

const texts = [
  ...(['service', 'workerRole', 'startDate', 'endDate'] as const),
  ...(['desk', 'deskTelephone', 'deskHours'] as const),
]

/** Rows of an agency's `involvements`; one that does not say which record it is, or since when it is known, is none. */
export function readInvolvements(rows: unknown, agency: string): readonly InvolvementRow[] {
  if (!Array.isArray(rows)) return []
  return rows.filter(isObject).flatMap((row) => {
    const source = isObject(row['source']) ? row['source'] : {}
    const [recordId, recordedAt] = [textOf(source['recordId']), textOf(row['recordedAt'])]
    if (recordId === null || recordedAt === null) return []
    const told = Object.fromEntries(texts.map((name) => [name, textOf(row[name])]))
    return [{ agency, recordId, recordedAt, ...told } as InvolvementRow]
  })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
