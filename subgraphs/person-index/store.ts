import { createHash, randomBytes } from 'node:crypto'

import type { NumberComparer } from './compare-numbers'
import type { Assigned } from './ledger/entry'
import type { Ledger } from './ledger/ledger'
import type { IndexedRecord, LinkOutcome, LinkStore } from './linking'
import type { LinkConflict } from './matching/group-records'
import type { SaidPair } from './matching/linkable-record'
import { tyingTokens } from './matching/linkable-record'
import type { RecordDocument } from './documents'
import type { IndexModels } from './models'
import { weightOf } from './weight'

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

interface StoreParts {
  readonly nextOrder: () => number
  readonly numbers: NumberComparer
}

/** Linking's reads and writes on the index's database. */
export function createLinkStore(
  models: IndexModels,
  ledger: Ledger,
  { nextOrder, numbers }: StoreParts,
): LinkStore {
  return {
    compareNumbers: (keys) => numbers.compare(keys),
    async findRecords({ keys, tokens, personIds }) {
      const ways = [
        { _id: { $in: keys } },
        { tokens: { $in: tokens } },
        { personId: { $in: personIds } },
      ].filter((way) => Object.values(way).some(({ $in }) => $in.length > 0))
      // Each by its own index: together they would be looked for among all records.
      const found = await Promise.all(ways.map((way) => models.records.find(way).lean()))
      const distinct = new Map(found.flat().map((record) => [record._id, record]))
      return [...distinct.values()].map(toIndexedRecord)
    },
    async findPairs(keys) {
      const asserted = await models.assertedLinks.find({ keys: { $in: keys } }, { keys: 1 }).lean()
      return [
        ...asserted.map(({ keys: [a = '', b = ''] }) => ({ a, b })),
        ...(await findSaid(models, keys)),
      ]
    },
    async findDisputed(keys) {
      const conflicts = await models.conflicts.find({ records: { $in: keys } }).lean()
      return conflicts.flatMap(({ records }) => records)
    },
    async findPeople(ids) {
      const people = await models.people.find({ _id: { $in: ids } }).lean()
      return people.map(({ _id, order }) => ({ id: _id, order }))
    },
    async save(outcome) {
      const act = assignedOf(outcome, nextOrder)
      if (act) await ledger.append(act)
      await saveSettled(models, outcome)
    },
  }
}

/** Pairs that the model links, and those of which somebody said what they are. */
async function findSaid(
  { pairs }: Pick<IndexModels, 'pairs'>,
  keys: readonly string[],
): Promise<readonly SaidPair[]> {
  const found = await pairs.find({ keys: { $in: keys } }).lean()
  return found.flatMap(({ keys: [a = '', b = ''], link, isApart, bits }): SaidPair[] => {
    if (isApart) return [{ a, b, kind: 'APART' }]
    if (link === 'PERSON') return [{ a, b, kind: 'ASSERTED' }]
    return link === 'MODEL' ? [{ a, b, kind: 'ALIKE', bits: bits ?? 0 }] : []
  })
}

/** What of an outcome is new; null when everything is as it was. */
function assignedOf(
  { assignment, before, evidence }: LinkOutcome,
  nextOrder: () => number,
): Assigned | null {
  const { created, merged, personByRecord } = assignment
  const changed = [...personByRecord].filter(([key, personId]) => before.get(key) !== personId)
  if (changed.length + created.length + merged.length === 0) return null
  const keys = new Set(changed.map(([key]) => key))
  const because = evidence.filter((one) => one.keys.length > 1 && one.keys.some((k) => keys.has(k)))
  return {
    type: 'PERSONS',
    assigned: changed.map(([key, personId]) => ({ key, personId })),
    created: created.map((id) => ({ id, order: nextOrder() })),
    merged: merged.map(({ id, records }) => ({ id, records })),
    because: because.map(({ type, keys: all }) => ({ evidence: type, keys: all })),
  }
}

/** What follows from the records alone and is in no ledger: conflicts, and that they are settled. */
async function saveSettled(
  models: IndexModels,
  { keys, conflicts }: Pick<LinkOutcome, 'keys' | 'conflicts'>,
): Promise<void> {
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
  await models.records.updateMany(
    { _id: { $in: [...keys] }, isLinked: false },
    { $set: { isLinked: true } },
  )
}

/** The name of a conflict, which says nothing of it. */
export function conflictId({
  evidence,
  records,
}: Pick<LinkConflict, 'evidence' | 'records'>): string {
  return createHash('sha256')
    .update([evidence, ...records].join('\n'))
    .digest('hex')
}

/** A record as linking sees it. */
export function toIndexedRecord(record: Omit<RecordDocument, 'isLinked'>): IndexedRecord {
  const { _id, tokens, personId, order } = record
  return { key: _id, tokens: tyingTokens(tokens), personId, order, weight: weightOf(record) }
}
