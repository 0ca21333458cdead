import type { PairDocument } from '../ledger/pair'
import type { Weight } from '../matching/linkable-record'
import { anyNumberOf } from '../matching/linkable-record'
import type { LinkageModel } from '../matching/scoring/model'

/** A record as a pair is judged by it. */
export interface JudgedRecord {
  readonly key: string
  readonly agency: string
  readonly personId: string | null
  readonly tokens: readonly string[]
  readonly weight: Weight
}

/** What is known around a pair. */
export interface Surroundings {
  /** By key: both records, those they are alike, and everybody of their people. */
  readonly records: ReadonlyMap<string, JudgedRecord>
  /** Of either record of the pair, whatever its status. */
  readonly pairs: readonly PairDocument[]
  /** Whether two of these were said to be two people. */
  readonly isApart: (one: readonly string[], other: readonly string[]) => boolean
  /** Whether a record is alike one that was parted from these; of full weight only those of full weight count. */
  readonly resemblesParted: (one: JudgedRecord, others: readonly string[]) => boolean
  /** The mean weight of all pairs between two people's records, in bits, each clipped; null: not known. */
  readonly meanBits: (one: readonly string[], other: readonly string[]) => number
  /** Whether one of these and one of those look like two children of one birth. */
  readonly mayBeTwins: (one: readonly string[], other: readonly string[]) => boolean
}

/** The two records of a pair. */
export type Both = readonly [JudgedRecord, JudgedRecord]

/** The records of its person that count beside it. */
export function membersOf(
  record: JudgedRecord,
  { records }: Pick<Surroundings, 'records'>,
): readonly JudgedRecord[] {
  if (record.personId === null) return [record]
  const all = [...records.values()].filter(({ personId }) => personId === record.personId)
  const isCounted = ({ weight }: JudgedRecord) => weight === 'FULL' || record.weight !== 'FULL'
  return all.filter((one) => one.key === record.key || isCounted(one))
}

export function keysOf(records: readonly JudgedRecord[]): readonly string[] {
  return records.map(({ key }) => key)
}

/** Two numbers of which one was not traced: it may be wrong, or these may be two people. */
export function haveOtherNumbers(records: readonly JudgedRecord[]): boolean {
  return new Set(records.flatMap((record) => anyNumberOf(record) ?? [])).size > 1
}

/** More records than one person has. */
export function isTooLarge(records: readonly JudgedRecord[], { clusters }: LinkageModel): boolean {
  const counts = new Map<string, number>()
  for (const { agency } of records) counts.set(agency, (counts.get(agency) ?? 0) + 1)
  return (
    records.length > clusters.maximumRecords ||
    Math.max(...counts.values()) > clusters.maximumOfOneAgency
  )
}
