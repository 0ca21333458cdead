import type { Evidence } from './evidence'
import type { InsightInput } from './input'
import { dayNumberAt, isoDay } from './london'
import { compareTexts } from './placed-event'

/** A row of `involvements` of an agency's view, with where it was read. */
export interface InvolvementRow {
  readonly agency: string
  readonly recordId: string
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string
  readonly service: string | null
  /** The job of whoever works with the person, never a name. */
  readonly workerRole: string | null
  /** First and last day, ISO 8601; null: not known, or it goes on. */
  readonly startDate: string | null
  readonly endDate: string | null
  readonly desk: string | null
  readonly deskTelephone: string | null
  readonly deskHours: string | null
}

/** Who works with a person now. */
export type CurrentInvolvement = InvolvementRow & Evidence

/** Who works with the person on the day of `asAt`, as far as it was written down by then; newest first. */
export function involvementsOf(
  { asAt, missing }: Pick<InsightInput, 'asAt' | 'missing'>,
  rows: readonly InvolvementRow[],
): readonly CurrentInvolvement[] {
  const today = isoDay(dayNumberAt(asAt.getTime()))
  return rows
    .filter(({ recordedAt }) => Date.parse(recordedAt) <= asAt.getTime())
    .filter(
      ({ startDate, endDate }) => (startDate ?? today) <= today && (endDate ?? today) >= today,
    )
    .toSorted(compareInvolvements)
    .map((row) => ({
      ...row,
      sources: [{ agency: row.agency, recordId: row.recordId }],
      rule: null,
      missing,
    }))
}

function compareInvolvements(one: InvolvementRow, other: InvolvementRow): number {
  return (
    compareTexts(other.startDate ?? '', one.startDate ?? '') ||
    compareTexts(one.agency, other.agency) ||
    compareTexts(one.recordId, other.recordId)
  )
}
