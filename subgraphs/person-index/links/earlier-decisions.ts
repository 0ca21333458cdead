import type { IndexModels } from '../models'
import type { PairDecision, PairDocument } from '../ledger/pair'
import { decisionInForce } from '../ledger/pair'

/** A decision, and the pair it is about. */
export interface EarlierDecision extends PairDecision {
  readonly pair: PairDocument
}

/** Decisions in force that a new one would contradict. */
export interface EarlierDecisions {
  readonly againstSame: readonly EarlierDecision[]
  readonly againstDifferent: readonly EarlierDecision[]
}

/**
 * What was said before of these two people's records.
 * @param sides keys of the records of each, as far as whoever asks may know of them
 */
export async function findEarlier(
  { pairs }: Pick<IndexModels, 'pairs'>,
  pair: Pick<PairDocument, 'keys'>,
  sides: readonly [readonly string[], readonly string[]],
): Promise<EarlierDecisions> {
  const [left, right] = sides.map((keys) => new Set(keys))
  const all = [...new Set(sides.flat())]
  const found = await pairs.find({ keys: { $in: all }, 'decisions.isInForce': true }).lean()
  const isBetween = ({ keys: [a = '', b = ''] }: PairDocument) =>
    (left?.has(a) && right?.has(b)) === true || (left?.has(b) && right?.has(a)) === true
  const touches = ({ keys }: PairDocument) => keys.some((key) => pair.keys.includes(key))
  const between = found.filter(isBetween)
  return {
    againstSame: decisionsOf(between.filter(({ isApart }) => isApart)),
    againstDifferent: decisionsOf(between.filter((one) => one.link === 'PERSON' && touches(one))),
  }
}

function decisionsOf(pairs: readonly PairDocument[]): readonly EarlierDecision[] {
  return pairs.flatMap((pair) => {
    const decision = decisionInForce(pair)
    return decision ? [{ ...decision, pair }] : []
  })
}
