import type { ConflictDocument, RecordDocument } from './documents'
import type { PairDocument } from './ledger/pair'
import { untracedForm } from './matching/linkable-record'
import type { IndexModels } from './models'

/** A person's records, and the disputes in which they stand. */
export interface ReadPerson {
  readonly id: string
  /** In the order of their keys. */
  readonly records: readonly RecordDocument[]
  readonly conflicts: readonly Pick<ConflictDocument, 'records'>[]
  /** Pairs with another's record, of which it is not known whether they are one person. */
  readonly doubts: readonly Pick<PairDocument, 'keys' | 'status'>[]
}

type ReadModels = Pick<IndexModels, 'records' | 'conflicts' | 'pairs'>

type Stage = NonNullable<Parameters<IndexModels['records']['aggregate']>[0]>[number]

interface FoundPerson extends Omit<ReadPerson, 'id'> {
  readonly _id: string
}

/** People with a record that has this token, traced or not: one question to the database. In the order of their ids. */
export function readByToken(models: ReadModels, token: string): Promise<readonly ReadPerson[]> {
  const records = models.records.collection.collectionName
  return read(models, [
    { $match: { tokens: { $in: [token, untracedForm(token)] }, personId: { $ne: null } } },
    { $group: { _id: '$personId' } },
    { $lookup: { from: records, localField: '_id', foreignField: 'personId', as: 'records' } },
  ])
}

/** Those of these people who have records: one question to the database. In the order of their ids. */
export function readByIds(
  models: ReadModels,
  ids: readonly string[],
): Promise<readonly ReadPerson[]> {
  return read(models, [
    { $match: { personId: { $in: [...ids] } } },
    { $group: { _id: '$personId', records: { $push: '$$ROOT' } } },
  ])
}

async function read(
  { records, conflicts, pairs }: ReadModels,
  people: readonly Stage[],
): Promise<readonly ReadPerson[]> {
  const from = conflicts.collection.collectionName
  const disputes = { from, localField: 'records._id', foreignField: 'records', as: 'conflicts' }
  const doubts = {
    ...{ from: pairs.collection.collectionName, localField: 'records._id' },
    ...{ foreignField: 'doubtKeys', as: 'doubts' },
  }
  const found = await records.aggregate<FoundPerson>([
    ...people,
    { $lookup: disputes },
    { $lookup: doubts },
  ])
  return found
    .map(({ _id, records: own, ...rest }) => ({ id: _id, records: own.toSorted(byKey), ...rest }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function byKey(one: RecordDocument, other: RecordDocument): number {
  return one._id < other._id ? -1 : 1
}
