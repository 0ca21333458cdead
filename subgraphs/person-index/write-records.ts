import type { Ledger } from './ledger/ledger'
import type { LinkStore } from './linking'
import type { RecordDocument } from './documents'
import type { IndexModels } from './models'
import { reopenBeside } from './pending'
import { weightOf } from './weight'

/** A registration as it is about to be stored. */
export type Prepared = Omit<RecordDocument, 'isHeld' | 'isLinked' | 'isCompared'>

/** What is known of registrations that are about to be stored. */
interface Circumstances {
  /** Keys of those that must wait. */
  readonly held: ReadonlySet<string>
  /** Records as they are stored, by key. */
  readonly known: ReadonlyMap<string, RecordDocument>
  /** Keys of those that are described otherwise than before. */
  readonly changed: ReadonlySet<string>
}

/** Not settled and not compared yet: a stop in between leaves them open, and the next start goes on with them. */
export async function writeRecords(
  { records }: Pick<IndexModels, 'records'>,
  prepared: readonly Prepared[],
  circumstances: Circumstances,
): Promise<void> {
  await records.bulkWrite(
    prepared.map((record) => {
      const { _id, order, personId, ...fields } = record
      const isHeld = circumstances.held.has(_id)
      const isAnother = isComparedAnew(record, isHeld, circumstances)
      const compared = isAnother ? { isCompared: false } : {}
      return {
        updateOne: {
          filter: { _id },
          update: {
            $set: { ...fields, isHeld, isLinked: false, ...compared },
            $setOnInsert: { order, personId },
          },
          upsert: true,
        },
      }
    }),
  )
}

/** When it is described otherwise, or counts for more or less than before. */
function isComparedAnew(
  { _id, hiding }: Prepared,
  isHeld: boolean,
  { known, changed }: Circumstances,
): boolean {
  const before = known.get(_id)
  if (!before || changed.has(_id)) return true
  return weightOf(before) !== weightOf({ isHeld, ...(hiding ? { hiding } : {}) })
}

interface Parts {
  readonly models: IndexModels
  readonly store: Pick<LinkStore, 'findDisputed'>
  readonly ledger: Pick<Ledger, 'append'>
}

/**
 * Forgets records; gives the keys of those that were one person only through them, and of those that
 * stood in a dispute with them: what parted those may be gone.
 */
export async function withdrawRecords(
  { models, store, ledger }: Parts,
  keys: readonly string[],
): Promise<readonly string[]> {
  if (keys.length === 0) return []
  const { records } = models
  const gone = await records.find({ _id: { $in: [...keys] } }).lean()
  const personIds = gone.flatMap(({ personId }) => personId ?? [])
  const disputed = await store.findDisputed(keys)
  const others = await records
    .find({ $or: [{ personId: { $in: personIds } }, { _id: { $in: [...disputed] } }] })
    .lean()
  const left = others.map(({ _id }) => _id).filter((key) => !keys.includes(key))
  // Before the deletion: a stop in between leaves them open, and they are settled at the next start. Others may have been
  // judged by who is one person with them.
  await records.updateMany({ _id: { $in: left } }, { $set: { isLinked: false, isCompared: false } })
  const taken = gone.map(({ _id, order, sealedRef }) => ({ key: _id, order, sealedRef }))
  // Whom they were alike may be in doubt no longer.
  await reopenBeside(models, keys)
  if (taken.length > 0) await ledger.append({ type: 'WITHDRAWN', records: taken })
  return left
}

/** Whether others are judged by it otherwise than before: how far it and its numbers count, or where it may be compared. */
export function isCountedAnew(
  record: Prepared,
  known: RecordDocument | undefined,
  held: readonly string[],
): boolean {
  if (!known) return false
  const isHeld = held.includes(record._id)
  return (
    weightOf({ ...record, isHeld }) !== weightOf(known) ||
    record.isAddressProtected !== known.isAddressProtected ||
    record.tokens.join('\n') !== known.tokens.join('\n')
  )
}
