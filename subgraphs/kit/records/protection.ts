import DataLoader from 'dataloader'

import { isMarked } from '../service/is-marked'
import type { RecordWithPeople } from './people-in-record'
import type { RecordCollection, StoredRecord } from './record-collection'

/** References of people that the views of others must be careful with. */
export interface Protection {
  /** Where they are is given to nobody. */
  readonly atUnknownAddress: ReadonlySet<string>
  /** To the hub they do not exist here. */
  readonly sealed: ReadonlySet<string>
}

/**
 * Loads the protection of references; a reference nobody keeps needs none.
 * @param isAway whether somebody's whereabouts are kept back
 */
export function createProtectionLoader(
  open: () => RecordCollection,
  isAway: (person: StoredRecord) => boolean,
) {
  const marks = new DataLoader<string, StoredRecord | null>((refs) => readMarks(open(), refs))
  return async (refs: readonly string[]): Promise<Protection> => {
    const found = await Promise.all(refs.map((ref) => marks.load(ref)))
    const people = found.filter((person) => person !== null)
    return {
      atUnknownAddress: new Set(people.filter(isAway).map(({ _id }) => _id)),
      sealed: new Set(people.filter(({ isSealed }) => isMarked(isSealed)).map(({ _id }) => _id)),
    }
  }
}

/**
 * Whether another agency protects where a person is, as the person index says; absent while it is not
 * known.
 */
export const protectedElsewhereField = 'isProtectedElsewhere'

/** True for a person whose whereabouts are given to nobody. */
export function hasProtectedAddress(person: StoredRecord): boolean {
  return protectsAddress(person) || isMarked(person[protectedElsewhereField])
}

/**
 * True for a person whose whereabouts are given to nobody, or of whom it is not known yet whether they
 * may be: another agency may protect them.
 */
export function mayHaveProtectedAddress(person: StoredRecord): boolean {
  return hasProtectedAddress(person) || person[protectedElsewhereField] !== false
}

/** True for a person whose whereabouts this agency protects itself. */
export function protectsAddress(person: StoredRecord): boolean {
  return isMarked(person['isAddressProtected']) || isMarked(person['isRestricted'])
}

/** Everyone a record names by the agency's own references. */
export function referencesIn(record: StoredRecord & RecordWithPeople): readonly string[] {
  const named = record.people?.flatMap(({ reference }) => reference ?? []) ?? []
  return [...new Set([...(record.personRefs ?? []), ...named])]
}

async function readMarks(
  collection: RecordCollection,
  refs: readonly string[],
): Promise<(StoredRecord | null)[]> {
  const yes = { $nin: [null, false] }
  const marked = [
    { isSealed: yes },
    { isAddressProtected: yes },
    { isRestricted: yes },
    { [protectedElsewhereField]: { $ne: false } },
  ]
  const found = await collection.find({ _id: { $in: refs }, $or: marked }).toArray()
  const byRef = new Map(found.map((person) => [person._id, person]))
  return refs.map((ref) => byRef.get(ref) ?? null)
}
