import type { JsonObject } from '../../../common/json'
import type { HubAnswer } from '../../../web/hub/hub-client'
import { coverage, id, view } from '../made-up'

/** A row as the hub sends it. */
export function row(fields: JsonObject = {}): JsonObject {
  return {
    ...{ type: 'EVENT', kind: 'CALL', agencies: ['northshire-police'] },
    ...{ occurredAt: '2025-08-30T21:25:00.000Z', until: null, uprn: '906700000011' },
    ...{ recordedAfterDays: 0, isRecordedLate: false, rule: null, parts: [] },
    sentence: 'Call to the police.',
    sources: [{ agency: 'northshire-police', recordId: 'NP-INC-0011' }],
    ...fields,
  }
}

export const silence = row({
  ...{ type: 'SILENCE', kind: null, agencies: ['northshire-adult-care'], uprn: null },
  ...{ occurredAt: '2025-07-20', until: '2025-08-15' },
  sentence: 'No entry for 26 days while a case was open.',
  sources: [{ agency: 'northshire-adult-care', recordId: 'NAC-0007' }],
  rule: { name: 'open-case-silence', version: '1' },
})

export const notAnswered = {
  ...{ agency: 'northshire-ambulance', reason: 'SILENT', categories: [], count: null },
}

export interface MadeUpAnswer {
  readonly rows?: readonly JsonObject[]
  readonly missing?: readonly JsonObject[]
  readonly total?: number
  readonly statuses?: Readonly<Record<string, string>>
}

/** What the hub answers about Victor Ashdown; newest first, as a document asks for it. */
export function answered({ rows = [row()], missing = [], ...rest }: MadeUpAnswer = {}): HubAnswer {
  const { total = rows.length, statuses = { 'northshire-police': 'ANSWERED' } } = rest
  const chronology = { asAt: '2026-11-01T10:00:00.000Z', total, missing, rows }
  return {
    data: { found: { id, northshirePolice: view(), chronology } },
    coverage: coverage(statuses),
    problems: [],
    requestId: '0b5e1f1e-7a54-4b8a-9c57-2f0f4f0b7c11',
  }
}
