import DataLoader from 'dataloader'

import { HubError } from '../../common/errors'
import type { ServiceCounts } from '../kit/service/service-counts'
import type { IndexedPerson } from './describe-person'
import { describePerson } from './describe-person'
import type { RecordsByPerson } from './disputed-records'
import { findDisputes, groupByPerson } from './disputed-records'
import type { IndexModels, PersonDocument, RecordDocument } from './models'
import type { Asker } from './visible-records'
import { visibleTo } from './visible-records'

/** Finds people for one request. */
export interface PersonLookup {
  /** The person with this id, or whose records that id had. */
  findById(id: string): Promise<IndexedPerson | null>
  /**
   * The person to whom this identifier was linked.
   * @throws HubError BAD_USER_INPUT when it is held for more than one person.
   */
  findByToken(token: string): Promise<IndexedPerson | null>
  /** Ids that merged into this one, sorted. */
  findEarlierIds(id: string): Promise<readonly string[]>
  /** People with a record at this address, in the order of their ids. */
  findAtAddress(address: string, first: number): Promise<readonly IndexedPerson[]>
  /** Everybody else with a record at an address that this person may be found by, in the same order. */
  findBeside(person: IndexedPerson, first: number): Promise<readonly IndexedPerson[]>
}

/** Queries to the index's database are counted under these names. */
export const countedLoads = ['person', 'search'] as const
export interface PersonLookupOptions {
  /** Records that are kept from them are not there. */
  readonly asker: Asker
  readonly counts: ServiceCounts
}

/** Most people in one query. */
const maxBatchSize = 1000

/** Some may have to be left out: a few more are looked at than asked for. */
const smallestStep = 50

/**
 * Read when a search finds nobody: as many queries as for somebody who may not be shown, so that time does
 * not tell them from each other. Nobody has it.
 */
const nobodysId = '0'.repeat(32)

/** Made anew for each request. */
export function createPersonLookup(
  models: IndexModels,
  { asker, counts }: PersonLookupOptions,
): PersonLookup {
  const byId = new DataLoader<string, IndexedPerson | null>(
    (ids) => {
      counts.addLoad('person')
      return readPeople(models, ids, asker)
    },
    { maxBatchSize },
  )
  const findIds = (filter: object) => searchIds(models, counts, filter)
  const load = async (ids: readonly string[]) => {
    const people = await Promise.all(ids.map((id) => byId.load(id)))
    return people.filter((person) => person !== null)
  }
  return {
    findById: (id) => byId.load(id),
    async findByToken(token) {
      const found = await load(await findIds({ tokens: token }))
      const shown = found.filter(({ tokens }) => tokens.has(token))
      const linked = shown.filter(({ isHeld }) => !isHeld)
      // What is held ties nobody: it must not make an identifier of others ambiguous either.
      const [person = null, ...others] = linked.length > 0 ? linked : shown
      if (others.length > 0) throw identifierInConflict()
      return person
    },
    async findEarlierIds(id) {
      counts.addLoad('search')
      const records = await models.records.find({ personId: id }, { _id: 1 }).lean()
      const keys = records.map(({ _id }) => _id)
      const merged = await models.people.find({ mergedRecords: { $in: keys } }, { _id: 1 }).lean()
      const ids = merged.map(({ _id }) => _id).filter((earlier) => earlier !== id)
      const people = await Promise.all(ids.map((earlier) => byId.load(earlier)))
      return ids.filter((_, index) => people[index]?.id === id).toSorted()
    },
    async findAtAddress(address, first) {
      const ids = await findIds({ addresses: address })
      return firstAt(ids, { load, addresses: [address], first })
    },
    async findBeside({ id, addresses, isAddressProtected }, first) {
      // Read all the same: that nobody is beside them must not be told by time.
      const ids = await findIds({ addresses: { $in: [...addresses] } })
      const others = ids.filter((other) => other !== id)
      const found = await firstAt(others, { load, addresses: [...addresses], first })
      return isAddressProtected ? [] : found
    },
  }
}

interface AddressSearch {
  readonly load: (ids: readonly string[]) => Promise<readonly IndexedPerson[]>
  readonly addresses: readonly string[]
  readonly first: number
}

/** The first of these people who may be found by one of the addresses. */
async function firstAt(
  ids: readonly string[],
  { load, addresses, first }: AddressSearch,
): Promise<readonly IndexedPerson[]> {
  const shown: IndexedPerson[] = []
  const step = Math.max(first, smallestStep)
  for (let start = 0; start < ids.length && shown.length < first; start += step)
    for (const person of await load(ids.slice(start, start + step)))
      // One agency's mark holds for the addresses that all others have.
      if (!person.isAddressProtected && addresses.some((one) => person.addresses.has(one)))
        shown.push(person)
  return shown.slice(0, first)
}

async function searchIds(
  { records }: Pick<IndexModels, 'records'>,
  counts: ServiceCounts,
  filter: object,
): Promise<readonly string[]> {
  counts.addLoad('search')
  const ids = await records.distinct('personId', filter)
  const found = ids.filter((id) => typeof id === 'string').toSorted()
  return found.length > 0 ? found : [nobodysId]
}

async function readPeople(
  models: IndexModels,
  ids: readonly string[],
  asker: Asker,
): Promise<(IndexedPerson | null)[]> {
  const own = groupByPerson(await readRecords(models, ids))
  const survivors = await findSurvivors(models, { ids, own, asker })
  const known = await withRecordsOf(models, own, [...survivors.values()])
  const disputes = await findDisputes(models, known)
  return ids.map((asked) => {
    const id = survivors.get(asked)
    const records = id === undefined ? undefined : known.get(id)
    if (id === undefined || !records) return null
    return describePerson({ id, records, disputes }, asker)
  })
}

interface FoundPeople {
  readonly ids: readonly string[]
  readonly own: RecordsByPerson
  readonly asker: Asker
}

/**
 * The id under which each of these people is known now. An id that has no records any more leads to
 * the one person who has those it had; where they have been parted it leads to nobody, because any of
 * them could be a stranger.
 */
async function findSurvivors(
  models: Pick<IndexModels, 'records' | 'people'>,
  { ids, own, asker }: FoundPeople,
): Promise<ReadonlyMap<string, string>> {
  const survivors = new Map(ids.filter((id) => own.has(id)).map((id) => [id, id]))
  const { merged, byKey } = await findMerged(
    models,
    ids.filter((id) => !own.has(id)),
  )
  for (const { _id, mergedRecords = [] } of merged) {
    const had = mergedRecords.map((key) => byKey.get(key)).filter((record) => record !== undefined)
    const now = visibleTo(had, asker).flatMap(({ personId }) => personId ?? [])
    const [only, ...others] = new Set(now)
    if (only !== undefined && others.length === 0) survivors.set(_id, only)
  }
  return survivors
}

/** Who is without records, and the records that they had. */
async function findMerged(
  { people, records }: Pick<IndexModels, 'records' | 'people'>,
  ids: readonly string[],
): Promise<{
  readonly merged: readonly PersonDocument[]
  readonly byKey: ReadonlyMap<string, RecordDocument>
}> {
  const merged = ids.length === 0 ? [] : await people.find({ _id: { $in: ids } }).lean()
  const keys = merged.flatMap(({ mergedRecords = [] }) => mergedRecords)
  const found = keys.length === 0 ? [] : await records.find({ _id: { $in: keys } }).lean()
  return { merged, byKey: new Map(found.map((record) => [record._id, record])) }
}

async function readRecords(
  { records }: Pick<IndexModels, 'records'>,
  ids: readonly string[],
): Promise<readonly RecordDocument[]> {
  return records
    .find({ personId: { $in: ids } })
    .sort({ _id: 1 })
    .lean()
}

async function withRecordsOf(
  models: Pick<IndexModels, 'records'>,
  own: RecordsByPerson,
  ids: readonly string[],
): Promise<RecordsByPerson> {
  const missing = [...new Set(ids)].filter((id) => !own.has(id))
  if (missing.length === 0) return own
  return new Map([...own, ...groupByPerson(await readRecords(models, missing))])
}

/** Choosing one of them could show a stranger's records; saying "unknown" would be a lie. */
function identifierInConflict(): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    'This identifier is held for more than one person; ask by another one.',
    { reason: 'IDENTIFIER_IN_CONFLICT' },
  )
}
