import { readFileSync } from 'node:fs'

import { projectPath } from '../../../../common/project-root'
import { readThresholds } from '../../../../policies/thresholds'
import type { InsightEvent, OtherPerson } from '../../../../subgraphs/insights/core/event'
import type { Missing } from '../../../../subgraphs/insights/core/evidence'
import type { InsightInput } from '../../../../subgraphs/insights/core/input'

export const home = '906700000011'
const thresholds = readThresholds(
  'policies/thresholds.json',
  JSON.parse(readFileSync(projectPath('policies', 'thresholds.json'), 'utf8')),
)

/** Kind of each agency of the tests. */
const kinds: Readonly<Record<string, string>> = {
  police: 'police',
  'other-police': 'police',
  hospital: 'hospital',
  'other-hospital': 'hospital',
  gp: 'gp',
  ambulance: 'ambulance',
  care: 'adult-social-care',
  probation: 'probation',
  courts: 'courts',
  homes: 'housing',
  recovery: 'substance-use',
  charity: 'charity',
}

/** An event of Vera Example (person `v`), written down an hour after it happened. */
export function event(
  agency: string,
  kind: string,
  occurredAt: string,
  changes: Partial<InsightEvent> & {
    readonly coded?: Readonly<Record<string, string | string[]>>
  } = {},
): InsightEvent {
  const { coded = {}, ...fields } = changes
  const instant = occurredAt.includes('T')
    ? occurredAt
    : `${occurredAt.padEnd(10, '-01')}T12:00:00Z`
  return {
    person: 'v',
    agency,
    agencyKind: kinds[agency] ?? agency,
    recordId: `${kind}-${occurredAt}`,
    kind,
    category: 'HEALTH',
    occurredAt,
    precision: occurredAt.includes('T') ? 'EXACT' : 'DAY',
    until: null,
    recordedAt: new Date(Date.parse(instant) + 3_600_000).toISOString(),
    uprn: null,
    sentence: 'Something happened.',
    codes: Object.entries(coded).flatMap(([system, codes]) =>
      [codes].flat().map((code) => ({ system, code, display: code })),
    ),
    ...{ bodySites: null, isAssault: null, isAlcoholInvolved: null, role: null, people: null },
    ...fields,
  }
}

export function other(changes: Partial<OtherPerson> = {}): OtherPerson {
  return { person: 'o', reference: 'P-2', role: 'SUSPECT', relationship: null, ...changes }
}

export function missing(agency: string, reason: Missing['reason']): Missing {
  return { agency, agencyKind: kinds[agency] ?? agency, reason, categories: [], count: null }
}

export function input(
  events: readonly InsightEvent[],
  changes: Partial<InsightInput> = {},
): InsightInput {
  return { events, missing: [], asAt: new Date('2026-01-01T12:00:00Z'), thresholds, ...changes }
}
