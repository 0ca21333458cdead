import type { LikenessSealer } from '../search/likeness-sealer'
import { ApartPairs } from '../matching/apart-pairs'
import type { IndexModels, RecordDocument } from '../models'
import { weightOf } from '../weight'
import type { Comparer } from './comparer'
import { readLikenesses } from './find-candidates'
import type { JudgedRecord, Surroundings } from './judge-pair'
import type { PairDocument } from '../ledger/pair'

interface Reading {
  readonly models: IndexModels
  readonly sealer: Pick<LikenessSealer, 'open'>
  readonly comparer: Comparer
}

/** Everything by which pairs with this record are judged. */
export async function readSurroundings(
  reading: Reading,
  own: readonly PairDocument[],
): Promise<Surroundings> {
  const { models, comparer } = reading
  const ends = [...new Set(own.flatMap(({ keys }) => keys))]
  const pairs = await models.pairs.find({ keys: { $in: ends } }).lean()
  const records = await readWithPeople(models, [...new Set(pairs.flatMap(({ keys }) => keys))])
  const keys = [...records.keys()]
  const said = await models.pairs.find({ keys: { $in: keys }, isApart: true }).lean()
  const apart = new ApartPairs(
    said.map(({ keys: [a = '', b = ''] }) => ({ a, b, kind: 'APART' as const })),
  )
  const { automatic } = comparer.model.thresholds
  const isStrong = own.some(({ bits }) => bits !== null && bits >= automatic)
  const values = isStrong
    ? await readLikenesses(models, reading.sealer, membersOf(ends, records))
    : new Map<string, never>()
  return {
    ...{ records, pairs },
    isApart: (one, other) => apart.isBetween(one, other),
    meanBits: (one, other) => meanBits(one, other, { values, comparer }),
  }
}

/** Records, and all others of their people. */
async function readWithPeople(
  { records }: Pick<IndexModels, 'records'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, JudgedRecord>> {
  const found = await records.find({ _id: { $in: [...keys] } }).lean()
  const people = [...new Set(found.flatMap(({ personId }) => personId ?? []))]
  const members = await records.find({ personId: { $in: people } }).lean()
  return new Map([...found, ...members].map((record) => [record._id, judgedRecord(record)]))
}

function judgedRecord(record: RecordDocument): JudgedRecord {
  const { _id, agency, personId, tokens } = record
  return { key: _id, agency, personId, tokens, weight: weightOf(record) }
}

function membersOf(
  keys: readonly string[],
  records: ReadonlyMap<string, JudgedRecord>,
): readonly string[] {
  const people = new Set(keys.map((key) => records.get(key)?.personId ?? key))
  return [...records.values()]
    .filter(({ key, personId }) => people.has(personId ?? key))
    .map(({ key }) => key)
}

/** The average-link guard: a chain of single links joins nobody. */
function meanBits(
  one: readonly string[],
  other: readonly string[],
  {
    values,
    comparer,
  }: {
    readonly values: Awaited<ReturnType<typeof readLikenesses>>
    readonly comparer: Comparer
  },
): number {
  const { guardClip } = comparer.model.clusters
  let [sum, count] = [0, 0]
  for (const a of one)
    for (const b of other) {
      const [left, right] = [values.get(a), values.get(b)]
      if (!left || !right) continue
      const { bits } = comparer.compare(left, right)
      if (bits === -Infinity) return bits
      sum += Math.max(-guardClip, Math.min(guardClip, bits))
      count += 1
    }
  return count === 0 ? 0 : sum / count
}
