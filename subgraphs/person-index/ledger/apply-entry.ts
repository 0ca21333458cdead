import { decisionInForce, pairId } from './pair'
import type { PairDocument } from './pair'
import type { IndexModels } from '../models'
import type { Assigned, LedgerEntry, Linked, PairKeys, Spoken, Withdrawn } from './entry'

const closed = { isOpen: false, doubtKeys: [] }

/** Writes what follows from an entry; twice is as good as once. */
export async function applyEntry(models: IndexModels, entry: LedgerEntry): Promise<void> {
  const { act } = entry
  if (act.type === 'PERSONS') return applyAssigned(models, act)
  if (act.type === 'WITHDRAWN') return applyWithdrawn(models, act)
  return 'word' in act ? applySpoken(models, entry, act) : applyLinked(models, act)
}

/**
 * New people come first, so that no record points to nobody; what merged ids lead to before the records
 * move, so that whoever reads meanwhile finds them all.
 */
async function applyAssigned(
  { people, records }: IndexModels,
  { created, merged, assigned }: Assigned,
): Promise<void> {
  const upserts = created.map(({ id, order }) => ({
    updateOne: {
      filter: { _id: id },
      update: { $setOnInsert: { order, mergedRecords: [] } },
      upsert: true,
    },
  }))
  if (upserts.length > 0) await people.bulkWrite(upserts)
  for (const { id, records: keys } of merged)
    await people.updateOne({ _id: id }, { $addToSet: { mergedRecords: { $each: [...keys] } } })
  if (assigned.length === 0) return
  await records.bulkWrite(
    assigned.map(({ key, personId }) => ({
      updateOne: { filter: { _id: key }, update: { $set: { personId, isCompared: false } } },
    })),
  )
}

async function applyWithdrawn(
  { records, likenesses, pairs }: IndexModels,
  { records: gone }: Withdrawn,
): Promise<void> {
  const known = await records.find({ _id: { $in: gone.map(({ key }) => key) } }).lean()
  const orders = new Map(gone.map(({ key, order }) => [key, order]))
  const keys = known.filter((one) => orders.get(one._id) === one.order).map(({ _id }) => _id)
  await likenesses.deleteMany({ _id: { $in: keys } })
  // What the model found goes with the records. That they are two people stays with their names; that they
  // are one does not: the next of the same name may be anybody.
  await pairs.deleteMany({ keys: { $in: keys }, decisions: [] })
  await pairs.updateMany({ keys: { $in: keys } }, { $set: closed })
  await pairs.updateMany(
    { keys: { $in: keys }, link: { $ne: 'NONE' } },
    { $set: { link: 'NONE', status: 'NOT_LINKED', 'decisions.$[].isInForce': false } },
  )
  await records.deleteMany({ _id: { $in: keys } })
}

async function applyLinked(
  { pairs }: IndexModels,
  { type, pair, evidence }: Linked,
): Promise<void> {
  const { levels, bits, modelVersion } = evidence
  const link = type === 'LINK_ASSERTED' ? ('MODEL' as const) : ('NONE' as const)
  await pairs.updateOne(
    { _id: pairId(pair) },
    {
      $set: {
        ...{ keys: [...pair], levels: [...levels], bits, modelVersion, link, isApplied: false },
        ...(link === 'MODEL' ? { status: 'LINKED' as const } : {}),
      },
    },
    { upsert: true, setDefaultsOnInsert: true },
  )
}

async function applySpoken(
  { pairs }: IndexModels,
  { seq, at }: LedgerEntry,
  act: Spoken,
): Promise<void> {
  const ids = act.pairs.map(pairId)
  const known = new Map(
    (await pairs.find({ _id: { $in: ids } }).lean()).map((pair) => [pair._id, pair]),
  )
  const writes = act.pairs.map((keys) => {
    const _id = pairId(keys)
    const pair = known.get(_id) ?? newPair(_id, keys)
    const replacement = { ...pair, ...spokenOf(pair, act, { seq, at }) }
    return { replaceOne: { filter: { _id }, replacement, upsert: true } }
  })
  if (writes.length > 0) await pairs.bulkWrite(writes)
}

/** A pair of which nothing is known yet. */
export function newPair(_id: string, keys: PairKeys): PairDocument {
  return {
    ...{ _id, keys: [...keys], levels: [], bits: null, startBits: null, modelVersion: null },
    ...{ status: 'NOT_LINKED', link: 'NONE', isApart: false, isSample: false },
    ...{ ...closed, since: null, isApplied: true, decisions: [], secondDue: [], second: null },
  }
}

function spokenOf(
  pair: PairDocument,
  { type, word }: Spoken,
  { seq, at }: Pick<LedgerEntry, 'seq' | 'at'>,
): Partial<PairDocument> {
  const counts = type === 'MUST_LINK' || type === 'CANNOT_LINK'
  const isInForce = type !== 'PROPOSED'
  const earlier = pair.decisions
    .filter((decision) => decision.seq !== seq)
    .map((decision) => (isInForce ? { ...decision, isInForce: false } : decision))
  const decisions = [...earlier, { seq, at, isInForce, ...word }]
  if (type === 'PROPOSED') return { decisions }
  if (!counts) return { decisions, isOpen: false, ...undone(pair) }
  const isOne = type === 'MUST_LINK'
  return {
    decisions,
    ...{ link: isOne ? 'PERSON' : 'NONE', isApart: !isOne, ...closed, isApplied: false },
    status: isOne ? 'LINKED' : 'CANNOT_LINK',
  }
}

/** "Cannot tell" takes an earlier word back: the model decides again. */
function undone(pair: PairDocument): Partial<PairDocument> {
  const before = decisionInForce(pair)?.outcome
  if (before === undefined || before === 'CANNOT_TELL') return {}
  return { link: 'NONE', isApart: false, isApplied: false, status: 'NOT_LINKED' }
}
