import type { IndexModels } from '../models'
import type { LikenessSealer } from '../search/likeness-sealer'
import { isNumberInDoubt } from '../matching/decisions/decide'
import { newPair } from '../ledger/apply-entry'
import { weightOf } from '../weight'
import type { ComparedLikeness, Comparer } from './comparer'
import type { CandidateFor } from './find-candidates'
import { findCandidates, readLikenesses } from './find-candidates'
import type { PairDocument } from '../ledger/pair'
import { decisionInForce, pairId, pairKeys } from '../ledger/pair'

interface Reading {
  readonly models: IndexModels
  readonly sealer: Pick<LikenessSealer, 'open'>
  readonly comparer: Comparer
}

/** The record that is compared with others. */
interface ComparedRecord extends CandidateFor {
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
export async function writePairs(reading: Reading, record: ComparedRecord): Promise<WrittenPairs> {
  const { models, comparer } = reading
  const { key } = record
  const known = await models.pairs.find({ keys: key }).lean()
  const { alike, isCut } = record.isHeld
    ? { alike: [], isCut: false }
    : await findAlike(reading, record)
  const stored = new Map(known.map((pair) => [pair._id, pair]))
  const pairs = alike.map(({ other, levels, bits }): PairDocument => {
    const keys = pairKeys(key, other)
    const _id = pairId(keys)
    const before = stored.get(_id) ?? newPair(_id, keys)
    const { startBits } = comparer
    const weighed = { levels: [...levels], bits, startBits, modelVersion: comparer.model.version }
    const isAnother = before.levels.join() !== levels.join()
    const second = isAnother ? null : (before.second ?? null)
    return { ...before, ...weighed, decisions: reopened(before, levels), second }
  })
  const ids = new Set(pairs.map(({ _id }) => _id))
  if (pairs.length > 0)
    await models.pairs.bulkWrite(
      pairs.map((pair) => ({
        replaceOne: { filter: { _id: pair._id }, replacement: pair, upsert: true },
      })),
    )
  const isOver = (pair: PairDocument) => !ids.has(pair._id) && pair.bits !== null
  return {
    pairs: pairs.toSorted((one, other) => (other.bits ?? 0) - (one.bits ?? 0)),
    gone: known.filter(isOver),
    isCut,
  }
}

/** Who could not tell is asked again when there is something else to see. */
function reopened(pair: PairDocument, levels: readonly number[]): PairDocument['decisions'] {
  const isAnother = pair.levels.join() !== levels.join()
  if (!isAnother || decisionInForce(pair)?.outcome !== 'CANNOT_TELL') return pair.decisions
  return pair.decisions.map((decision) => ({ ...decision, isInForce: false }))
}

async function findAlike({ models, sealer, comparer }: Reading, record: ComparedRecord) {
  const { key } = record
  const candidates = await findCandidates(models, record)
  const { isCut } = candidates
  if (candidates.keys.length === 0) return { alike: [], isCut }
  const found = await models.records.find({ _id: { $in: [...candidates.keys] } }).lean()
  const others = found.filter((one) => weightOf(one) !== 'NONE').map(({ _id }) => _id)
  const values = await readLikenesses(models, sealer, [key, ...others])
  const known = values.get(key)
  const alike = others.flatMap((other) => {
    const theirKnown = values.get(other)
    const [own, theirs] = [known ?? onlyNumberOf(theirKnown), theirKnown ?? onlyNumberOf(known)]
    if (!own || !theirs) return []
    const { levels, bits } = comparer.compare(own, theirs)
    const isTraced = own.isNumberTraced && theirs.isNumberTraced
    const isKept =
      bits >= comparer.model.thresholds.review || isNumberInDoubt(Uint8Array.from(levels), isTraced)
    return isKept ? [{ other, levels, bits }] : []
  })
  return { alike, isCut }
}

/** What is known of a record without a likeness that is a candidate: it has the other's number. */
function onlyNumberOf(other: ComparedLikeness | undefined): ComparedLikeness | null {
  const nhsNumber = other?.values.nhsNumber
  return nhsNumber ? { values: { nhsNumber }, isNumberTraced: true } : null
}
