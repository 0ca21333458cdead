import type { AgencyDisclosure } from './agency-record'
import type { DisclosureEntry, SourceEntry } from './entry'
import type { RecordNames } from './record-digest'

/** What both sides say differently about one request. */
export type DifferenceCode =
  /** The hub passed fields on that the agency does not say it gave. */
  | 'FIELDS_DIFFER'
  /** The agency was told of somebody else than the hub names. */
  | 'WHO_DIFFERS'
  /** The agency was told another purpose, case or enquiry. */
  | 'WHY_DIFFERS'
  /** The agency was asked about other people or other records. */
  | 'RECORDS_DIFFER'

export interface Difference {
  readonly code: DifferenceCode
  /** Coordinates, or members of the entry, that differ; sorted. */
  readonly fields: readonly string[]
}

export interface Compared {
  readonly entry: DisclosureEntry
  /** What the entry says of this agency. */
  readonly source: SourceEntry
  /** What the agency wrote down of the same request; at least one call. */
  readonly own: readonly AgencyDisclosure[]
  /** False at the edge of the bounds, where some of the agency's calls may be missing. */
  readonly isWhole: boolean
  /** Null: without the keys that name records nothing can be said about these. */
  readonly namesOf: RecordNames | null
}

/** Where an entry of the hub and an agency's own record of the same request contradict each other. */
export function compareCalls(compared: Compared): readonly Difference[] {
  const differences: readonly Difference[] = [
    { code: 'FIELDS_DIFFER', fields: findFields(compared) },
    { code: 'WHO_DIFFERS', fields: findMembers(compared, who) },
    { code: 'WHY_DIFFERS', fields: findMembers(compared, why) },
    { code: 'RECORDS_DIFFER', fields: [...findPeople(compared), ...findRecords(compared)] },
  ]
  return differences.filter(({ fields }) => fields.length > 0)
}

/** A field that the agency kept back of everybody cannot have been disclosed. */
function findFields({ source, own, isWhole }: Compared): readonly string[] {
  const given = new Set(own.flatMap(({ fields }) => fields))
  return isWhole ? source.disclosed.filter((field) => !given.has(field)) : []
}

const who = ['staffId', 'onBehalfOf', 'homeAgency', 'roles'] as const
const why = ['purpose', 'caseReference', 'enquiryId'] as const

function findMembers(
  { entry, own }: Compared,
  members: readonly (typeof who | typeof why)[number][],
): readonly string[] {
  return members.filter((name) => own.some((call) => textOf(call[name]) !== textOf(entry[name])))
}

/** Roles have no order. */
function textOf(value: string | readonly string[] | null): string {
  return JSON.stringify(typeof value === 'string' || value === null ? value : value.toSorted())
}

function findPeople({ entry, own }: Compared): readonly string[] {
  const named = new Set(entry.people)
  return own.some(({ people = [] }) => people.some((id) => !named.has(id))) ? ['people'] : []
}

/** Of an agency that answered whatever it was asked, the hub may name no record more either. */
function findRecords({ source, own, isWhole, namesOf }: Compared): readonly string[] {
  if (!namesOf) return []
  const named = new Set(source.recordHashes)
  const records = new Set(own.flatMap((call) => call.records))
  const found = [...records].map((one) =>
    namesOf(source.source, one).find((name) => named.has(name)),
  )
  const isMissing = found.includes(undefined)
  const isTooMany = isWhole && hasAnsweredAll(source) && named.size > new Set(found).size
  return isMissing || isTooMany ? ['recordHashes'] : []
}

function hasAnsweredAll({ coverage }: SourceEntry): boolean {
  return ['ANSWERED', 'NO_RECORD'].includes(coverage?.status ?? '')
}
