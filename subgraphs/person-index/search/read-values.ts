import type { ValueTokens } from '../../../common/likeness/likeness'
import type { IndexModels } from '../models'
import type { LikenessSealer } from './likeness-sealer'
import { bytesOf } from './likeness-sealer'

/** Tokens of single values of these records, of those that have any, by key. */
export async function readValues(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: Pick<LikenessSealer, 'open'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ValueTokens>> {
  const found = await likenesses.find({ _id: { $in: [...keys] } }, { values: 1 }).lean()
  return new Map(found.map(({ _id, values }) => [_id, sealer.open(bytesOf(values))]))
}
