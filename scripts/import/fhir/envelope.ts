import { RejectedRecord } from '../files/rejected-record'
import { readTime } from './fhir-time'
import type { Part, Resource } from './resource'
import { partOf, referenceTo, textOf } from './resource'

/**
 * Where a record is from and when it was written.
 * @throws RejectedRecord RESOURCE_INVALID: a time that nobody wrote down is not made up
 */
export function sourceOf(resource: Resource) {
  const meta = partOf(resource, 'meta')
  const recordedAt = textOf(meta, 'lastUpdated')
  if (recordedAt === undefined)
    throw new RejectedRecord('meta.lastUpdated must say when it was written', 'RESOURCE_INVALID')
  const sourceSystem = textOf(meta, 'source')?.slice(0, 200) ?? 'FHIR'
  return { sourceRecordId: resource.id, sourceSystem, recordedAt }
}

/**
 * The envelope of a record about the one patient that a resource names.
 * @param when the time that it is about, and its name in the resource
 * @throws RejectedRecord RESOURCE_INVALID
 */
export function envelopeOf(
  resource: Resource,
  when: { readonly text: string | undefined; readonly name: string },
  patient = 'subject',
) {
  const ref = referenceTo(resource, patient, 'Patient')
  if (ref === undefined)
    throw new RejectedRecord(`${patient} must name a Patient`, 'RESOURCE_INVALID')
  const time = readTime(when.text, when.name)
  return {
    ...{ ...sourceOf(resource), ...time, personRefs: [ref], subjectRole: 'PATIENT' },
    ...{ recordedByRole: 'Clinical system', basis: 'FACT', verification: 'VERIFIED' },
    ...{ handling: 'MASH_ONLY', status: statusOf(resource) },
  }
}

/** What should never have been made is kept as that, so that it replaces what was imported before. */
function statusOf(resource: Part): string {
  return textOf(resource, 'status') === 'entered-in-error' ? 'ENTERED_IN_ERROR' : 'CURRENT'
}
