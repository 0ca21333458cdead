import type { SearchedLikeness } from '../../../common/likeness/likeness'
import type { ServiceCounts } from '../../kit/service/service-counts'
import type { IndexedPerson } from '../describe-person'
import { isMarked } from '../../kit/service/is-marked'
import { inTurns } from '../matching/in-turns'
import type { IndexModels } from '../models'
import type { LikenessSealer } from './likeness-sealer'
import type { Match } from './match-candidate'
import { matchPerson } from './match-candidate'
import { readValues } from './read-values'

/** Somebody who may be meant. */
export interface Candidate extends Match {
  readonly person: IndexedPerson
}

/** What a search found. */
export interface Found {
  /** Who fits best comes first. */
  readonly candidates: readonly Candidate[]
  /** There are others, or there were too many to compare. */
  readonly hasMore: boolean
}

/** Most candidates that are told. */
export const mostCandidates = 20

/** Most records that are compared for one search. */
const mostCompared = 500

/** Most people who are looked up for one search: those of whom one record fits best, agencies in turns. */
const mostLookedUp = 60

/** Who fits worse than this, in bits, is not told: as many people would by chance. */
const leastBits = 6

export interface SearchTerms {
  readonly models: Pick<IndexModels, 'likenesses' | 'records'>
  readonly sealer: LikenessSealer
  readonly counts: ServiceCounts
  /** People by their ids, as the asker may know them; null: nobody whom the asker may know. */
  readonly findById: (id: string) => Promise<IndexedPerson | null>
}

/**
 * People by name, as far as the asker may know them: who has a record with a key of the search that the asker may
 * know of, compared by all of their records that the asker may know of.
 */
export async function searchPeople(
  searched: SearchedLikeness,
  { models, sealer, counts, findById }: SearchTerms,
): Promise<Found> {
  const reading = { models, sealer, counts }
  const { byName, byPlace, isCut } = await findRecords(searched, reading)
  const { ids, hasOthers } = await bestPeople(searched, [...byName, ...byPlace], reading)
  const people = await Promise.all((ids.length > 0 ? ids : [nobodysId]).map(findById))
  // A record that is kept from the asker finds nobody, nor does where somebody is whose address is protected.
  const isFound = (person: IndexedPerson) =>
    person.keys.some((key) => byName.has(key) || (byPlace.has(key) && !person.isAddressProtected))
  const found = people.filter((person) => person !== null).filter(isFound)
  const candidates = await compareAll(searched, found, reading)
  const fitting = candidates.filter(({ bits }) => bits >= leastBits).toSorted(bestFirst)
  return {
    candidates: fitting.slice(0, mostCandidates),
    hasMore: isCut || hasOthers || fitting.length > mostCandidates,
  }
}

/**
 * Ids of the people who have these records. Of very many those of whom one record fits best by itself: to look
 * somebody up takes much longer than to compare them.
 */
async function bestPeople(
  searched: SearchedLikeness,
  keys: readonly string[],
  reading: Reading,
): Promise<{ readonly ids: readonly string[]; readonly hasOthers: boolean }> {
  reading.counts.addLoad('search')
  const found = await reading.models.records
    .find({ _id: { $in: [...keys] } }, { personId: 1, isAddressProtected: 1 })
    .lean()
  const records = found.filter(hasPerson)
  const ids = [...new Set(records.map(({ personId }) => personId))]
  if (ids.length <= mostLookedUp) return { ids, hasOthers: false }
  const values = await readCounted(
    records.map(({ _id }) => _id),
    reading,
  )
  const fitting = records
    .map((one) => {
      const likenesses = [values.get(one._id) ?? {}]
      const known = { likenesses, isAddressProtected: isMarked(one.isAddressProtected) }
      return { ...one, bits: matchPerson(searched, known).bits }
    })
    .toSorted((one, other) => other.bits - one.bits || (one._id < other._id ? -1 : 1))
  const owners = new Map(fitting.map(({ _id, personId }) => [_id, personId]))
  const ranked = inTurns([...owners.keys()]).flatMap((key) => owners.get(key) ?? [])
  const best = new Set([...new Set(ranked)].slice(0, mostLookedUp))
  return {
    ids: [...best],
    hasOthers: fitting.some(({ bits, personId }) => bits >= leastBits && !best.has(personId)),
  }
}

function hasPerson<Found extends { readonly personId: string | null }>(
  record: Found,
): record is Found & { readonly personId: string } {
  return record.personId !== null
}

/** Nobody has it; looked up all the same, so that time does not tell a hidden person from none. */
const nobodysId = '0'.repeat(32)

type Reading = Omit<SearchTerms, 'findById'>

/** Keys of the records that have one of the search's keys. */
interface FoundRecords {
  readonly byName: ReadonlySet<string>
  readonly byPlace: ReadonlySet<string>
  /** There are more than are compared. */
  readonly isCut: boolean
}

async function findRecords(
  { keys, placeKeys }: SearchedLikeness,
  { models, sealer, counts }: Reading,
): Promise<FoundRecords> {
  const find = async (name: 'keys' | 'placeKeys', tokens: readonly number[]) => {
    if (tokens.length === 0) return []
    counts.addLoad('search')
    const filter = { [name]: { $in: sealer.keys(tokens) } }
    const found = await models.likenesses
      .find(filter, { _id: 1 })
      .limit(mostCompared + 1)
      .lean()
    return found.map(({ _id }) => _id)
  }
  const [byName, byPlace] = await Promise.all([find('keys', keys), find('placeKeys', placeKeys)])
  return {
    byName: new Set(byName.slice(0, mostCompared)),
    byPlace: new Set(byPlace.slice(0, mostCompared)),
    isCut: Math.max(byName.length, byPlace.length) > mostCompared,
  }
}

async function compareAll(
  searched: SearchedLikeness,
  people: readonly IndexedPerson[],
  reading: Reading,
): Promise<readonly Candidate[]> {
  const values = await readCounted(
    people.flatMap(({ keys }) => keys),
    reading,
  )
  return people.map((person) => {
    const likenesses = person.keys.flatMap((key) => values.get(key) ?? [])
    const { isAddressProtected } = person
    return { person, ...matchPerson(searched, { likenesses, isAddressProtected }) }
  })
}

function readCounted(keys: readonly string[], { models, sealer, counts }: Reading) {
  counts.addLoad('search')
  return readValues(models, sealer, keys)
}

/** Of equals the same one first, whoever asks. */
function bestFirst(one: Candidate, other: Candidate): number {
  return other.bits - one.bits || (one.person.id < other.person.id ? -1 : 1)
}

/** Codes of the agencies with records that nobody finds by name, because they have not said by which. */
export async function findUnsearchable({ records }: Pick<IndexModels, 'records'>) {
  const agencies = await records.distinct('agency', { isSearchable: { $in: [null, false] } })
  return agencies.filter((code) => typeof code === 'string').toSorted()
}
