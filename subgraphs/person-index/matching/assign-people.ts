import type { Weight } from './linkable-record'

/** A record and the person it was last said to be of. */
export interface AssignedRecord {
  readonly key: string
  readonly personId: string | null
  /** Place in the order in which records were first registered. */
  readonly order: number
  readonly weight?: Weight
}

/** A person: an id, and nothing else but its age. */
export interface KnownPerson {
  readonly id: string
  /** Place in the order in which people were first seen. */
  readonly order: number
}

/** An id that went out of use because its records are another person's now. */
export interface MergedPerson {
  readonly id: string
  /** Keys of its own records: they alone say where it leads, whatever becomes of the other person. */
  readonly records: readonly string[]
}

export interface Assignment {
  /** The person of each record, by key. */
  readonly personByRecord: ReadonlyMap<string, string>
  /** Ids that did not exist before. */
  readonly created: readonly string[]
  readonly merged: readonly MergedPerson[]
}

export interface AssignmentInput {
  readonly groups: readonly (readonly string[])[]
  readonly records: readonly AssignedRecord[]
  readonly people: readonly KnownPerson[]
  readonly newId: () => string
}

/**
 * Gives each group of records its person id.
 *
 * A merge keeps the oldest id. A split leaves the id with the group that holds the oldest of its
 * records; the other group gets a new one. Ids are never used again. A record that only follows counts
 * as younger than all others: no id may tell that it came or went.
 */
export function assignPeople({ groups, records, people, newId }: AssignmentInput): Assignment {
  const age = new Map(people.map(({ id, order }) => [id, order]))
  const owners = ownersOf(groups, new Map(records.map((record) => [record.key, record])))
  const personByRecord = new Map<string, string>()
  const created: string[] = []
  const gone: string[] = []
  groups.forEach((keys, index) => {
    const [oldest, ...merged] = [...owners]
      .filter(([, owner]) => owner.group === index)
      .map(([id, owner]) => ({ id, place: [owner.place[0], age.get(id) ?? Infinity] as const }))
      .toSorted((a, b) => comparePlaces(a.place, b.place))
      .map(({ id }) => id)
    const personId = oldest ?? newId()
    if (oldest === undefined) created.push(personId)
    gone.push(...merged)
    for (const key of keys) personByRecord.set(key, personId)
  })
  return { personByRecord, created, merged: gone.map((id) => withRecords(id, records)) }
}

function withRecords(id: string, records: readonly AssignedRecord[]): MergedPerson {
  const own = records.filter(({ personId }) => personId === id)
  return { id, records: own.map(({ key }) => key) }
}

/** 1 for what only follows, and then the place in its order. */
type Place = readonly [follows: number, order: number]

interface Owner {
  readonly group: number
  readonly place: Place
}

/** For each id in use, the group that holds the oldest of its records. */
function ownersOf(
  groups: readonly (readonly string[])[],
  records: ReadonlyMap<string, AssignedRecord>,
): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>()
  groups.forEach((keys, group) => {
    for (const key of keys) {
      const record = records.get(key)
      if (!record?.personId) continue
      const place: Place = [record.weight === 'FOLLOWS' ? 1 : 0, record.order]
      const owner = owners.get(record.personId)
      if (!owner || comparePlaces(place, owner.place) < 0)
        owners.set(record.personId, { group, place })
    }
  })
  return owners
}

function comparePlaces(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1]
}
