import type { PairDocument } from '../ledger/pair'
import type { IndexModels } from '../models'

/**
 * How many records of one agency may be told as perhaps somebody's. The agency is said to be in doubt by one of
 * them; what is over waits in the queue like the others, and is looked at again when one of them is decided.
 */
export const mostDoubts = 100

/** The keys by which a pair in doubt is found: none when there is no room for it at one of its records. */
export async function doubtKeysOf(
  { pairs }: Pick<IndexModels, 'pairs'>,
  { _id, keys }: Pick<PairDocument, '_id' | 'keys'>,
): Promise<readonly string[]> {
  const [a = '', b = ''] = keys
  const found = await Promise.all(
    [
      [a, b],
      [b, a],
    ].map(([own = '', other = '']) =>
      pairs
        .find({ _id: { $ne: _id }, doubtKeys: own, keys: ofAgency(other) }, { _id: 1 })
        .limit(mostDoubts)
        .lean(),
    ),
  )
  return found.every(({ length }) => length < mostDoubts) ? keys : []
}

/** Codes of agencies are letters, digits and hyphens. */
function ofAgency(key: string) {
  return { $regex: `^${key.slice(0, key.indexOf('/') + 1)}` }
}
