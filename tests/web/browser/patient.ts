import { writeFileSync } from 'node:fs'
import path from 'node:path'

import type { BrowsedHub } from './browsed-hub'

interface MadeUpPatient {
  /** NHS number. */
  readonly number: string
  readonly isSealed: boolean
}

/** Writes somebody made up into the hospital's records, anew each time. */
export async function registerPatient(
  { hub, folder }: Pick<BrowsedHub, 'hub' | 'folder'>,
  { number, isSealed }: MadeUpPatient,
): Promise<void> {
  const file = path.join(folder, 'patient.ndjson')
  const person = {
    ...{ recordType: 'person', sourceRecordId: 'SA-PAT-SEALED', isSealed },
    ...{ sourceSystem: 'emergency-department', recordedAt: '2025-01-01T09:00:00Z' },
    names: [{ forenames: 'Sorrel', surname: 'Quenby', kind: 'LEGAL' }],
    ...{ dateOfBirth: '1980-01-01', identifiers: { nhsNumber: number } },
  }
  writeFileSync(file, JSON.stringify(person))
  const { status } = await hub.run('import', ['st-annes-hospital', file])
  expect(status).toBe(0)
}
