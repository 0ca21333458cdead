import DataLoader from 'dataloader'

import { isMarked } from '../kit/service/is-marked'
import { mayHaveProtectedAddress } from '../kit/records/protection'
import type { RecordCollection, RecordModel, StoredRecord } from '../kit/records/record-collection'
import type { RecordListKey, RecordLoaders } from '../kit/records/record-loaders'
import { personRecordType } from '../kit/records/record-loaders'
import type { RestMapping } from './mapping'
import { toRecord } from './to-record'
import { pathAbout } from './vendor-client'
import type { VendorClient } from './vendor-client'

/** Where records come from, and how they are checked. */
export interface RestSource {
  readonly mapping: RestMapping
  readonly client: VendorClient
  readonly models: Readonly<Record<string, RecordModel>>
  /** Marks of whom the agency knows: references, whether they are protected, nothing else. */
  readonly marks: RecordCollection
}

/** For everything that one call of the hub needs, in milliseconds: less than the hub waits. */
const callMs = 4000

/** One person, or null. @throws Error when the system does not say */
export async function loadPerson(
  { mapping, client, models }: RestSource,
  ref: string,
  deadlineMs: number,
): Promise<StoredRecord | null> {
  const Model = models[personRecordType]
  const path = pathAbout(mapping.person.path, ref)
  if (!Model || path === null) return null
  const item = await client.get(path, deadlineMs)
  if (item === null) return null
  const person = await toRecord(item, mapping.person.record, { Model, ref })
  if (person._id !== ref) throw new Error('The system gave another person than was asked for')
  return person
}

/**
 * Loaders that ask the vendor's system; made anew for each call, they remember for as long as it lasts.
 * What the system does not say in time fails: it is never taken for nothing.
 */
export function createRestLoaders(source: RestSource): RecordLoaders {
  const deadlineMs = performance.now() + callMs
  const people = new DataLoader<string, StoredRecord | null>((refs) =>
    settle(refs.map((ref) => loadPerson(source, ref, deadlineMs))),
  )
  const listsByType = new Map<string, DataLoader<string, readonly StoredRecord[]>>()
  const loadAbout = (recordType: string, ref: string) => {
    const loader =
      listsByType.get(recordType) ??
      new DataLoader<string, readonly StoredRecord[]>((refs) =>
        settle(refs.map((one) => loadRecords(source, recordType, { ref: one, deadlineMs }))),
      )
    listsByType.set(recordType, loader)
    return loader.load(ref)
  }
  const loadAll = async (recordType: string, refs: readonly string[]) =>
    onceEach((await Promise.all(refs.map((ref) => loadAbout(recordType, ref)))).flat())
  return {
    async loadPeople(refs) {
      const found = await Promise.all(refs.map((ref) => people.load(ref)))
      return found.filter((person) => person !== null).filter(isNotSealed)
    },
    loadMarks: async (recordType, refs) =>
      (await loadAll(recordType, refs)).filter(
        ({ isLimitedAccess, limitedAccess }) =>
          isMarked(isLimitedAccess) || isMarked(limitedAccess),
      ),
    loadGrounds: (recordType, refs) => loadAll(recordType, refs),
    loadProtection: (refs) => loadProtection(source, refs),
    loadList: async (recordType, key) => within(await loadAll(recordType, key.refs), key),
  }
}

async function loadRecords(
  { mapping, client, models }: RestSource,
  recordType: string,
  { ref, deadlineMs }: { readonly ref: string; readonly deadlineMs: number },
): Promise<readonly StoredRecord[]> {
  const list = mapping.lists[recordType]
  const Model = models[recordType]
  if (list === undefined || !Model) throw new Error(`No list of ${recordType} is mapped`)
  const path = list && pathAbout(list.path, ref)
  if (!list || path === null) return []
  const items = await client.getAll({ ...list, path }, { deadlineMs })
  const records = await Promise.all(
    items.map((item) => toRecord(item, list.record, { Model, ref })),
  )
  return records.filter(isNotSealed)
}

/** Of whom nothing is known here it is not known either whether they are protected. */
async function loadProtection({ marks }: RestSource, refs: readonly string[]) {
  const found = await marks.find({ _id: { $in: [...refs] } }).toArray()
  const byRef = new Map(found.map((person) => [person._id, person]))
  const isAway = (ref: string) => {
    const person = byRef.get(ref)
    return !person || mayHaveProtectedAddress(person)
  }
  return {
    atUnknownAddress: new Set(refs.filter(isAway)),
    sealed: new Set(found.filter(({ isSealed }) => isMarked(isSealed)).map(({ _id }) => _id)),
  }
}

function within(
  records: readonly StoredRecord[],
  { list: { from, to, first } }: RecordListKey,
): readonly StoredRecord[] {
  const at = ({ occurredAt }: StoredRecord) => occurredAt?.getTime() ?? 0
  return records
    .filter((one) => (!from || at(one) >= from.getTime()) && (!to || at(one) < to.getTime()))
    .toSorted((one, other) => at(other) - at(one) || (one._id < other._id ? -1 : 1))
    .slice(0, first)
}

function isNotSealed({ isSealed }: StoredRecord): boolean {
  return !isMarked(isSealed)
}

/** A record about two of the references comes twice. */
function onceEach(records: readonly StoredRecord[]): readonly StoredRecord[] {
  return [...new Map(records.map((record) => [record._id, record])).values()]
}

/** What fails for one fails for that one. */
function settle<Value>(all: readonly Promise<Value>[]): Promise<(Value | Error)[]> {
  return Promise.all(
    all.map((one) =>
      one.catch((error: unknown) => (error instanceof Error ? error : new Error('It failed'))),
    ),
  )
}
