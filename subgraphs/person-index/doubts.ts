import { findPeopleIn } from './disputed-records'
import type { RecordsByPerson } from './disputed-records'
import type { PairDocument } from './ledger/pair'
import type { Verdict } from './matching/decisions/decide'
import type { RecordDocument } from './documents'
import type { IndexModels } from './models'

/** Pairs of which it is not known whether they are one person, and everybody they speak of. */
export interface Doubts {
  readonly pairs: readonly Pick<PairDocument, 'keys' | 'status'>[]
  readonly people: RecordsByPerson
}

/** Who may be somebody, as far as whoever asks may know of them. */
export interface Possible {
  /** Codes of the agencies with records that may be theirs, sorted. */
  readonly possibleAgencies: readonly string[]
  /** Whose records those are, by their hub ids, sorted. */
  readonly possiblePeople: readonly PossiblePerson[]
}

/** Somebody who may be the same person. */
export interface PossiblePerson {
  readonly id: string
  /** Where the pair stands, of several the first. */
  readonly status: Verdict
}

/** Pairs with everybody they speak of; without any, nothing is read. */
export async function describeDoubts(
  models: Pick<IndexModels, 'records'>,
  pairs: Doubts['pairs'],
): Promise<Doubts> {
  if (pairs.length === 0) return { pairs, people: new Map() }
  return {
    pairs,
    people: await findPeopleIn(
      models,
      pairs.flatMap(({ keys }) => keys),
    ),
  }
}

/**
 * Others with a record that is alike one of this person's, of which who asks may know. Pure.
 * @param visible what of somebody's records may be known to be there
 */
export function possibleOf(
  person: { readonly id: string; readonly records: readonly Pick<RecordDocument, '_id'>[] },
  { pairs, people }: Doubts,
  visible: (records: readonly RecordDocument[]) => readonly RecordDocument[],
): Possible {
  const own = new Set(person.records.map(({ _id }) => _id))
  const statuses = new Map<string, Verdict>()
  for (const { keys, status } of pairs) {
    const other = keys.find((key) => !own.has(key))
    if (other !== undefined && keys.some((key) => own.has(key))) statuses.set(other, status)
  }
  const others = [...people].flatMap(([id, records]) => {
    const known = visible(records).filter(({ isHeld }) => isHeld !== true)
    const status = known.flatMap(({ _id }) => statuses.get(_id) ?? [])[0]
    return id === person.id || status === undefined ? [] : [{ id, status, known }]
  })
  const agencies = others.flatMap(({ known }) => known.map(({ agency }) => agency))
  return {
    possibleAgencies: [...new Set(agencies)].toSorted(),
    possiblePeople: others
      .map(({ id, status }) => ({ id, status }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  }
}

/** Everything of the others that may be this person's, whoever may know of it. Pure. */
export function alikeOthers(
  person: { readonly id: string; readonly records: readonly Pick<RecordDocument, '_id'>[] },
  { pairs, people }: Doubts,
): readonly RecordDocument[] {
  const own = new Set(person.records.map(({ _id }) => _id))
  const beside = pairs.filter(({ keys }) => keys.some((key) => own.has(key)))
  const keys = new Set(beside.flatMap((pair) => pair.keys))
  return [...people]
    .filter(([id, records]) => id !== person.id && records.some(({ _id }) => keys.has(_id)))
    .flatMap(([, records]) => records)
}
