import type { PairDocument } from '../ledger/pair'
import { agencyOf, recordKey } from '../matching/linkable-record'
import type { IndexModels } from '../models'

/**
 * How many records of one agency may be told as perhaps somebody's. The agency is said to be in doubt by one of
 * them; what is over waits in the queue like the others, and is looked at again when one of them is decided.
 */
export const mostDoubts = 100

/** The keys by which a pair in doubt is found: none when there is no room for it at one of its records. */
export async function doubtKeysOf(
  { pairs }: Pick<IndexModels, 'pairs'>,
  { keys, doubtKeys }: Pick<PairDocument, 'keys' | 'doubtKeys'>,
): Promise<readonly string[]> {
  // It has its room already.
  if (doubtKeys.length > 0) return doubtKeys
  const [a = '', b = ''] = keys
  const found = await Promise.all(
    [
      [a, b],
      [b, a],
    ].map(([own = '', other = '']) =>
      pairs
        .find({ doubtKeys: own, keys: ofAgency(other) }, { _id: 1 })
        .limit(mostDoubts)
        .lean(),
    ),
  )
  return found.every(({ length }) => length < mostDoubts) ? keys : []
}

/** Codes of agencies are letters, digits and hyphens. */
function ofAgency(key: string) {
  return { $regex: `^${recordKey(agencyOf(key), '')}` }
}
