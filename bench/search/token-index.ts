import { describedRecord } from '../../common/likeness/described-person'
import { likenessOf, searchedLikeness } from '../../common/likeness/likeness'
import type { Database } from '../../subgraphs/kit/service/database'
import { ServiceCounts } from '../../subgraphs/kit/service/service-counts'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { createPersonLookup } from '../../subgraphs/person-index/person-lookup'
import { createReferenceSealer } from '../../subgraphs/person-index/sealed-references'
import { createLikenessSealer } from '../../subgraphs/person-index/search/likeness-sealer'
import { searchPeople } from '../../subgraphs/person-index/search/person-search'
import type { KnownPerson, SearchedIndex, SearchedPerson } from './searched-index'

const nameKey = Buffer.alloc(32, 1)
const sealer = createLikenessSealer(Buffer.alloc(32, 2))
const { record, sealReference, openReference } = createReferenceSealer(Buffer.alloc(32, 2))

/** The person index's own search, over its own collections. */
export function createTokenIndex({ connection }: Database): SearchedIndex {
  const models = createIndexModels(connection)
  const add = async (people: readonly KnownPerson[]) => {
    await models.likenesses.collection.insertMany(
      people.map(({ place, person }) => {
        const sealed = sealer.seal(likenessOf(nameKey, describedRecord(person)))
        return { ...sealed, _id: keyOf(personId(place)) as never }
      }),
    )
    await models.records.collection.insertMany(
      people.map(({ place }) => {
        const [id, key] = [personId(place), keyOf(personId(place))]
        return {
          ...{ _id: key as never, agency: 'police', personId: id, isLinked: true },
          sealedRef: sealReference(key, id),
          ...{ tokens: [], addresses: [], order: place, isSearchable: true },
        }
      }),
    )
  }
  const search = async (person: SearchedPerson) => {
    const counts = new ServiceCounts()
    const asker = { staff: ['STAFF:bench'], grounds: [] }
    // Made anew for each request, as the index does.
    const lookup = createPersonLookup(models, { counts, asker, openReference })
    const findById = (id: string) => lookup.findById(id)
    const searched = searchedLikeness(nameKey, describedRecord(person.known), person.years)
    const found = await searchPeople(searched, { models, sealer, counts, findById })
    return found.candidates.map((candidate) => candidate.person.id)
  }
  return { name: 'tokens', add, search }
}

/** The hub id of the person of this number. */
export function personId(place: number): string {
  return place.toString(16).padStart(32, '0')
}

function keyOf(id: string): string {
  return record('police', id)
}
