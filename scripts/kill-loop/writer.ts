import {
  type Collection,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
} from 'mongodb'
import { type Item, type Ledger, makeItem } from './ledger'

const mostItems = 150

/** Numbers for new documents, shared by all writers. */
export interface Sequence {
  next: number
}

/**
 * Writes, one after the other, until the server is gone: inserts, updates that keep or change a
 * unique key, deletes, and inserts of a taken key, which must be refused.
 *
 * @throws Error when the server does what it must not
 */
export async function writeUntilCut(
  items: Collection<Item>,
  writer: number,
  { ledger, sequence }: { ledger: Ledger; sequence: Sequence },
): Promise<void> {
  for (;;) {
    const own = ledger.itemsOf(writer)
    const chosen = own[Math.floor(Math.random() * own.length)]
    try {
      await writeOnce(items, { ledger, chosen, fresh: makeItem(sequence.next++, writer, 0), own })
    } catch (error) {
      if (isCut(error)) return
      throw error
    }
  }
}

interface Choice {
  readonly ledger: Ledger
  readonly chosen: Item | undefined
  readonly fresh: Item
  readonly own: readonly Item[]
}

async function writeOnce(items: Collection<Item>, choice: Choice): Promise<void> {
  const { ledger, chosen, fresh, own } = choice
  const dice = Math.random()
  if (chosen === undefined || (dice < 0.4 && own.length < mostItems)) {
    ledger.begin(fresh._id, fresh)
    await items.insertOne({ ...fresh })
    ledger.acknowledge(fresh._id)
  } else if (dice < 0.8) {
    const next = makeItem(chosen._id, chosen.writer, chosen.version + 1)
    ledger.begin(chosen._id, next)
    const { _id, ...changes } = next
    const result = await items.updateOne({ _id }, { $set: changes })
    if (result.modifiedCount !== 1) throw new Error(`document ${String(_id)} was not updated`)
    ledger.acknowledge(_id)
  } else if (dice < 0.95) {
    ledger.begin(chosen._id, null)
    const result = await items.deleteOne({ _id: chosen._id })
    if (result.deletedCount !== 1) throw new Error(`document ${String(chosen._id)} was not deleted`)
    ledger.acknowledge(chosen._id)
  } else {
    await insertTakenKey(items, { ...fresh, key: chosen.key })
  }
}

async function insertTakenKey(items: Collection<Item>, item: Item): Promise<void> {
  try {
    await items.insertOne(item)
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 11000) return
    throw error
  }
  throw new Error(`the key ${item.key} was taken and inserted again`)
}

/** Whether the error means that the server is gone, not that it refused. */
function isCut(error: unknown): boolean {
  // A store that lives and does not answer is a failure.
  if (error instanceof MongoNetworkTimeoutError) return false
  if (error instanceof MongoNetworkError) return true
  return error instanceof Error && error.name === 'MongoServerSelectionError'
}
