import { nhsTokenOf } from './matching/linkable-record'
import type { ConflictDocument, RecordDocument } from './documents'
import type { IndexModels } from './models'

/** People by id, with all their records. */
export type RecordsByPerson = ReadonlyMap<string, readonly RecordDocument[]>

/** Evidence that was not followed, and everybody it speaks of. */
export interface Disputes {
  readonly conflicts: readonly Pick<ConflictDocument, 'records'>[]
  readonly people: RecordsByPerson
}

/** Every dispute in which these people stand. */
export async function findDisputes(
  models: Pick<IndexModels, 'conflicts' | 'records'>,
  people: RecordsByPerson,
): Promise<Disputes> {
  const own = [...people.values()].flat().map(({ _id }) => _id)
  const conflicts =
    own.length === 0 ? [] : await models.conflicts.find({ records: { $in: own } }).lean()
  return describeDisputes(models, conflicts)
}

/** Conflicts with everybody they speak of; without any, nothing is read. */
export async function describeDisputes(
  models: Pick<IndexModels, 'records'>,
  conflicts: Disputes['conflicts'],
): Promise<Disputes> {
  if (conflicts.length === 0) return { conflicts, people: new Map() }
  const keys = conflicts.flatMap(({ records }) => records)
  return { conflicts, people: await findPeopleIn(models, keys) }
}

/** Everybody with one of these records, with all that they have. */
export async function findPeopleIn(
  { records }: Pick<IndexModels, 'records'>,
  keys: readonly string[],
): Promise<RecordsByPerson> {
  const ids = await records.distinct('personId', { _id: { $in: [...new Set(keys)] } })
  return groupByPerson(await records.find({ personId: { $in: ids } }).lean())
}

/** Records by the person they are of. */
export function groupByPerson(records: readonly RecordDocument[]): RecordsByPerson {
  const people = new Map<string, RecordDocument[]>()
  for (const record of records) {
    if (record.personId === null) continue
    const own = people.get(record.personId)
    if (own) own.push(record)
    else people.set(record.personId, [record])
  }
  return people
}

/** Of these people, the records that may be known to be there. */
export function restrictDisputes(
  { conflicts, people }: Disputes,
  isKnown: (record: RecordDocument) => boolean,
): Disputes {
  const known = [...people].map(([id, records]) => [id, records.filter(isKnown)] as const)
  return { conflicts, people: new Map(known) }
}

/**
 * Records of others that may be of this person: evidence speaks for it, and was not followed. Two
 * people with another NHS number each are two people, and only the records in the conflict itself may be
 * misfiled; where one of them has none, or they have the same, everything the other has may be theirs. Pure.
 */
export function disputedWith(
  person: { readonly id: string; readonly records: readonly RecordDocument[] },
  { conflicts, people }: Disputes,
): readonly RecordDocument[] {
  const own = new Set(person.records.map(({ _id }) => _id))
  const shared = conflicts.filter(({ records }) => records.some((key) => own.has(key)))
  const keys = new Set(shared.flatMap(({ records }) => records))
  const numbers = numbersOf(person.records)
  return [...people]
    .filter(([id]) => id !== person.id)
    .flatMap(([, records]) => {
      const named = records.filter(({ _id }) => keys.has(_id))
      const theirs = numbersOf(records)
      const isOther = numbers.length > 0 && theirs.length > 0 && !theirs.some(isIn(numbers))
      return named.length === 0 || isOther ? named : records
    })
}

function numbersOf(records: readonly RecordDocument[]): readonly string[] {
  return records.flatMap((record) => nhsTokenOf(record) ?? [])
}

function isIn(numbers: readonly string[]) {
  return (number: string) => numbers.includes(number)
}
