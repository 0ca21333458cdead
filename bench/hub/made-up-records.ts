import type { Agency } from '../../common/register'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import type { MadeUpPerson } from './made-up-people'
import { describedPerson } from './made-up-people'

type RecordMaker = (index: number, person: MadeUpPerson) => { readonly recordType: string }

const police: readonly RecordMaker[] = [
  (index, person) => ({
    recordType: 'incident',
    reference: `LOG-${index}`,
    openingCode: 'DOMESTIC',
    uprn: uprnOf(person),
    callerType: 'FAMILY',
    isAttended: true,
    isAlcoholInvolved: false,
    isDomesticAbuseFlagged: true,
    injuriesSeen: ['FACE'],
    outcome: 'ADVICE_GIVEN',
    notes: 'Made up for measuring: nothing happened.',
  }),
  (index) => ({
    recordType: 'crime',
    reference: `CRIME-${index}`,
    offence: '008/06',
    recordedClass: '8N',
    outcome: 'EVIDENTIAL_DIFFICULTIES',
    isDomesticAbuseFlagged: true,
  }),
  (index) => ({
    recordType: 'order',
    kind: 'BAIL_CONDITIONS',
    startDate: dayOf(index),
    terms: 'Made up for measuring.',
  }),
  () => ({ recordType: 'warningMarker', marker: 'VI' }),
]

const probation: readonly RecordMaker[] = [
  () => ({ recordType: 'contact', kind: 'OFFICE_VISIT', isAttended: true, isCompliant: true }),
  (index) => ({
    recordType: 'order',
    kind: 'COMMUNITY_ORDER',
    startDate: dayOf(index),
    supervisionPeriodMonths: 12,
    state: 'ACTIVE',
    offence: '105/01',
    court: 'Harrowmere Magistrates',
    requirements: [{ kind: 'EXCLUSION' }, { kind: 'CURFEW' }],
    breaches: [],
  }),
  (index) => ({
    recordType: 'courtReport',
    kind: 'ORAL',
    requestedDate: dayOf(index),
    sourcesConsulted: ['OASYS', 'INTERVIEW'],
    hasAntecedents: true,
  }),
]

const hospital: readonly RecordMaker[] = [
  () => ({
    recordType: 'attendance',
    chiefComplaint: 'HEAD_INJURY',
    injuries: [{ bodySite: 'FACE', mechanism: 'FALL', place: 'HOME' }, { bodySite: 'HAND' }],
    isAlcoholInvolved: false,
    accompaniedBy: 'ALONE',
    discharge: 'HOME',
    hasSafeguardingConcern: true,
  }),
]

const housing: readonly RecordMaker[] = [
  (index, person) => ({
    recordType: 'tenancy',
    uprn: uprnOf(person),
    postcode: 'ZY1 4AA',
    kind: 'SECURE',
    startDate: dayOf(index),
    arrearsWeeks: 2,
  }),
  (_index, person) => ({
    recordType: 'householdMember',
    uprn: uprnOf(person),
    basisOfKnowledge: 'DECLARED',
    relationship: 'LODGER',
    isPaying: true,
  }),
  (_index, person) => ({
    recordType: 'antiSocialBehaviourCase',
    uprn: uprnOf(person),
    kind: 'NOISE',
    state: 'CLOSED_RESOLVED',
  }),
]

const makers: Readonly<Record<string, readonly RecordMaker[]>> = {
  police,
  probation,
  hospital,
  housing,
}

/** Of a kind without records of its own here, the record by which its contract is tested. */
function makersOf(kind: string): readonly RecordMaker[] {
  const own = makers[kind]
  if (own) return own
  const { lists, disclosesOnlyWith, example } = getAgencyKind(kind)
  const { list, fields, consent } = example
  // Without consent nothing of such an agency would be told.
  return disclosesOnlyWith === undefined
    ? [() => ({ ...fields, recordType: lists[list] ?? '' })]
    : [() => ({ ...consent, recordType: disclosesOnlyWith })]
}

/** The types of records that agencies of a kind hold here, beside people. */
export function madeUpRecordTypes(kind: string): readonly string[] {
  const nobody: MadeUpPerson = { nhsNumber: '', records: 0 }
  return makersOf(kind).map((make) => make(0, nobody).recordType)
}

/**
 * What an agency holds about these people, as lines of the file that `npm run import` reads: a
 * description of each, and its share of their records.
 * @param agencies among how many agencies the records of each person are shared out
 */
export function madeUpRecords(
  agency: Agency,
  people: readonly MadeUpPerson[],
  agencies: number,
): string {
  const lines = people.flatMap((person) => [
    describe(agency, person),
    ...recordsOf(agency, person, shareOf(person.records, agency.position, agencies)),
  ])
  return lines.map((line) => JSON.stringify(line)).join('\n')
}

function shareOf(records: number, position: number, agencies: number): number {
  return Math.floor(records / agencies) + (agencies - 1 - position < records % agencies ? 1 : 0)
}

function describe({ code, kind }: Agency, person: MadeUpPerson): object {
  const mayHaveAddress = getAgencyKind(kind).disclosesOnlyWith === undefined
  const { nhsNumber } = person
  const { forenames, surname, dateOfBirth } = describedPerson(person)
  return {
    recordType: 'person',
    sourceRecordId: madeUpReference(code, person),
    sourceSystem: 'BENCH',
    recordedAt: timeOf(0),
    names: [{ forenames, surname }],
    dateOfBirth,
    identifiers: { nhsNumber },
    ...(mayHaveAddress ? { uprn: uprnOf(person), postcode: 'ZY1 4AA' } : {}),
  }
}

function recordsOf({ code, kind }: Agency, person: MadeUpPerson, count: number): object[] {
  const ofKind = makersOf(kind)
  return Array.from({ length: count }, (_, index) => ({
    ...envelope(madeUpReference(code, person), index),
    ...(makers[kind] ? {} : aboutOne),
    ...ofKind[index % ofKind.length]?.(index, person),
  }))
}

/** How an agency refers to somebody. */
export function madeUpReference(code: string, { nhsNumber }: MadeUpPerson): string {
  return `${code}-${nhsNumber}`
}

/** Every person lives at an address of their own. */
function uprnOf({ nhsNumber }: MadeUpPerson): string {
  return `90670000${nhsNumber.slice(-4)}`
}

/** What an example is about: one person alone. */
const aboutOne = { people: undefined, subjectRole: 'SERVICE_USER' }

/** Every other record names somebody else too. */
function envelope(reference: string, index: number): object {
  const other = { role: 'SUSPECT', relationship: 'Neighbour' }
  const people = { people: [{ reference, role: 'VICTIM' }, other] }
  return {
    sourceRecordId: `${reference}-${index}`,
    personRefs: [reference],
    sourceSystem: 'BENCH',
    occurredAt: timeOf(index),
    occurredPrecision: 'EXACT',
    recordedAt: timeOf(index),
    recordedByRole: 'Clerk',
    basis: 'FACT',
    ...(index % 2 === 0 ? { subjectRole: 'OTHER' } : people),
    verification: 'VERIFIED',
    handling: 'MASH_ONLY',
  }
}

/** Six hours apart, from the end of 2023 backwards. */
function timeOf(index: number): string {
  return new Date(Date.UTC(2023, 11, 31, 9, 30) - index * 21_600_000).toISOString()
}

function dayOf(index: number): string {
  return timeOf(index).slice(0, 10)
}
