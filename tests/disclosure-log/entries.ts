import type { DisclosureEntry, SourceEntry } from '../../disclosure-log/entry'

/** What a police force disclosed in a made-up answer. */
export const policeSource: SourceEntry = {
  source: 'northshire-police',
  disclosed: ['PoliceView.incidents', 'Incident.openingCode'],
  withheld: [{ field: 'PoliceView.intelligence', reason: 'CATEGORY_NOT_DISCLOSED' }],
  records: 11,
  coverage: { status: 'PARTIAL', reason: 'CATEGORY_NOT_DISCLOSED' },
  legalPowers: ['Crime and Disorder Act 1998 s.115'],
  recordHashes: [],
}

/** Who asks and why, as each agency is told. */
export function askerOf(entry: DisclosureEntry) {
  const { staffId, onBehalfOf, homeAgency, roles, purpose, caseReference, enquiryId } = entry
  return {
    ...{ staffId, onBehalfOf, homeAgency, roles, purpose: purpose ?? '' },
    ...{ caseReference: caseReference ?? '', enquiryId: enquiryId ?? '' },
  }
}

/** An entry for a made-up answer; the request id tells entries apart. */
export function entryFor(requestId: string): DisclosureEntry {
  return {
    requestId,
    askedAt: '2025-03-01T11:59:59.900Z',
    at: '2025-03-01T12:00:00.000Z',
    requestHash: 'a'.repeat(64),
    responseHash: 'b'.repeat(64),
    staffId: 'staff-1',
    onBehalfOf: null,
    homeAgency: 'northshire-police',
    roles: ['mash.analyst'],
    enquiryId: 'enquiry-1',
    purpose: 'ADULT_SAFEGUARDING',
    caseReference: 'MASH-0001',
    reason: 'Call to address, injuries seen',
    people: ['person-1'],
    operations: ['CONSULTATION', 'DISCLOSURE'],
    sources: [policeSource],
    policyVersion: '0123456789abcdef',
  }
}
