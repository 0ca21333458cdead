import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { FileEntry } from '../../../../scripts/import/files/file-entry'
import { readEntries } from '../../../../scripts/import/read-records'
import {
  condition,
  encounter,
  entriesOf,
  episode,
  meta,
  observation,
  patient,
  sct,
} from './resources'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bundle-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function valueOf(entry: FileEntry | undefined): unknown {
  return entry && 'value' in entry ? entry.value : undefined
}

/** Reads a file that holds this as if it were a Bundle. */
async function bundleOf(content: object): Promise<FileEntry | undefined> {
  const file = path.join(folder, 'none.json')
  writeFileSync(file, JSON.stringify(content))
  const entries = readEntries(file, undefined, { columns: null, fhirFor: 'gp' })
  for await (const entry of entries) return entry
  return undefined
}

describe('resources of FHIR R4', () => {
  it.each(['ndjson', 'json'])('become records of a hospital (%s)', async (form) => {
    const entries = await entriesOf('hospital', [condition, patient, encounter], form)
    expect(entries.map(({ place }) => place)).toEqual([2, 3])
    expect(valueOf(entries[0])).toEqual({
      ...{ recordType: 'person', sourceRecordId: 'P-1', sourceSystem: 'FHIR' },
      ...{ recordedAt: meta.lastUpdated, dateOfBirth: '1957-03-11' },
      ...{ names: [{ forenames: 'Victor Made-up', surname: 'Ashdown', kind: 'LEGAL' }] },
      ...{ identifiers: { nhsNumber: '9990000018' }, uprn: '906700000011' },
      ...{ postcode: 'ZY1 4AB', telephone: '01632 960011' },
    })
    expect(valueOf(entries[1])).toMatchObject({
      ...{ recordType: 'attendance', sourceRecordId: 'E-1', personRefs: ['P-1'] },
      ...{ occurredAt: '2025-03-01T21:00:00+00:00', occurredPrecision: 'EXACT' },
      ...{ departedAt: '2025-03-02T01:00:00+00:00', chiefComplaint: 'FALL' },
      ...{ injuries: [{ bodySite: 'FACE' }], status: 'CURRENT' },
    })
  })

  it('become records of a practice', async () => {
    const visit = { ...encounter, class: { code: 'AMB' } }
    const entries = await entriesOf('gp', [visit, condition, observation, episode])
    expect(entries.map(valueOf)).toEqual([
      expect.objectContaining({
        ...{ recordType: 'encounter', mode: 'SURGERY', problem: '1912002' },
        ...{ hasInjury: true, injurySites: ['FACE'] },
      }),
      expect.objectContaining({
        ...{ recordType: 'alcoholIntake', unitsPerWeek: 60 },
        ...{ occurredAt: '2025-02-01', occurredPrecision: 'MONTH' },
      }),
      expect.objectContaining({
        ...{ recordType: 'registration', startDate: '2019-04-01', practiceCode: 'Y99999' },
      }),
    ])
  })

  it('say nothing of injuries where no code says so', async () => {
    const visit = { ...encounter, class: { code: 'HH' }, reasonCode: [sct('38341003')] }
    const [entry] = await entriesOf('gp', [visit])
    expect(valueOf(entry)).toMatchObject({ mode: 'HOME_VISIT', problem: '38341003' })
    expect(valueOf(entry)).not.toHaveProperty('hasInjury')
  })

  it('say nothing of what was refuted', async () => {
    const refuted = { ...condition, verificationStatus: { coding: [{ code: 'refuted' }] } }
    const [entry] = await entriesOf('hospital', [encounter, refuted])
    expect(valueOf(entry)).not.toHaveProperty('injuries')
  })

  it.each(['R', 'V'])('tell nothing of where a restricted patient is (%s)', async (code) => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
    const restricted = { ...patient, meta: { ...meta, security: [{ system, code }] } }
    const [entry] = await entriesOf('hospital', [restricted])
    expect(valueOf(entry)).toMatchObject({ isRestricted: true })
    for (const field of ['uprn', 'postcode', 'telephone'])
      expect(valueOf(entry)).not.toHaveProperty(field)
  })

  it.each<[string, unknown, boolean | undefined]>([
    ['verified', { coding: [{ code: '01' }] }, true],
    ['verified, by its older name', { coding: [{ code: 'number-present-and-verified' }] }, true],
    ['not traced', { coding: [{ code: '02' }] }, false],
    ['verified and not', { coding: [{ code: '01' }, { code: '05' }] }, false],
    ['something that is no code', 'yes', false],
    ['nothing', undefined, undefined],
  ])('say whether a number was traced: %s', async (_said, valueCodeableConcept, isTraced) => {
    const url =
      'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus'
    const extension = valueCodeableConcept === undefined ? [] : [{ url, valueCodeableConcept }]
    const system = 'https://fhir.nhs.uk/Id/nhs-number'
    const identifier = [{ system, value: '9990000018', extension }]
    const [entry] = await entriesOf('hospital', [{ ...patient, identifier }])
    const { identifiers } = valueOf(entry) as { readonly identifiers: unknown }
    expect(identifiers).toEqual({
      nhsNumber: '9990000018',
      ...(isTraced === undefined ? {} : { isNhsNumberTraced: isTraced }),
    })
  })

  it('keep what was entered in error as that', async () => {
    const [entry] = await entriesOf('hospital', [{ ...encounter, status: 'entered-in-error' }])
    expect(valueOf(entry)).toMatchObject({ status: 'ENTERED_IN_ERROR' })
  })

  it.each([
    ['RESOURCE_NOT_TAKEN', 'hospital', { ...encounter, class: { code: 'IMP' } }],
    ['RESOURCE_NOT_TAKEN', 'hospital', { ...encounter, status: 'planned' }],
    ['RESOURCE_NOT_TAKEN', 'hospital', observation],
    ['RESOURCE_NOT_TAKEN', 'hospital', { resourceType: 'constructor', id: 'x' }],
    ['RESOURCE_NOT_TAKEN', 'gp', { ...observation, code: sct('75367002') }],
    ['RESOURCE_NOT_TAKEN', 'gp', { ...condition, encounter: undefined }],
    ['RESOURCE_INVALID', 'gp', { ...encounter, class: { code: 'VR' } }],
    ['RESOURCE_INVALID', 'gp', { ...observation, valueQuantity: { value: 'many' } }],
    ['RESOURCE_INVALID', 'gp', { ...episode, period: { start: '2019' } }],
    ['RESOURCE_INVALID', 'hospital', { ...encounter, subject: { reference: 'Group/1' } }],
    ['RESOURCE_INVALID', 'hospital', { ...encounter, period: { start: '2025-02-30' } }],
    ['RESOURCE_INVALID', 'hospital', { ...encounter, meta: {} }],
    ['RESOURCE_INVALID', 'hospital', { ...patient, name: [{ text: 'Victor' }] }],
    ['RESOURCE_INVALID', 'hospital', { ...patient, id: '../x' }],
    ['RESOURCE_INVALID', 'hospital', ['no', 'resource']],
  ])('are rejected one by one: %s (%#)', async (code, kind, resource) => {
    const entries = await entriesOf(kind, [resource, patient])
    expect(entries).toEqual([
      expect.objectContaining({ place: 1, code }),
      expect.objectContaining({ place: 2, value: expect.anything() as unknown }),
    ])
  })

  it('are refused as a whole for other kinds, and when they are no Bundle', async () => {
    await expect(entriesOf('housing', [patient])).rejects.toMatchObject({
      code: 'FILE_TYPE_UNKNOWN',
    })
    const noBundle = { resourceType: 'Patient' }
    await expect(bundleOf(noBundle)).rejects.toMatchObject({ code: 'FILE_MALFORMED' })
  })
})
