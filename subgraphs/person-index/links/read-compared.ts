import type { ValueTokens } from '../../../common/likeness/likeness'
import { placeFields } from '../../../common/likeness/search-keys'
import { isMarked } from '../../kit/service/is-marked'
import type { RecordDocument } from '../documents'
import { hasUntracedNumber } from '../matching/linkable-record'
import type { Weight } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
import { readValues } from '../search/read-values'
import { weightOf } from '../weight'
import type { ComparedLikeness } from './comparer'

/** A record that is compared with others. */
export interface ComparedRecord {
  readonly weight: Weight
  /** Null: its agency has not said by what it is found. */
  readonly likeness: ComparedLikeness | null
}

type Read = Pick<
  RecordDocument,
  '_id' | 'personId' | 'isAddressProtected' | 'tokens' | 'isHeld' | 'hiding'
>

/**
 * By what these records are compared, of those that are there. Of whom some agency protects nothing that says
 * where they are: by a link, or by none, anybody could try addresses on them.
 * @param known values of records, by key, so far as they have been read; the others' are read
 */
export async function readCompared(
  models: Pick<IndexModels, 'likenesses' | 'records'>,
  sealer: Pick<LikenessSealer, 'open'>,
  keys: readonly string[],
  known: ReadonlyMap<string, ValueTokens> = new Map(),
): Promise<ReadonlyMap<string, ComparedRecord>> {
  if (keys.length === 0) return new Map()
  const unknown = keys.filter((key) => !known.has(key))
  const [read, records] = await Promise.all([
    unknown.length === 0 ? new Map<string, never>() : readValues(models, sealer, unknown),
    readRecords(models, keys),
  ])
  return new Map(
    records.map(({ record, isProtected }): [string, ComparedRecord] => {
      const values = known.get(record._id) ?? read.get(record._id)
      const likeness = values && {
        values: isProtected ? withoutPlaces(values) : values,
        isNumberTraced: !hasUntracedNumber(record),
      }
      return [record._id, { weight: weightOf(record), likeness: likeness ?? null }]
    }),
  )
}

async function readRecords({ records }: Pick<IndexModels, 'records'>, keys: readonly string[]) {
  const fields = { personId: 1, isAddressProtected: 1, tokens: 1, isHeld: 1, hiding: 1 }
  const found: readonly Read[] = await records.find({ _id: { $in: [...keys] } }, fields).lean()
  const people = [...new Set(found.flatMap(({ personId }) => personId ?? []))]
  const marked = { isAddressProtected: true, personId: { $in: people } }
  const protectedPeople = new Set(
    people.length === 0 ? [] : await records.distinct('personId', marked),
  )
  return found.map((record) => {
    const { personId, isAddressProtected } = record
    const isTheirs = personId !== null && protectedPeople.has(personId)
    return { record, isProtected: isMarked(isAddressProtected) || isTheirs }
  })
}

function withoutPlaces(values: ValueTokens): ValueTokens {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !placeFields.some((field) => field === name)),
  )
}
