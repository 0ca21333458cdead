import { inTurns } from '../matching/in-turns'
import { agencyOf, anyNumberOf, hasUntracedNumber, untracedForm } from '../matching/linkable-record'
import type { LikenessDocument } from '../documents'
import type { IndexModels } from '../models'
import { lookupsOf } from '../search/likeness-sealer'
import { ofFullWeight } from '../weight'

/** Most records that one is compared with. */
const mostCandidates = 400

/** Most records that are read at once for one kind of key, to choose those from. */
const mostRead = 400

/** Likewise with those that do not count in full. */
const mostReadAtAll = 2_000

/** An agency with so many of them has had its turn: others are read without it. */
const mostOfAgency = 20

/**
 * Records with one of the keys by which one looks for others; of very many, agencies take turns, and of each the most
 * shared keys come first.
 */
export interface Candidates {
  readonly keys: readonly string[]
  /** Sealed values of this record and of those that share a key with it, by key; of others they are not read yet. */
  readonly values: SealedValues
  /** True: there are others of full weight, that were not looked at. By the rest nobody may tell that they are there. */
  readonly isCut: boolean
}

type SealedValues = ReadonlyMap<string, LikenessDocument['values']>

type Reading = Pick<IndexModels, 'likenesses' | 'records'>

/** The record whose candidates are looked for. */
export interface CandidateFor {
  readonly key: string
  readonly agency: string
  readonly tokens: readonly string[]
}

/**
 * Records of other agencies with a key by which this one looks for others, and of any with its number where that ties
 * them not by itself.
 */
export async function findCandidates(models: Reading, record: CandidateFor): Promise<Candidates> {
  const { key, agency } = record
  const own = await models.likenesses.findById(key).lean()
  const numbered = await findNumbered(models, record)
  const found = own
    ? await Promise.all(wantedOf(own).map((lookup) => readSharing(models, lookup, agency)))
    : []
  const values = new Map(
    [...(own ? [own] : []), ...found.flatMap((one) => one.likenesses)].map(sealedValues),
  )
  const sharing = [...values.keys()].filter((one) => one !== key)
  const isCut = found.some((one) => one.isCut)
  const all = [...new Set([...numbered, ...sharing.toSorted()])]
  // Whoever compares all of them need not know who shares most.
  if (!own || all.length <= mostCandidates) return { keys: all, values, isCut }
  const full = new Set(await findFull(models, all))
  const ranked = [...new Set([...numbered, ...(await rank(models, own, sharing))])]
  const [counting, others] = [true, false].map((isFull) =>
    inTurns(ranked.filter((one) => full.has(one) === isFull)),
  )
  return {
    keys: [...(counting ?? []), ...(others ?? [])].slice(0, mostCandidates),
    values,
    isCut: isCut || full.size > mostCandidates,
  }
}

/** Keys by which others are looked for, and where those have them. */
interface Lookup {
  readonly name: 'keys' | 'placeKeys'
  readonly wanted: readonly number[]
}

type Keys = Pick<LikenessDocument, 'keys' | 'placeKeys' | 'lookups'>

function wantedOf(own: Keys): readonly Lookup[] {
  const { keys, placeKeys } = lookupsOf(own)
  return [
    { name: 'keys', wanted: keys },
    { name: 'placeKeys', wanted: placeKeys },
  ]
}

type StoredValues = Pick<LikenessDocument, '_id' | 'values'>

function sealedValues({ _id, values }: StoredValues): [string, LikenessDocument['values']] {
  return [_id, values]
}

/** Who shares most keys first. */
async function rank(
  { likenesses }: Reading,
  own: Keys,
  keys: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(wantedOf(own).flatMap((one) => one.wanted))
  const found = await likenesses.find({ _id: { $in: [...keys] } }, { values: 0 }).lean()
  return found
    .map((one) => ({
      key: one._id,
      shared: [...one.keys, ...one.placeKeys].filter((token) => wanted.has(token)).length,
    }))
    .toSorted((one, other) => other.shared - one.shared || (one.key < other.key ? -1 : 1))
    .map(({ key }) => key)
}

/** Those of them that count in full. */
async function findFull({ records }: Reading, keys: readonly string[]): Promise<string[]> {
  const found = await records.find({ _id: { $in: [...keys] }, ...ofFullWeight }, { _id: 1 }).lean()
  return found.map(({ _id }) => _id)
}

/** Records with this one's NHS number where one of the two was not traced: somebody looks at them, whoever else is alike. */
async function findNumbered(
  { records }: Reading,
  { key, tokens: own }: CandidateFor,
): Promise<readonly string[]> {
  const number = anyNumberOf({ tokens: own })
  if (!number) return []
  const isUntraced = hasUntracedNumber({ tokens: own })
  const tokens = [untracedForm(number), ...(isUntraced ? [number] : [])]
  const found = await records
    .find({ _id: { $ne: key }, tokens: { $in: tokens } }, { _id: 1 })
    .limit(mostRead)
    .lean()
  return found.map(({ _id }) => _id).toSorted()
}

interface Sharing {
  /** Who is read twice stands in it twice. */
  readonly likenesses: readonly StoredValues[]
  /** True: there are others. */
  readonly isCut: boolean
}

/** Records of other agencies with one of the keys. Who has too many is read no further, so that others are not left out. */
async function readSharing(
  models: Reading,
  { name, wanted }: Lookup,
  agency: string,
): Promise<Sharing> {
  const sharing: StoredValues[] = []
  const done = new Set([agency])
  for (let isCut = false; wanted.length > 0; isCut = true) {
    const filter = { [name]: { $in: wanted }, $nor: [...done].map(ofAgency) }
    const { found, hasOthers } = await readSome(models, filter)
    sharing.push(...found)
    const many = [...countByAgency(found)].filter(([, count]) => count >= mostOfAgency)
    for (const [code] of many) done.add(code)
    if (!hasOthers || many.length === 0) return { likenesses: sharing, isCut: isCut || hasOthers }
  }
  return { likenesses: [], isCut: false }
}

/** So many of full weight, and whoever stands between them. */
async function readSome(models: Reading, filter: object) {
  let limit = mostRead
  for (;;) {
    const found = await models.likenesses.find(filter, { values: 1 }).limit(limit).lean()
    if (found.length < limit) return { found, hasOthers: false }
    const keys = found.map(({ _id }) => _id)
    const others = keys.length - (await findFull(models, keys)).length
    if (limit >= mostRead + others || limit >= mostReadAtAll) return { found, hasOthers: true }
    limit = Math.min(mostRead + others, mostReadAtAll)
  }
}

/** Its records: their keys begin with its code and a slash, after which comes the digit nought. */
function ofAgency(code: string): object {
  return { _id: { $gte: `${code}/`, $lt: `${code}0` } }
}

function countByAgency(found: readonly StoredValues[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { _id } of found) counts.set(agencyOf(_id), (counts.get(agencyOf(_id)) ?? 0) + 1)
  return counts
}
