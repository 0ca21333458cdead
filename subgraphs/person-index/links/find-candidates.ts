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
  const shared = new Map<string, number>()
  for (const one of found.flatMap(({ sharing }) => sharing))
    shared.set(one.key, (shared.get(one.key) ?? 0) + one.shared)
  const ranked = [...shared]
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([other]) => other)
  return {
    keys: inTurns([...new Set([...numbered, ...ranked])]).slice(0, mostCandidates),
    isCut: ranked.length > mostCandidates || found.some(({ isCut }) => isCut),
  }
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
  readonly key: string
  readonly shared: number
}

/** Records with one of a record's keys. Who has too many is read no further, so that others are not left out. */
async function readSharing(
  { likenesses }: Likenesses,
  own: Pick<LikenessDocument, 'keys' | 'placeKeys'>,
  { name, agency }: { readonly name: 'keys' | 'placeKeys'; readonly agency: string },
): Promise<{ readonly sharing: readonly Sharing[]; readonly isCut: boolean }> {
  const wanted = new Set(own[name])
  const sharing = new Map<string, number>()
  const done = new Set([agency])
  for (let isCut = false; wanted.size > 0; isCut = true) {
    const found: readonly Omit<LikenessDocument, 'values'>[] = await likenesses
      .find({ [name]: { $in: own[name] }, $nor: [...done].map(ofAgency) }, { values: 0 })
      .limit(mostRead)
      .lean()
    for (const one of found)
      sharing.set(one._id, one[name].filter((token) => wanted.has(token)).length)
    const counts = countByAgency(found.map(({ _id }) => _id))
    const many = [...counts].filter(([, count]) => count >= mostOfAgency)
    for (const [code] of many) done.add(code)
    if (found.length < mostRead || many.length === 0)
      return { sharing: toSharing(sharing), isCut: isCut || found.length === mostRead }
  }
  return { sharing: [], isCut: false }
}

function toSharing(sharing: ReadonlyMap<string, number>): readonly Sharing[] {
  return [...sharing].map(([key, shared]) => ({ key, shared }))
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
