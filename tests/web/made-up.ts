import type { JsonObject } from '../../common/json'
import type { CoverageRow } from '../../common/http/hub-question'
import { agencies } from './workspace'

export const id = 'b66b17e6959ae2df259d5f563d84f730'

/** A row of coverage for each agency. */
export function coverage(
  statuses: Readonly<Record<string, string>> = {},
  reason: string | null = null,
): readonly CoverageRow[] {
  return agencies.map(({ code }) => ({
    agency: code,
    status: statuses[code] ?? 'NO_RECORD',
    records: 1,
    withheldFields: 0,
    handling: 'MASH_ONLY',
    tookMs: 5,
    reason: code in statuses ? reason : null,
  }))
}

/** A dated fact as an agency gives it. */
export function event(fields: JsonObject = {}): JsonObject {
  return {
    kind: 'CALL',
    category: 'CALL_FOR_SERVICE',
    occurredAt: '2026-08-30T21:25:00.000Z',
    precision: 'EXACT',
    until: null,
    recordedAt: '2026-08-30T22:00:00.000Z',
    uprn: '906700000011',
    sentence: 'Call to the police.',
    bodySites: null,
    isAssault: null,
    role: 'VICTIM',
    people: [],
    source: { system: 'crime', recordId: 'NP-1' },
    ...fields,
  }
}

/** What an agency gives of Victor Ashdown. */
export function view(events: readonly JsonObject[], local: JsonObject = {}): JsonObject {
  const name = { forenames: 'Victor', surname: 'Ashdown', kind: 'LEGAL' }
  const person = { reference: 'NP-NOM-0001', names: [name], dateOfBirth: '1957-03-11', ...local }
  return { people: [person], involvements: [], events, eventsLeftOff: 0, eventsWithheld: [] }
}
