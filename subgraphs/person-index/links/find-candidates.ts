import { inTurns } from '../matching/in-turns'
import { agencyOf, anyNumberOf, hasUntracedNumber, untracedForm } from '../matching/linkable-record'
import type { LikenessDocument } from '../documents'
import type { IndexModels } from '../models'

/** Most records that one is compared with. */
const mostCandidates = 400

/** Most records that are read at once for one kind of key, to choose those from. */
const mostRead = 400

/** An agency with so many of them has had its turn: others are read without it. */
const mostOfAgency = 20

/** Records that share a key with one: agencies take turns, and of each the most shared keys come first. */
export interface Candidates {
  readonly keys: readonly string[]
  /** True: there are others, that were not looked at. */
  readonly isCut: boolean
}

type Likenesses = Pick<IndexModels, 'likenesses'>

/** The record whose candidates are looked for. */
export interface CandidateFor {
  readonly key: string
  readonly agency: string
  readonly tokens: readonly string[]
}

/** Records of other agencies that share a key with this one, and of any with its number where that ties them not by itself. */
export async function findCandidates(
  { likenesses, records }: Pick<IndexModels, 'likenesses' | 'records'>,
  record: CandidateFor,
): Promise<Candidates> {
  const { key, agency } = record
  const own = await likenesses.findById(key, { values: 0 }).lean()
  const numbered = await findNumbered({ records }, record)
  if (!own) return { keys: inTurns(numbered).slice(0, mostCandidates), isCut: false }
  const found = await Promise.all(
    (['keys', 'placeKeys'] as const).map((name) =>
      readSharing({ likenesses }, own, { name, agency }),
    ),
  )
  const sharing = [...new Set(found.flatMap(({ keys }) => keys))]
  const isCut = sharing.length > mostCandidates
  // Whoever compares all of them need not know who shares most.
  const ranked = isCut ? await rank({ likenesses }, own, sharing) : sharing.toSorted()
  return {
    keys: inTurns([...new Set([...numbered, ...ranked])]).slice(0, mostCandidates),
    isCut: isCut || found.some((one) => one.isCut),
  }
}

/** Who shares most keys first. */
async function rank(
  { likenesses }: Likenesses,
  own: Pick<LikenessDocument, 'keys' | 'placeKeys'>,
  keys: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set([...own.keys, ...own.placeKeys])
  const found = await likenesses.find({ _id: { $in: [...keys] } }, { values: 0 }).lean()
  return found
    .map((one) => ({
      key: one._id,
      shared: [...one.keys, ...one.placeKeys].filter((token) => wanted.has(token)).length,
    }))
    .toSorted((one, other) => other.shared - one.shared || (one.key < other.key ? -1 : 1))
    .map(({ key }) => key)
}

/** Records with this one's NHS number where one of the two was not traced: somebody looks at them, whoever else is alike. */
async function findNumbered(
  { records }: Pick<IndexModels, 'records'>,
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
  readonly keys: readonly string[]
  /** True: there are others. */
  readonly isCut: boolean
}

/** Records with one of a record's keys. Who has too many is read no further, so that others are not left out. */
async function readSharing(
  { likenesses }: Likenesses,
  own: Pick<LikenessDocument, 'keys' | 'placeKeys'>,
  { name, agency }: { readonly name: 'keys' | 'placeKeys'; readonly agency: string },
): Promise<Sharing> {
  const sharing = new Set<string>()
  const done = new Set([agency])
  for (let isCut = false; own[name].length > 0; isCut = true) {
    const filter = { [name]: { $in: own[name] }, $nor: [...done].map(ofAgency) }
    const found = await likenesses.find(filter, { _id: 1 }).limit(mostRead).lean()
    for (const { _id } of found) sharing.add(_id)
    const counts = countByAgency(found.map(({ _id }) => _id))
    const many = [...counts].filter(([, count]) => count >= mostOfAgency)
    for (const [code] of many) done.add(code)
    if (found.length < mostRead || many.length === 0)
      return { keys: [...sharing], isCut: isCut || found.length === mostRead }
  }
  return { keys: [], isCut: false }
}

/** Its records: their keys begin with its code and a slash, after which comes the digit nought. */
function ofAgency(code: string): object {
  return { _id: { $gte: `${code}/`, $lt: `${code}0` } }
}

function countByAgency(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(agencyOf(key), (counts.get(agencyOf(key)) ?? 0) + 1)
  return counts
}
