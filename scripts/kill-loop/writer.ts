import { type Collection, MongoServerError } from 'mongodb'
import { type Item, type Ledger, makeItem } from './ledger'

const mostItems = 150

/** Numbers for new documents, shared by all writers. */
export interface Sequence {
  next: number
}

/** What the writers of one round share. */
export interface Writing {
  readonly ledger: Ledger
  readonly sequence: Sequence
  readonly isKilled: () => boolean
}

/**
 * Writes, one after the other, until the store is killed: inserts, updates that keep or change a
 * unique key, deletes, and inserts of a taken key, which must be refused.
 *
 * @throws Error when the store does what it must not, or is gone before it is killed
 */
export async function writeUntilKilled(
  items: Collection<Item>,
  writer: number,
  { ledger, sequence, isKilled }: Writing,
): Promise<void> {
  while (!isKilled()) {
    const own = ledger.itemsOf(writer)
    const chosen = own[Math.floor(Math.random() * own.length)]
    try {
      await writeOnce(items, { ledger, chosen, fresh: makeItem(sequence.next++, writer, 0), own })
    } catch (error) {
      // Once it is killed, the driver has many ways to say that it is gone.
      if (!isKilled() || error instanceof MongoServerError) throw error
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
