import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { FileEntry } from '../../../../scripts/import/files/file-entry'
import { readEntries } from '../../../../scripts/import/read-records'

export const sct = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] })
export const meta = { lastUpdated: '2025-03-02T10:00:00Z' }
const subject = { reference: 'Patient/P-1' }

/** Everybody here is made up. */
export const patient = {
  ...{ resourceType: 'Patient', id: 'P-1', meta, birthDate: '1957-03-11' },
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }],
  name: [{ use: 'official', family: 'Ashdown', given: ['Victor', 'Made-up'] }],
  telecom: [{ system: 'phone', value: '01632 960011' }],
  address: [
    { use: 'old', postalCode: 'ZY9 9ZZ' },
    {
      ...{ use: 'home', postalCode: 'ZY1 4AB' },
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey',
          extension: [
            { url: 'type', valueCoding: { code: 'UPRN' } },
            { url: 'value', valueString: '906700000011' },
          ],
        },
      ],
    },
  ],
}
export const encounter = {
  ...{ resourceType: 'Encounter', id: 'E-1', meta, status: 'finished', subject },
  ...{ class: { code: 'EMER' }, reasonCode: [sct('1912002')] },
  period: { start: '2025-03-01T21:00:00+00:00', end: '2025-03-02T01:00:00+00:00' },
}
export const condition = {
  ...{ resourceType: 'Condition', id: 'C-1', meta, subject, code: sct('125643001') },
  ...{ encounter: { reference: 'Encounter/E-1' }, bodySite: [sct('89545001')] },
}
export const observation = {
  ...{ resourceType: 'Observation', id: 'O-1', meta, status: 'final', subject },
  ...{ code: sct('1082641000000106'), effectiveDateTime: '2025-02' },
  valueQuantity: { value: 60 },
}
export const episode = {
  ...{ resourceType: 'EpisodeOfCare', id: 'R-1', meta, status: 'active', patient: subject },
  period: { start: '2019-04-01' },
  managingOrganization: {
    identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'Y99999' },
  },
}

export const hospitalResources = [condition, patient, encounter]
export const practiceResources = [
  ...[patient, { ...encounter, class: { code: 'AMB' } }, condition, observation, episode],
]

/** What is read of a file with these resources. */
export async function entriesOf(
  kind: string,
  resources: readonly unknown[],
  form = 'ndjson',
): Promise<readonly FileEntry[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-fhir-'))
  const file = path.join(folder, `resources.${form}`)
  const bundle = { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }
  const lines = resources.map((one) => JSON.stringify(one)).join('\n')
  writeFileSync(file, form === 'json' ? JSON.stringify(bundle) : lines)
  try {
    const entries: FileEntry[] = []
    const read = readEntries(file, undefined, { columns: null, fhirFor: kind })
    for await (const entry of read) entries.push(entry)
    return entries
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The records among them. */
export async function recordsOf(
  kind: string,
  resources: readonly unknown[],
): Promise<readonly object[]> {
  const entries = await entriesOf(kind, resources)
  return entries.flatMap((entry) => ('value' in entry ? [entry.value as object] : []))
}
