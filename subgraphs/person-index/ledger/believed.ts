import type { IndexModels } from '../models'
import { toEntry } from './ledger'

/** Keys of the records that were held to be a person's at a moment, sorted. */
export async function believedRecords(
  { ledger }: Pick<IndexModels, 'ledger'>,
  personId: string,
  at: Date,
): Promise<readonly string[]> {
  const until = { at: { $lte: at } }
  const own = await ledger.find({ ...until, 'act.assigned.personId': personId }).lean()
  const ever = own
    .map(toEntry)
    .flatMap(({ act }) =>
      act.type === 'PERSONS'
        ? act.assigned.filter((one) => one.personId === personId).map(({ key }) => key)
        : [],
    )
  const keys = new Set(ever)
  if (keys.size === 0) return []
  const wanted = { $in: [...keys] }
  const which = { $or: [{ 'act.assigned.key': wanted }, { 'act.records.key': wanted }] }
  const entries = await ledger
    .find({ ...until, ...which })
    .sort({ _id: 1 })
    .lean()
  const personOf = new Map<string, string | null>()
  for (const { act } of entries.map(toEntry)) {
    if (act.type === 'PERSONS') for (const one of act.assigned) personOf.set(one.key, one.personId)
    if (act.type === 'WITHDRAWN') for (const { key } of act.records) personOf.set(key, null)
  }
  return [...keys].filter((key) => personOf.get(key) === personId).toSorted()
}
