import type { IndexModels } from './models'

/** Settles anew whose these records are. */
type Relink = (keys: readonly string[]) => Promise<void>

const batchSize = 200

/** Comparing takes longest: others who wait have their turn between. */
const comparedAtOnce = 50

/** Settles what a stop in the middle has left open, and what was imported since. */
export async function settleAll(models: IndexModels, relink: Relink): Promise<void> {
  await settleRecords(models, relink)
  await settleLinks(models, relink)
  await settlePairs(models, relink)
}

/** Keys of records that have changed since they were compared with others: a bounded number of them. */
export async function findUncompared(
  { records }: Pick<IndexModels, 'records'>,
  which: object,
): Promise<readonly string[]> {
  const filter = { ...which, isCompared: { $in: [false, null] }, isLinked: true }
  const open = await records.find(filter, { _id: 1 }).limit(comparedAtOnce).lean()
  return open.map(({ _id }) => _id)
}

/** Those whom these records are alike are compared anew: what they were judged by has changed. */
export async function reopenBeside(
  { pairs, records }: Pick<IndexModels, 'pairs' | 'records'>,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  const others = await pairs.distinct('keys', { keys: { $in: [...keys] } })
  await records.updateMany({ _id: { $in: others } }, { $set: { isCompared: false } })
}

async function settleRecords({ records }: IndexModels, relink: Relink): Promise<void> {
  let settled: number
  do {
    const open = await records.find({ isLinked: false }).limit(batchSize).lean()
    await relink(open.map(({ _id }) => _id))
    settled = open.length
  } while (settled === batchSize)
}

async function settleLinks({ assertedLinks }: IndexModels, relink: Relink): Promise<void> {
  let settled: number
  do {
    const links = await assertedLinks.find({ isApplied: false }).limit(batchSize).lean()
    settled = links.length
    if (settled === 0) return
    await relink(links.flatMap(({ keys }) => keys))
    await assertedLinks.updateMany(
      { _id: { $in: links.map(({ _id }) => _id) } },
      { $set: { isApplied: true } },
    )
  } while (settled === batchSize)
}

async function settlePairs({ pairs }: IndexModels, relink: Relink): Promise<void> {
  for (const { _id, keys } of await pairs.find({ isApplied: false }).lean()) {
    await relink(keys)
    await pairs.updateOne({ _id }, { $set: { isApplied: true } })
  }
}
