import { isDeepStrictEqual } from 'node:util'

import { newPair } from '../ledger/apply-entry'
import type { Compared, Comparer } from './comparer'
import type { Reading } from './find-alike'
import { findAlike } from './find-alike'
import type { CandidateFor } from './find-candidates'
import type { PairDocument } from '../ledger/pair'
import { decisionInForce, pairId, pairKeys } from '../ledger/pair'

/** The record that is compared with others. */
interface ComparedKey extends CandidateFor {
  /** True: it is compared with nobody. */
  readonly isHeld: boolean
}

/** The pairs of one record, as they are kept now. */
export interface WrittenPairs {
  /** What speaks most for one person comes first. */
  readonly pairs: readonly PairDocument[]
  /** Pairs that are too different now, or of which one record is gone. */
  readonly gone: readonly PairDocument[]
  readonly isCut: boolean
}

/** Compares a record with its candidates and keeps each pair that somebody might have to look at. */
export async function writePairs(reading: Reading, record: ComparedKey): Promise<WrittenPairs> {
  const { models, comparer } = reading
  const { key } = record
  const known = await models.pairs.find({ keys: key }).lean()
  const others = known.toSorted(mattersMore).map(({ keys }) => otherOf(keys, key))
  const { alike, compared, isCut } = record.isHeld
    ? { alike: [], compared: new Set(others), isCut: false }
    : await findAlike(reading, record, others)
  const stored = new Map(known.map((pair) => [pair._id, pair]))
  const pairs = alike.map(({ other, levels, bits }): PairDocument => {
    const keys = pairKeys(key, other)
    const _id = pairId(keys)
    const before = stored.get(_id) ?? newPair(_id, keys)
    return weighed(before, { levels, bits }, comparer)
  })
  const ids = new Set(pairs.map(({ _id }) => _id))
  const changed = pairs.filter((pair) => !isDeepStrictEqual(pair, stored.get(pair._id)))
  if (changed.length > 0)
    await models.pairs.bulkWrite(
      changed.map((pair) => ({
        replaceOne: { filter: { _id: pair._id }, replacement: pair, upsert: true },
      })),
    )
  const isOver = ({ _id, keys, bits }: PairDocument) =>
    !ids.has(_id) && bits !== null && compared.has(otherOf(keys, key))
  return {
    pairs: pairs.toSorted((one, other) => (other.bits ?? 0) - (one.bits ?? 0)),
    gone: known.filter(isOver),
    isCut,
  }
}

/** Who is linked, or of whom somebody said something, comes first, and then who was most alike. */
function mattersMore(one: PairDocument, two: PairDocument): number {
  const isTold = ({ link, decisions }: PairDocument) =>
    Number(link !== 'NONE' || decisions.length > 0)
  return isTold(two) - isTold(one) || (two.bits ?? 0) - (one.bits ?? 0)
}

function otherOf(keys: readonly string[], key: string): string {
  return keys.find((one) => one !== key) ?? key
}

function weighed(
  before: PairDocument,
  { levels, bits }: Compared,
  { startBits, model }: Comparer,
): PairDocument {
  const isAnother = before.levels.join() !== levels.join()
  return {
    ...{ ...before, levels: [...levels], bits, startBits, modelVersion: model.version },
    decisions: isAnother ? reopened(before) : before.decisions,
    second: isAnother ? null : (before.second ?? null),
  }
}

/** Who could not tell is asked again when there is something else to see. */
function reopened(pair: PairDocument): PairDocument['decisions'] {
  if (decisionInForce(pair)?.outcome !== 'CANNOT_TELL') return pair.decisions
  return pair.decisions.map((decision) => ({ ...decision, isInForce: false }))
}
