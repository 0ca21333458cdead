import { describedRecord } from '../../common/likeness/described-person'
import { plainEncoder } from '../../common/likeness/encode'
import type { CanonicalRecord } from '../../common/likeness/fields'
import type { Database } from '../../subgraphs/kit/service/database'
import { currentModel } from '../../subgraphs/person-index/matching/models/current-model'
import { modelWeights } from '../../subgraphs/person-index/matching/scoring/model'
import { patternOf } from '../../subgraphs/person-index/matching/scoring/pattern'
import { bitsOf } from '../../subgraphs/person-index/matching/scoring/score'
import { weightTable } from '../../subgraphs/person-index/matching/scoring/weight-table'
import { keysOf } from './keys-of'
import type { KnownPerson, SearchedIndex, SearchedPerson } from './searched-index'
import { personId } from './token-index'

interface PlainDocument {
  readonly _id: string
  readonly keys: readonly string[]
  readonly record: CanonicalRecord
}

const table = weightTable(modelWeights(currentModel(), 'plain'))
const rarity = { bandOf: () => 4 }

/** The baseline: the same keys and the same comparison over readable names, in one read, kept from nobody. */
export function createPlainIndex({ connection }: Database): SearchedIndex {
  const people = connection.collection<PlainDocument>('plain_people')
  let indexed: Promise<unknown> | null = null
  const add = async (known: readonly KnownPerson[]) => {
    indexed ??= people.createIndex({ keys: 1 }, {}, {})
    await indexed
    await people.insertMany(
      known.map(({ place, person }) => {
        const record = describedRecord(person)
        return { _id: personId(place), keys: keysOf(record), record }
      }),
    )
  }
  const search = async ({ known, years }: SearchedPerson) => {
    const asked = describedRecord(known)
    const encode = plainEncoder()
    const found = await people.find({ keys: { $in: [...keysOf(asked, years)] } }).toArray()
    return found
      .map(({ _id, record }) => ({
        id: _id,
        bits: bitsOf(patternOf(encode(asked), encode(record), rarity), table),
      }))
      .toSorted((one, other) => other.bits - one.bits)
      .slice(0, 20)
      .map(({ id }) => id)
  }
  return { name: 'plain', add, search }
}
