import { ApartPairs } from '../matching/apart-pairs'
import { mayBeTwins } from '../matching/decisions/twins'
import type { RecordDocument } from '../documents'
import type { IndexModels } from '../models'
import { weightOf } from '../weight'
import type { Compared, Comparer } from './comparer'
import type { Reading } from './find-alike'
import { readCompared } from './read-compared'
import type { JudgedRecord, Surroundings } from './surroundings'
import type { PairDocument } from '../ledger/pair'

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
  const members = membersOf(ends, records)
  const parted = isStrong ? await readParted(models, said, members) : []
  const compared = [...members, ...parted.map(({ key }) => key)]
  const values = isStrong
    ? await readCompared(models, reading.sealer, [...new Set(compared)])
    : new Map<string, never>()
  const comparing = { values, comparer }
  return {
    ...{ records, pairs },
    isApart: (one, other) => apart.isBetween(one, other),
    resemblesParted: (one, others) =>
      parted.some(
        ({ key, from, weight }) =>
          key !== one.key &&
          others.includes(from) &&
          (weight === 'FULL' || one.weight !== 'FULL') &&
          isAlike([one.key, key], comparing),
      ),
    meanBits: (one, other) => meanBits(one, other, comparing),
    mayBeTwins: (one, other) =>
      one.some((a) => other.some((b) => lookLikeTwins([a, b], comparing))),
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

/** A record that was parted from another. */
interface Parted {
  readonly key: string
  readonly from: string
  readonly weight: JudgedRecord['weight']
}

/** Who was parted from these: of one agency nobody is compared with each other, so that no pair tells. */
async function readParted(
  { records }: Pick<IndexModels, 'records'>,
  said: readonly Pick<PairDocument, 'keys'>[],
  members: readonly string[],
): Promise<readonly Parted[]> {
  const own = new Set(members)
  const apart = said.flatMap(({ keys: [a = '', b = ''] }) => [
    ...(own.has(a) ? [{ key: b, from: a }] : []),
    ...(own.has(b) ? [{ key: a, from: b }] : []),
  ])
  const found = await records.find({ _id: { $in: apart.map(({ key }) => key) } }).lean()
  const weights = new Map(found.map((record) => [record._id, weightOf(record)]))
  return apart.flatMap(({ key, from }) => {
    const weight = weights.get(key)
    return weight === undefined || weight === 'NONE' ? [] : [{ key, from, weight }]
  })
}

interface Comparing {
  readonly values: Awaited<ReturnType<typeof readCompared>>
  readonly comparer: Comparer
}

/** Null: nothing is known by which to compare them. */
function comparedBetween(
  [one, other]: readonly [string, string],
  { values, comparer }: Comparing,
): Compared | null {
  const [left, right] = [values.get(one)?.likeness, values.get(other)?.likeness]
  return left && right ? comparer.compare(left, right) : null
}

function isAlike(both: readonly [string, string], comparing: Comparing): boolean {
  const { bits } = comparedBetween(both, comparing) ?? { bits: -Infinity }
  return bits >= comparing.comparer.model.thresholds.review
}

function lookLikeTwins(both: readonly [string, string], comparing: Comparing): boolean {
  const compared = comparedBetween(both, comparing)
  return compared !== null && mayBeTwins(Uint8Array.from(compared.levels))
}

/** The average-link guard: a chain of single links joins nobody. */
function meanBits(one: readonly string[], other: readonly string[], comparing: Comparing): number {
  const { guardClip } = comparing.comparer.model.clusters
  let [sum, count] = [0, 0]
  for (const a of one)
    for (const b of other) {
      const compared = comparedBetween([a, b], comparing)
      if (!compared) continue
      const { bits } = compared
      if (bits === -Infinity) return bits
      sum += Math.max(-guardClip, Math.min(guardClip, bits))
      count += 1
    }
  return count === 0 ? 0 : sum / count
}
