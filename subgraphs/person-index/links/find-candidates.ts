import type { ValueTokens } from '../../../common/likeness/likeness'
import type { IndexModels, LikenessDocument } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
import { bytesOf } from '../search/likeness-sealer'

/** Most records that one is compared with. */
const mostCandidates = 50

/** Most records that are read for one kind of key, to choose those from. */
const mostRead = 400

/** Records that share a key with one, the most shared keys first. */
export interface Candidates {
  readonly keys: readonly string[]
  /** True: there are others, that were not looked at. */
  readonly isCut: boolean
}

type Likenesses = Pick<IndexModels, 'likenesses'>

/** Records of other agencies that share a key with this one. */
export async function findCandidates(
  { likenesses }: Likenesses,
  key: string,
  agency: string,
): Promise<Candidates> {
  const own = await likenesses.findById(key).lean()
  if (!own) return { keys: [], isCut: false }
  const read = async (name: 'keys' | 'placeKeys') => {
    const wanted = new Set(own[name])
    if (wanted.size === 0) return []
    const found: readonly Omit<LikenessDocument, 'values'>[] = await likenesses
      .find({ [name]: { $in: own[name] } }, { values: 0 })
      .limit(mostRead)
      .lean()
    return found.map((one) => ({
      key: one._id,
      shared: one[name].filter((token) => wanted.has(token)).length,
    }))
  }
  const found = await Promise.all([read('keys'), read('placeKeys')])
  const shared = new Map<string, number>()
  for (const one of found.flat())
    if (!one.key.startsWith(`${agency}/`))
      shared.set(one.key, (shared.get(one.key) ?? 0) + one.shared)
  const ranked = [...shared].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return {
    keys: ranked.slice(0, mostCandidates).map(([other]) => other),
    isCut: ranked.length > mostCandidates || found.some((list) => list.length === mostRead),
  }
}

/** By what these records are compared; those without a likeness are not among them. */
export async function readLikenesses(
  { likenesses }: Likenesses,
  sealer: Pick<LikenessSealer, 'open'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ValueTokens>> {
  if (keys.length === 0) return new Map()
  const found = await likenesses.find({ _id: { $in: [...keys] } }, { values: 1 }).lean()
  return new Map(found.map(({ _id, values }) => [_id, sealer.open(bytesOf(values))]))
}
