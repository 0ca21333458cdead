import type { IndexModels } from '../models'
import { readLedger } from './ledger'
import type { ProjectedPeople } from './project-people'
import { nobody, project } from './project-people'

/** People as the ledger alone makes them, beside those that are stored. */
export interface Rebuilt {
  /** How many entries the ledger has; they have no gap between them. */
  readonly entries: number
  readonly people: number
  readonly records: number
  /** Ids of people and keys of records that are stored otherwise, sorted; none: everything is the same. */
  readonly differing: readonly string[]
}

/**
 * Makes everybody anew from the ledger and compares, while the index is at rest.
 * @throws Error when the ledger has a gap, or grows meanwhile
 */
export async function compareWithStored(models: IndexModels): Promise<Rebuilt> {
  const projected = nobody()
  let entries = 0
  for await (const entry of readLedger(models)) {
    entries += 1
    if (entry.seq !== entries) throw new Error(`The ledger has no entry ${entries}.`)
    project(projected, entry)
  }
  const differing = [
    ...(await differingPeople(models, projected)),
    ...(await differingRecords(models, projected)),
  ]
  if ((await models.ledger.countDocuments({})) !== entries)
    throw new Error('The index was written to meanwhile. Stop its agencies, or try again.')
  const counts = { people: projected.people.size, records: projected.personOf.size }
  return { entries, ...counts, differing: differing.toSorted() }
}

async function differingPeople(
  { people }: IndexModels,
  projected: ProjectedPeople,
): Promise<readonly string[]> {
  const left = new Map(projected.people)
  const differing: string[] = []
  for await (const { _id, order, mergedRecords } of people.find().lean().cursor()) {
    const made = left.get(_id)
    const isSame = made?.order === order && made.mergedRecords.join() === mergedRecords.join()
    if (!isSame) differing.push(_id)
    left.delete(_id)
  }
  return [...differing, ...left.keys()]
}

async function differingRecords(
  { records }: IndexModels,
  projected: ProjectedPeople,
): Promise<readonly string[]> {
  const left = new Map(projected.personOf)
  const differing: string[] = []
  for await (const { _id, personId } of records.find({}, { personId: 1 }).lean().cursor()) {
    if ((left.get(_id) ?? null) !== personId) differing.push(_id)
    left.delete(_id)
  }
  return [...differing, ...left.keys()]
}
