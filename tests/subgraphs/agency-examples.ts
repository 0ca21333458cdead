import type { Agency } from '../../common/register'
import { getAgency, readRegister } from '../../common/register'
import { agencyKindDefinitions } from '../../subgraphs/kinds'
import type { AgencyKindDefinition } from '../../subgraphs/kit/agency/agency-kind'

/** What the contract test needs to know of one kind of agency. */
export interface AgencyExample {
  readonly agency: Agency
  readonly kind: AgencyKindDefinition
  /** A list field of its view, with a selection that reads something of a record. */
  readonly list: string
  readonly selection: string
  readonly recordType: string
  /** The parts of a record of that type beside the envelope. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What the selection gives of it. */
  readonly shown: Readonly<Record<string, unknown>>
  /** Whom the kind's agreement gives nothing of that list. */
  readonly refused: { readonly role: string; readonly purpose: string }
}

const register = readRegister()

/** An agency of the register under a code of this process, so that test runs do not meet. */
function agencyLike(code: string): Agency {
  return { ...getAgency(code, register), code: `${code}-${process.pid}` }
}

export const agencyExamples: readonly AgencyExample[] = [
  {
    agency: agencyLike('northshire-police'),
    kind: agencyKindDefinitions.police,
    list: 'warningMarkers',
    selection: 'marker { system code display }',
    recordType: 'warningMarker',
    fields: { marker: 'VI' },
    shown: { marker: { system: 'WARNING_MARKER', code: 'VI', display: 'Violent' } },
    refused: { role: 'housing.officer', purpose: 'DVDS' },
  },
  {
    agency: agencyLike('northshire-probation'),
    kind: agencyKindDefinitions.probation,
    list: 'courtReports',
    selection: 'kind requestedDate completedDate',
    recordType: 'courtReport',
    fields: { kind: 'ORAL', requestedDate: '2023-12-01' },
    shown: { kind: 'ORAL', requestedDate: '2023-12-01', completedDate: null },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
  {
    agency: agencyLike('harrowmere-minor-injuries'),
    kind: agencyKindDefinitions.hospital,
    list: 'attendances',
    selection: 'departmentType hasHeadInjury injuries { bodySite isHead }',
    recordType: 'attendance',
    fields: { injuries: [{ bodySite: 'FACE' }] },
    shown: {
      departmentType: '03',
      hasHeadInjury: true,
      injuries: [{ bodySite: 'FACE', isHead: true }],
    },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
  {
    agency: agencyLike('harrowmere-homes'),
    kind: agencyKindDefinitions.housing,
    list: 'tenancies',
    selection: 'uprn kind',
    recordType: 'tenancy',
    fields: { uprn: '906700000011', kind: 'SECURE', startDate: '2023-12-01' },
    shown: { uprn: '906700000011', kind: 'SECURE' },
    refused: { role: 'police.officer', purpose: 'OFFENDER_MANAGEMENT' },
  },
]

/** The envelope of a record about these people. */
export function envelope(personRefs: readonly string[], occurredAt: string) {
  return {
    personRefs,
    sourceSystem: 'EXAMPLE',
    occurredAt,
    occurredPrecision: 'EXACT',
    recordedAt: occurredAt,
    recordedByRole: 'Clerk',
    basis: 'FACT',
    subjectRole: 'OTHER',
    verification: 'VERIFIED',
    handling: 'MASH_ONLY',
  }
}

/** A person whom only this reference tells from others. */
export function examplePerson(ref: string) {
  return {
    recordType: 'person',
    sourceRecordId: ref,
    sourceSystem: 'EXAMPLE',
    recordedAt: '2024-01-01T00:00:00Z',
    names: [{ forenames: 'Example', surname: ref }],
  }
}
