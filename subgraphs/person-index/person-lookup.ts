import DataLoader from 'dataloader'

import { HubError } from '../../common/errors'
import type { ServiceCounts } from '../kit/service/service-counts'
import type { IndexedPerson } from './describe-person'
import { describePerson } from './describe-person'
import { describeDisputes } from './disputed-records'
import { describeDoubts } from './doubts'
import type { PersonDocument } from './documents'
import type { IndexModels } from './models'
import type { ReadPerson } from './read-people'
import { readByIds, readByToken } from './read-people'
import type { ReferenceSealer } from './sealed-references'
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
  /** People with a record at an address of this postcode, in the same order. */
  findAtPostcode(postcode: string, first: number): Promise<readonly IndexedPerson[]>
  /** Everybody else with a record at an address that this person may be found by, in the same order. */
  findBeside(person: IndexedPerson, first: number): Promise<readonly IndexedPerson[]>
}

/**
 * Every query of a look-up is counted under one of these names: for people by what they are searched by
 * and by their ids, for ids without records, for disputes, for doubts, and for who asks.
 */
export const countedLoads = ['search', 'person', 'formerly', 'dispute', 'doubt', 'staff'] as const

export interface PersonLookupOptions {
  /** Records that are kept from them are not there. */
  readonly asker: Asker
  readonly openReference: ReferenceSealer['openReference']
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
  { asker, counts, openReference }: PersonLookupOptions,
): PersonLookup {
  const reading = { models, counts, asker, openReference }
  const byId = new DataLoader<string, IndexedPerson | null>((ids) => readPeople(reading, ids), {
    maxBatchSize,
  })
  const load = async (ids: readonly string[]) => {
    const people = await Promise.all(ids.map((id) => byId.load(id)))
    return people.filter((person) => person !== null)
  }
  const findAt = async (kind: 'addresses' | 'postcodes', place: string, first: number) => {
    const ids = await searchIds(models, counts, { [kind]: place })
    return firstAt(ids, { load, isAt: (person) => person[kind].has(place), first })
  }
  return {
    findById: (id) => byId.load(id),
    async findByToken(token) {
      counts.addLoad('search')
      const read = await readByToken(models, token)
      // Whose records another person got while they were read is followed there.
      const moved = read.filter(({ records }) => records.length === 0)
      const followed = await load(moved.map(({ id }) => id))
      const found = [...(await describeAll(reading, read)), ...followed]
      const shown = found.filter(({ tokens }) => tokens.has(token))
      const [person = null, ...others] = whoseTokenIs(token, shown)
      if (others.length > 0) throw identifierInConflict()
      return person
    },
    async findEarlierIds(id) {
      counts.addLoad('search', 2)
      const records = await models.records.find({ personId: id }, { _id: 1 }).lean()
      const keys = records.map(({ _id }) => _id)
      const merged = await models.people.find({ mergedRecords: { $in: keys } }, { _id: 1 }).lean()
      const ids = merged.map(({ _id }) => _id).filter((earlier) => earlier !== id)
      const people = await Promise.all(ids.map((earlier) => byId.load(earlier)))
      return ids.filter((_, index) => people[index]?.id === id).toSorted()
    },
    findAtAddress: (place, first) => findAt('addresses', place, first),
    findAtPostcode: (place, first) => findAt('postcodes', place, first),
    async findBeside({ id, addresses, isAddressProtected }, first) {
      // Read all the same: that nobody is beside them must not be told by time.
      const ids = await searchIds(models, counts, { addresses: { $in: [...addresses] } })
      const others = ids.filter((other) => other !== id)
      const isAt = (other: IndexedPerson) => [...addresses].some((one) => other.addresses.has(one))
      const found = await firstAt(others, { load, isAt, first })
      return isAddressProtected ? [] : found
    },
  }
}

/** What is held ties nobody, nor does a number that was not traced: neither may make an identifier of others ambiguous. */
function whoseTokenIs(token: string, people: readonly IndexedPerson[]): readonly IndexedPerson[] {
  const linked = people.filter(({ isHeld }) => !isHeld)
  const verified = linked.filter(({ tyingTokens }) => tyingTokens.has(token))
  return [verified, linked, people].find((some) => some.length > 0) ?? []
}

interface PlaceSearch {
  readonly load: (ids: readonly string[]) => Promise<readonly IndexedPerson[]>
  /** Whether what the asker may know of somebody places them there. */
  readonly isAt: (person: IndexedPerson) => boolean
  readonly first: number
}

/** The first of these people who may be found by where they are. */
async function firstAt(
  ids: readonly string[],
  { load, isAt, first }: PlaceSearch,
): Promise<readonly IndexedPerson[]> {
  const shown: IndexedPerson[] = []
  const step = Math.max(first, smallestStep)
  for (let start = 0; start < ids.length && shown.length < first; start += step)
    for (const person of await load(ids.slice(start, start + step)))
      // One agency's mark holds for the addresses that all others have.
      if (!person.isAddressProtected && isAt(person)) shown.push(person)
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

interface Reading extends PersonLookupOptions {
  readonly models: IndexModels
}

async function readPeople(
  reading: Reading,
  ids: readonly string[],
): Promise<(IndexedPerson | null)[]> {
  const known = new Map<string, IndexedPerson>()
  const own = await readOwn(reading, ids)
  for (const person of await describeAll(reading, own)) known.set(person.id, person)
  // Asked of all: of somebody hidden as of nobody, so that time does not tell. Only now, and not beside
  // the first question: what an id leads to is written before its records move.
  const merged = await findMerged(reading, ids)
  const ownIds = new Set(own.map(({ id }) => id))
  const without = merged.filter(({ _id }) => !ownIds.has(_id))
  const survivors = await findSurvivors(reading, without)
  const missing = [...new Set(survivors.values())].filter((id) => !ownIds.has(id))
  const others = missing.length === 0 ? [] : await readOwn(reading, missing)
  for (const person of await describeAll(reading, others)) known.set(person.id, person)
  return ids.map((id) => known.get(id) ?? known.get(survivors.get(id) ?? '') ?? null)
}

function readOwn({ models, counts }: Reading, ids: readonly string[]) {
  counts.addLoad('person')
  return readByIds(models, ids)
}

/** Those of these people of whom the asker may know. */
async function describeAll(
  { models, counts, asker, openReference }: Reading,
  people: readonly ReadPerson[],
): Promise<readonly IndexedPerson[]> {
  const conflicts = people.flatMap((person) => person.conflicts)
  // Of whom they speak is read in two steps.
  if (conflicts.length > 0) counts.addLoad('dispute', 2)
  const disputes = await describeDisputes(models, conflicts)
  const pairs = people.flatMap((person) => person.doubts)
  if (pairs.length > 0) counts.addLoad('doubt', 2)
  const doubts = await describeDoubts(models, pairs)
  const described = people.map(({ id, records }) =>
    describePerson({ id, records, disputes, doubts }, asker, openReference),
  )
  return described.filter((person) => person !== null)
}

/** Those of these people whose records became somebody else's. */
async function findMerged(
  { models, counts }: Reading,
  ids: readonly string[],
): Promise<readonly PersonDocument[]> {
  counts.addLoad('formerly')
  return models.people.find({ _id: { $in: [...ids] } }).lean()
}

/**
 * The id under which each of these people without records is known now. It leads to the one person who
 * has those they had; where they have been parted it leads to nobody, because any of them could be a
 * stranger.
 */
async function findSurvivors(
  { models, counts, asker }: Reading,
  merged: readonly PersonDocument[],
): Promise<ReadonlyMap<string, string>> {
  const keys = merged.flatMap(({ mergedRecords = [] }) => mergedRecords)
  if (keys.length > 0) counts.addLoad('formerly')
  const found = keys.length === 0 ? [] : await models.records.find({ _id: { $in: keys } }).lean()
  const byKey = new Map(found.map((record) => [record._id, record]))
  const survivors = new Map<string, string>()
  for (const { _id, mergedRecords = [] } of merged) {
    const had = mergedRecords.map((key) => byKey.get(key)).filter((record) => record !== undefined)
    const now = visibleTo(had, asker).flatMap(({ personId }) => personId ?? [])
    const [only, ...others] = new Set(now)
    if (only !== undefined && others.length === 0) survivors.set(_id, only)
  }
  return survivors
}

/** Choosing one of them could show a stranger's records; saying "unknown" would be a lie. */
function identifierInConflict(): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    'This identifier is held for more than one person; ask by another one.',
    { reason: 'IDENTIFIER_IN_CONFLICT' },
  )
}
