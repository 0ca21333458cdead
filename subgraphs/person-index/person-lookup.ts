import DataLoader from 'dataloader'

import { HubError } from '../../common/errors'
import { isMarked } from '../kit/service/is-marked'
import type { ServiceCounts } from '../kit/service/service-counts'
import type { IndexModels, RecordDocument } from './models'

/** A person as the index knows them: which local records they are. */
export interface IndexedPerson {
  readonly id: string
  /** Local references by agency code, sorted. */
  readonly references: ReadonlyMap<string, readonly string[]>
  /** Tokens of their identifiers, and of their households. */
  readonly tokens: ReadonlySet<string>
  readonly households: ReadonlySet<string>
  /** One agency's mark holds for what all others know. */
  readonly isAddressProtected: boolean
}

/** Finds people for one request. */
export interface PersonLookup {
  /** The person with this id, or with the id it merged into. */
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
}

/** Made anew for each request. */
export function createPersonLookup(models: IndexModels, counts: ServiceCounts): PersonLookup {
  const byId = new DataLoader<string, IndexedPerson | null>((ids) => {
    counts.addLoad('person')
    return readPeople(models, ids)
  })
  const findPersonIds = async (filter: object) => {
    counts.addLoad('search')
    const ids = await models.records.distinct('personId', filter)
    return ids.filter((id) => typeof id === 'string').toSorted()
  }
  return {
    findById: (id) => byId.load(id),
    async findByToken(token) {
      const [id, ...others] = await findPersonIds({ tokens: token })
      if (others.length > 0) throw identifierInConflict()
      return id === undefined ? null : byId.load(id)
    },
    async findEarlierIds(id) {
      counts.addLoad('search')
      return (await models.people.distinct('_id', { redirectsTo: id })).map(String).toSorted()
    },
    async findAtAddress(address, first) {
      const found = await findPersonIds({ addresses: address })
      // One agency's mark holds for the addresses that all others have.
      const hidden = await models.records.distinct('personId', {
        personId: { $in: found },
        isAddressProtected: true,
      })
      const ids = found.filter((id) => !hidden.includes(id))
      const people = await Promise.all(ids.slice(0, first).map((id) => byId.load(id)))
      return people.filter((person) => person !== null)
    },
  }
}

async function readPeople(
  models: IndexModels,
  ids: readonly string[],
): Promise<(IndexedPerson | null)[]> {
  const people = await models.people.find({ _id: { $in: ids } }).lean()
  const survivors = new Map(people.map(({ _id, redirectsTo }) => [_id, redirectsTo ?? _id]))
  const records = await models.records
    .find({ personId: { $in: [...new Set(survivors.values())] } })
    .sort({ _id: 1 })
    .lean()
  const known = new Map<string, IndexedPart[]>()
  for (const record of records) {
    const own = known.get(record.personId ?? '') ?? []
    known.set(record.personId ?? '', own)
    own.push(record)
  }
  return ids.map((asked) => {
    const id = survivors.get(asked)
    const found = id === undefined ? undefined : known.get(id)
    return id === undefined || found === undefined ? null : describePerson(id, found)
  })
}

type IndexedPart = Pick<
  RecordDocument,
  'agency' | 'ref' | 'tokens' | 'households' | 'isAddressProtected'
>

function describePerson(id: string, records: readonly IndexedPart[]): IndexedPerson {
  const references = new Map<string, string[]>()
  for (const { agency, ref } of records)
    references.set(agency, [...(references.get(agency) ?? []), ref])
  return {
    ...{ id, references },
    tokens: new Set(records.flatMap(({ tokens }) => tokens)),
    households: new Set(records.flatMap(({ households }) => households ?? [])),
    isAddressProtected: records.some(({ isAddressProtected }) => isMarked(isAddressProtected)),
  }
}

/** Choosing one of them could show a stranger's records; saying "unknown" would be a lie. */
function identifierInConflict(): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    'This identifier is held for more than one person; ask by another one.',
    { reason: 'IDENTIFIER_IN_CONFLICT' },
  )
}
