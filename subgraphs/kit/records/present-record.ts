import type { JsonObject } from '../../../common/json'
import { setOwn } from '../../../common/json'
import type { Agency } from '../../../common/register'
import { knownTime } from './instants'
import type { RecordWithPeople } from './people-in-record'
import { othersIn, roleIn } from './people-in-record'
import type { Protection } from './protection'
import { hasProtectedAddress, referencesIn } from './protection'
import type { StoredRecord } from './record-collection'

/** A record in the words of the schema. */
export type PresentedRecord = Readonly<Record<string, unknown>> & {
  readonly id: string
  /** True when it must not be told where this was. */
  readonly isAddressProtected: boolean
}

/**
 * A stored record as the schema shows it: with its source and standing, and times as ISO 8601 in UTC;
 * when it happened says no more than is known.
 * Fields that the schema does not have are there too; nobody can select them.
 * @param refs the agency's references for the person asked about
 * @param protection of everyone named in the record
 */
export function presentRecord(
  record: StoredRecord,
  agency: Agency,
  refs: readonly string[],
  protection: Protection = nobody,
): PresentedRecord {
  const role = roleIn(record as RecordWithPeople, refs)
  const others = othersIn(record as RecordWithPeople, refs).filter(
    ({ reference }) => !isUnseen(reference, record, protection),
  )
  return Object.assign(presentFields(record), {
    id: record._id,
    source: presentSource(record, agency),
    occurredAt: presentOccurrence(record),
    role,
    involved: others,
    present: others,
    isAddressProtected: referencesIn(record).some((ref) => protection.atUnknownAddress.has(ref)),
    // Its other parts are fields of the record itself.
    standing: { ...record, subjectRole: role },
  })
}

const nobody: Protection = { atUnknownAddress: new Set(), sealed: new Set() }

/** A sealed person is in no record; one whose address is protected is in none that has an address. */
function isUnseen(
  reference: string | null | undefined,
  { uprn }: StoredRecord,
  { sealed, atUnknownAddress }: Protection,
): boolean {
  if (typeof reference !== 'string') return false
  return sealed.has(reference) || (typeof uprn === 'string' && atUnknownAddress.has(reference))
}

/** Parts that are shared with the stored record, or say nothing of where somebody is. */
const sharedParts = ['source', 'standing', 'involved', 'present', 'people']

/** Marks every part of a record like the record itself: what is kept back of it is kept back of them. */
export function markParts(record: PresentedRecord): void {
  for (const [name, part] of Object.entries(record)) if (!sharedParts.includes(name)) markPart(part)
}

function markPart(part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  if (!Array.isArray(part)) Object.assign(part, { isAddressProtected: true })
  for (const inner of Object.values(part)) markPart(inner)
}

/**
 * An agency's description of a person, as the schema's LocalPerson shows it.
 * @param view what else is known of them
 */
export function presentPerson(
  person: StoredRecord,
  agency: Agency,
  view: { readonly isAddressProtected: boolean } = { isAddressProtected: false },
) {
  const identifiers = person['identifiers'] as Readonly<Record<string, unknown>> | undefined
  return {
    ...presentRecord(person, agency, [person._id]),
    reference: person._id,
    isAddressProtected: view.isAddressProtected || hasProtectedAddress(person),
    names: filedNameFirst(person['names']),
    nhsNumber: identifiers?.['nhsNumber'],
    pncIds: identifiers?.['pncIds'],
    croNumbers: identifiers?.['croNumbers'],
    crn: identifiers?.['crn'],
    nomsNumber: identifiers?.['nomsNumber'],
  }
}

function presentOccurrence({ occurredAt, occurredPrecision }: StoredRecord): string | null {
  return occurredAt ? knownTime(occurredAt, occurredPrecision) : null
}

/** Where a record comes from: without a word to the contrary the agency is its controller. */
function presentSource(record: StoredRecord, agency: Agency) {
  const { controller, sourceSystem } = record
  return {
    agency: agency.code,
    controller: controller ?? agency.displayName,
    system: sourceSystem ?? null,
    recordId: record._id,
  }
}

function filedNameFirst(names: unknown): readonly unknown[] {
  const all = Array.isArray(names) ? (names as readonly { readonly kind?: unknown }[]) : []
  const isFiled = ({ kind }: { readonly kind?: unknown }) => kind === 'LEGAL'
  return [...all.filter(isFiled), ...all.filter((name) => !isFiled(name))]
}

function presentValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.map(presentValue) : presentFields(value)
}

/** A new object, which its maker may add to: a person may have a thousand records. */
function presentFields(fields: object): JsonObject {
  const presented: JsonObject = {}
  for (const [name, value] of Object.entries(fields)) setOwn(presented, name, presentValue(value))
  return presented
}
