/** A record and the person it was last said to be of. */
export interface AssignedRecord {
  readonly key: string
  readonly personId: string | null
  /** Place in the order in which records were first registered. */
  readonly order: number
}

/** A person: an id, and nothing else but its age. */
export interface KnownPerson {
  readonly id: string
  /** Place in the order in which people were first seen. */
  readonly order: number
}

export interface Assignment {
  /** The person of each record, by key. */
  readonly personByRecord: ReadonlyMap<string, string>
  /** Ids that did not exist before. */
  readonly created: readonly string[]
  /** Ids that merged into an older one. */
  readonly redirects: readonly { readonly from: string; readonly to: string }[]
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
 * A merge keeps the oldest id and redirects the others to it. A split leaves the id with the group
 * that holds the oldest of its records; the other group gets a new one. Ids are never used again.
 */
export function assignPeople({ groups, records, people, newId }: AssignmentInput): Assignment {
  const recordByKey = new Map(records.map((record) => [record.key, record]))
  const age = new Map(people.map(({ id, order }) => [id, order]))
  const owners = ownersOf(groups, recordByKey)
  const personByRecord = new Map<string, string>()
  const created: string[] = []
  const redirects: { from: string; to: string }[] = []
  groups.forEach((keys, index) => {
    const [oldest, ...merged] = [...owners]
      .filter(([, owner]) => owner.group === index)
      .map(([id]) => id)
      .toSorted((a, b) => (age.get(a) ?? Infinity) - (age.get(b) ?? Infinity))
    const personId = oldest ?? newId()
    if (oldest === undefined) created.push(personId)
    redirects.push(...merged.map((from) => ({ from, to: personId })))
    for (const key of keys) personByRecord.set(key, personId)
  })
  return { personByRecord, created, redirects }
}

/** For each id in use, the group that holds the oldest of its records. */
function ownersOf(
  groups: readonly (readonly string[])[],
  records: ReadonlyMap<string, AssignedRecord>,
): ReadonlyMap<string, { readonly group: number; readonly order: number }> {
  const owners = new Map<string, { group: number; order: number }>()
  groups.forEach((keys, group) => {
    for (const key of keys) {
      const record = records.get(key)
      if (!record?.personId) continue
      const owner = owners.get(record.personId)
      if (!owner || record.order < owner.order)
        owners.set(record.personId, { group, order: record.order })
    }
  })
  return owners
}
