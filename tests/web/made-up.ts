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

/** What every result says of itself. */
const computed = { asAt: '2026-11-28T12:00:00.000Z', missing: [] as readonly JsonObject[] }

/** What could not be seen of an agency. */
export function missing(agency: string, reason: string, fields: JsonObject = {}): JsonObject {
  return { agency, reason, categories: [], count: null, ...fields }
}

/** A row of a chronology as the hub gives it, told by one agency. */
export function row(fields: JsonObject = {}, told: JsonObject = {}): JsonObject {
  const agency = 'northshire-police'
  const when = '2026-08-30T21:25:00.000Z'
  const sentence = 'Call to the police.'
  const source = { agency, recordId: 'NP-1' }
  return {
    ...{ type: 'EVENT', agencies: [agency], kind: 'CALL', occurredAt: when, until: null },
    ...{ recordedAfterDays: 0, isRecordedLate: false, uprn: '906700000011', sentence },
    parts: [
      {
        ...source,
        occurredAt: when,
        sentence,
        bodySites: null,
        isAssault: null,
        role: 'VICTIM',
        ...told,
      },
    ],
    ...{ sources: [source], rule: null },
    ...fields,
  }
}

/** A chronology of these rows. */
export function chronology(rows: readonly JsonObject[], fields: JsonObject = {}): JsonObject {
  return { chronology: { ...computed, total: rows.length, rows, ...fields } }
}

/** A result that the hub worked out. */
export function result(fields: JsonObject): JsonObject {
  return { ...computed, ...fields }
}

/** What a rule says. */
export function finding(fields: JsonObject = {}): JsonObject {
  return {
    ...{
      state: 'HOLDS',
      sentence: '11 calls; 5 within 365 days.',
      reasons: [],
      since: '2026-01-05',
    },
    ...{ person: null, uprn: null, agency: null },
    sources: [{ agency: 'northshire-police', recordId: 'NP-1' }],
    rule: { name: 'repeat-calls-person', version: '1' },
    ...fields,
  }
}

/** What an agency calls Victor Ashdown. */
export function view(local: JsonObject = {}): JsonObject {
  const name = { forenames: 'Victor', surname: 'Ashdown', kind: 'LEGAL' }
  const person = { reference: 'NP-NOM-0001', names: [name], dateOfBirth: '1957-03-11', ...local }
  return { people: [person] }
}

/** Another person beside him, by the hub's id, as one agency calls them. */
export const otherId = '1e1c63f202788c0a5aa69bbb77c378f9'
export function other(): JsonObject {
  const names = [{ forenames: 'Owen', surname: 'Marsh', kind: 'LEGAL' }]
  return { id: otherId, northshireProbation: { people: [{ names }] } }
}
