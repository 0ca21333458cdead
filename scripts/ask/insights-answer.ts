import { isObject } from '../../common/json'
import type { HubResponse } from './hub-client'

/** A row of a chronology as the hub sends it. */
export interface ChronologyRow {
  readonly type: string
  readonly agencies: readonly string[]
  readonly kind: string | null
  readonly occurredAt: string | null
  readonly precision: string | null
  readonly until: string | null
  readonly recordedAt: string | null
  readonly recordedAfterDays: number | null
  readonly isRecordedLate: boolean | null
  readonly uprn: string | null
  readonly sentence: string
  readonly silentDays: number | null
  readonly isCertain: boolean
  readonly rule: { readonly name: string; readonly version: string } | null
  readonly sources: readonly { readonly agency: string; readonly recordId: string }[]
}

/** What of an agency could not be seen. */
export interface MissingInput {
  readonly agency: string
  readonly reason: string
  readonly categories: readonly string[]
  readonly count: number | null
}

/** A chronology as the hub sends it, or several pages of it put together. */
export interface ChronologyAnswer {
  readonly asAt: string
  readonly total: number
  readonly endCursor: string | null
  readonly rows: readonly ChronologyRow[]
  readonly missing: readonly MissingInput[]
}

/** What was asked about, and what came of it; null when nothing may be told. */
export interface InsightsAnswer {
  /** Hub id, or the UPRN. */
  readonly id: string
  /** Hub ids of who is known at the address; null for a person. */
  readonly people: readonly string[] | null
  readonly hasMorePeople: boolean
  readonly chronology: ChronologyAnswer | null
}

/** What a response says; null when it is about nobody. */
export function readInsights({ data }: HubResponse, rootField: string): InsightsAnswer | null {
  const found = data?.[rootField]
  if (!isObject(found)) return null
  const { id, people, hasMorePeople, chronology } = found
  return {
    id: String(id),
    people: Array.isArray(people)
      ? people.filter(isObject).map((person) => String(person['id']))
      : null,
    hasMorePeople: hasMorePeople === true,
    chronology: isObject(chronology) ? (chronology as unknown as ChronologyAnswer) : null,
  }
}
