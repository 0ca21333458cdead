import DataLoader from 'dataloader'

import type { ListArguments } from '../service/list-arguments'
import type { ServiceCounts } from '../service/service-counts'
import type { Protection } from './protection'
import { createProtectionLoader, mayHaveProtectedAddress } from './protection'
import type { RecordCollection, RecordCollections, StoredRecord } from './record-collection'
import { getCollection } from './record-collection'

/** One person's list of one type of record. */
export interface RecordListKey {
  /** The agency's references for this person. */
  readonly refs: readonly string[]
  readonly list: ListArguments
}

/** The record type under which every agency keeps its people. */
export const personRecordType = 'person'

/** Reads an agency's records for one request; what was read once is not read again. */
export interface RecordLoaders {
  /** The agency's own people among these references, in the order of the references. */
  loadPeople(refs: readonly string[]): Promise<readonly StoredRecord[]>
  /** The records of one type about these references, for their marks of limited access. */
  loadMarks(recordType: string, refs: readonly string[]): Promise<readonly StoredRecord[]>
  /** The records of one type about these references that are not sealed: the grounds of telling of them. */
  loadGrounds(recordType: string, refs: readonly string[]): Promise<readonly StoredRecord[]>
  /** What has to be kept back about the people with these references. */
  loadProtection(refs: readonly string[]): Promise<Protection>
  /** A person's records of one type, newest first. */
  loadList(recordType: string, key: RecordListKey): Promise<readonly StoredRecord[]>
}

/** Loaders over an agency's collections; made anew for each request. */
export function createRecordLoaders(
  collections: RecordCollections,
  counts: ServiceCounts,
): RecordLoaders {
  const open = (recordType: string): RecordCollection => {
    counts.addLoad(recordType)
    return getCollection(collections, recordType)
  }
  const people = new DataLoader<string, StoredRecord | null>((refs) =>
    readPeople(open(personRecordType), refs),
  )
  const lists = new Map<string, DataLoader<RecordListKey, readonly StoredRecord[], string>>()
  const getList = (recordType: string) => {
    const known = lists.get(recordType)
    if (known) return known
    const loader = new DataLoader<RecordListKey, readonly StoredRecord[], string>(
      (keys) => readLists(() => open(recordType), keys),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    )
    lists.set(recordType, loader)
    return loader
  }
  const loadMarks = loadAbout(open, limited)
  const loadGrounds = loadAbout(open, notSealed)
  return {
    loadMarks,
    loadGrounds,
    loadProtection: createProtectionLoader(
      () => getCollection(collections, personRecordType),
      mayHaveProtectedAddress,
    ),
    async loadPeople(refs) {
      const found = await Promise.all(refs.map((ref) => people.load(ref)))
      return found.filter((person) => person !== null)
    },
    loadList: (recordType, key) => getList(recordType).load(key),
  }
}

/** Loads the records of a type about references, those that match. */
function loadAbout(
  open: (recordType: string) => RecordCollection,
  which: typeof limited | typeof notSealed,
) {
  const loaders = new Map<string, DataLoader<string, readonly StoredRecord[]>>()
  return async (recordType: string, refs: readonly string[]): Promise<readonly StoredRecord[]> => {
    const loader =
      loaders.get(recordType) ??
      new DataLoader<string, readonly StoredRecord[]>((asked) =>
        readAbout(open(recordType), asked, which),
      )
    loaders.set(recordType, loader)
    return (await Promise.all(refs.map((ref) => loader.load(ref)))).flat()
  }
}

/** What is sealed is not read at all: an answer cannot give away what the process never had. */
const notSealed = { isSealed: { $in: [null, false] } }

const yes = { $nin: [null, false] }
const limited = { $or: [{ isLimitedAccess: yes }, { limitedAccess: yes }] }

/** Of marks only records that have one: how many others there are must not show in the time either. */
async function readAbout(
  collection: RecordCollection,
  refs: readonly string[],
  which: typeof limited | typeof notSealed,
): Promise<StoredRecord[][]> {
  const records = await collection.find({ personRefs: { $in: refs }, ...which }).toArray()
  return refs.map((ref) => records.filter(({ personRefs }) => personRefs?.includes(ref)))
}

async function readPeople(
  collection: RecordCollection,
  refs: readonly string[],
): Promise<(StoredRecord | null)[]> {
  const found = await collection.find({ _id: { $in: refs }, ...notSealed }).toArray()
  const byRef = new Map(found.map((person) => [person._id, person]))
  return refs.map((ref) => byRef.get(ref) ?? null)
}

/**
 * One query for all lists of the same period, however long each may be.
 *
 * The work is proportional to the records of everybody who is asked about; only a query about one
 * person can leave the length to the database.
 */
async function readLists(
  open: () => RecordCollection,
  keys: readonly RecordListKey[],
): Promise<readonly StoredRecord[][]> {
  const lists = keys.map((): StoredRecord[] => [])
  const places = keys.map((key, index) => ({ key, records: lists[index] ?? [] }))
  const groups = new Map<string, ListPlace[]>()
  for (const place of places) {
    const { from, to } = place.key.list
    const period = JSON.stringify([from, to])
    groups.set(period, [...(groups.get(period) ?? []), place])
  }
  await Promise.all([...groups.values()].map((group) => fillLists(open(), group)))
  return lists
}

interface ListPlace {
  readonly key: RecordListKey
  readonly records: StoredRecord[]
}

async function fillLists(
  collection: RecordCollection,
  places: readonly ListPlace[],
): Promise<void> {
  const [first] = places
  if (!first) return
  const { list } = first.key
  const refs = [...new Set(places.flatMap(({ key }) => key.refs))]
  const cursor = collection
    .find({ personRefs: { $in: refs }, ...notSealed, ...periodFilter(list) })
    .sort({ occurredAt: -1, _id: 1 })
  const isAboutOne = places.every(({ key }) => isSameRefs(key.refs, first.key.refs))
  if (isAboutOne) cursor.limit(Math.max(...places.map(({ key }) => key.list.first)))
  const placesByRef = new Map<string, ListPlace[]>()
  for (const place of places)
    for (const ref of place.key.refs) placesByRef.set(ref, [...(placesByRef.get(ref) ?? []), place])
  for await (const record of cursor) giveRecord(record, placesByRef)
}

function isSameRefs(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((ref, index) => ref === other[index])
}

/** A record may be about several of the people asked for, or about one of them twice. */
function giveRecord(record: StoredRecord, placesByRef: ReadonlyMap<string, ListPlace[]>): void {
  const places = new Set((record.personRefs ?? []).flatMap((ref) => placesByRef.get(ref) ?? []))
  for (const { key, records } of places) if (records.length < key.list.first) records.push(record)
}

function periodFilter({ from, to }: ListArguments) {
  if (!from && !to) return {}
  return { occurredAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } }
}
