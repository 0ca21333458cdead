import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import type { Asker } from './asker'
import { specialRecords } from './special-records'

const charity = 'open-door-harrowmere'

interface CharityRecord {
  readonly sourceRecordId: string
  readonly personRefs?: readonly string[]
  readonly decision?: string
  readonly scope?: readonly string[]
}

const made = readFileSync(projectPath('embedded', 'made-up-case', `${charity}.ndjson`), 'utf8')
const records = [
  ...made
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CharityRecord),
  ...((specialRecords[charity] ?? []) as readonly CharityRecord[]),
]

/** Purposes for which a client lets the charity tell, as its records say it; nobody here has taken any back. */
function consentOf(recordId: string): readonly string[] {
  const refs = records.find((one) => one.sourceRecordId === recordId)?.personRefs ?? [recordId]
  const given = records.filter(
    ({ decision, personRefs = [] }) =>
      decision === 'GIVEN' && refs.every((ref) => personRefs.includes(ref)),
  )
  return given.flatMap(({ scope = [] }) => scope)
}

/** Beginnings of ids of records that are for nobody, or not for one role. */
const kept: readonly (readonly [agency: string, start: string, from?: string])[] = [
  ['northshire-police', 'NP-SEALED'],
  ['northshire-probation', 'PR-HIDDEN'],
  ['northshire-probation', 'PR-LIMITED', 'mash.analyst'],
]

/** True for a record that must not be named to this asker, wherever it is. */
export function isKeptRecord(agency: string, recordId: string, asker: Asker): boolean {
  if (agency === charity) return !consentOf(recordId).includes(asker.purpose)
  return kept.some(
    ([by, start, from]) =>
      by === agency && recordId.startsWith(start) && (from === undefined || from === asker.role),
  )
}
