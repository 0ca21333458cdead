import { createHash, randomBytes } from 'node:crypto'

import type { IndexedRecord, LinkOutcome, LinkStore } from './linking'
import type { LinkConflict } from './matching/group-records'
import type { Weight } from './matching/linkable-record'
import type { IndexModels, RecordDocument } from './models'

/** A new person id: 128 random bits, meaning nothing. */
export function newPersonId(): string {
  return randomBytes(16).toString('hex')
}

/** Numbers that only go up, also across restarts: microseconds since 1970 or the last one plus one. */
export function createOrder(now: () => number = Date.now): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, now() * 1000)
    return last
  }
}

/** Linking's reads and writes on the index's database. */
export function createLinkStore(models: IndexModels, nextOrder: () => number): LinkStore {
  return {
    async findRecords({ keys, tokens, personIds }) {
      const ways = [
        { _id: { $in: keys } },
        { tokens: { $in: tokens } },
        { personId: { $in: personIds } },
      ].filter((way) => Object.values(way).some(({ $in }) => $in.length > 0))
      const found = await models.records.find({ $or: ways }).lean()
      return found.map(toIndexedRecord)
    },
    async findPairs(keys) {
      const links = await models.assertedLinks.find({ keys: { $in: keys } }, { keys: 1 }).lean()
      return links.map(({ keys: [a = '', b = ''] }) => ({ a, b }))
    },
    async findDisputed(keys) {
      const conflicts = await models.conflicts.find({ records: { $in: keys } }).lean()
      return conflicts.flatMap(({ records }) => records)
    },
    async findPeople(ids) {
      const people = await models.people.find({ _id: { $in: ids } }).lean()
      return people.map(({ _id, order }) => ({ id: _id, order }))
    },
    save: (outcome) => saveOutcome(models, outcome, nextOrder),
  }
}

/**
 * New people come first, so that no record points to nobody; what merged ids lead to before the records
 * move, so that a repeat after a crash finds them all again; each step may be repeated.
 */
async function saveOutcome(
  models: IndexModels,
  { keys, assignment, conflicts }: LinkOutcome,
  nextOrder: () => number,
): Promise<void> {
  const { created, merged, personByRecord } = assignment
  if (created.length > 0)
    await models.people.insertMany(
      created.map((id) => ({ _id: id, order: nextOrder(), mergedRecords: [] })),
    )
  for (const { id, records } of merged)
    await models.people.updateOne(
      { _id: id },
      { $addToSet: { mergedRecords: { $each: [...records] } } },
    )
  await models.conflicts.deleteMany({ records: { $in: keys } })
  const toRecord = new Map(conflicts.map((conflict) => [conflictId(conflict), conflict]))
  if (toRecord.size > 0)
    await models.conflicts.insertMany(
      [...toRecord].map(([_id, { evidence, records }]) => ({
        _id,
        evidence,
        records: [...records],
      })),
    )
  await models.records.bulkWrite(
    [...personByRecord].map(([key, personId]) => ({
      updateOne: { filter: { _id: key }, update: { $set: { personId, isLinked: true } } },
    })),
  )
}

function conflictId({ evidence, records }: LinkConflict): string {
  return createHash('sha256')
    .update([evidence, ...records].join('\n'))
    .digest('hex')
}

/** A record as linking sees it. */
export function toIndexedRecord(record: Omit<RecordDocument, 'isLinked'>): IndexedRecord {
  const { _id, tokens, personId, order } = record
  return { key: _id, tokens, personId, order, weight: weightOf(record) }
}

/** A record that some may not know of must not tie others together: they could tell by that. */
export function weightOf({
  isHeld = false,
  hiding = [],
}: Pick<RecordDocument, 'isHeld' | 'hiding'>): Weight {
  if (isHeld) return 'NONE'
  return hiding.length > 0 ? 'FOLLOWS' : 'FULL'
}
