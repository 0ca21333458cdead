import type { IndexModels } from '../models'
import { toEntry } from './ledger'

/** Up to where the ledger counts: a moment, or before a place in it. */
export type Until = Date | { readonly beforeSeq: number }

/** The entries that count, in MongoDB's words. */
export function untilFilter(until: Until): object {
  return until instanceof Date ? { at: { $lte: until } } : { _id: { $lt: until.beforeSeq } }
}

/** Keys of the records that were held to be a person's then, sorted. */
export async function believedRecords(
  { ledger }: Pick<IndexModels, 'ledger'>,
  personId: string,
  until: Until,
): Promise<readonly string[]> {
  const counted = untilFilter(until)
  const own = await ledger.find({ ...counted, 'act.assigned.personId': personId }).lean()
  const ever = own
    .map(toEntry)
    .flatMap(({ act }) =>
      act.type === 'PERSONS'
        ? act.assigned.filter((one) => one.personId === personId).map(({ key }) => key)
        : [],
    )
  const keys = new Set(ever)
  if (keys.size === 0) return []
  const personOf = await peopleOf({ ledger }, [...keys], until)
  return [...keys].filter((key) => personOf.get(key) === personId).toSorted()
}

/** Whose each of these records was held to be then, by its key; nobody's: it is not there. */
export async function peopleOf(
  { ledger }: Pick<IndexModels, 'ledger'>,
  keys: readonly string[],
  until: Until,
): Promise<ReadonlyMap<string, string>> {
  const wanted = { $in: [...keys] }
  const which = { $or: [{ 'act.assigned.key': wanted }, { 'act.records.key': wanted }] }
  const entries = await ledger
    .find({ ...untilFilter(until), ...which })
    .sort({ _id: 1 })
    .lean()
  const asked = new Set(keys)
  const personOf = new Map<string, string>()
  for (const { act } of entries.map(toEntry)) {
    if (act.type === 'WITHDRAWN') for (const { key } of act.records) personOf.delete(key)
    if (act.type !== 'PERSONS') continue
    for (const { key, personId } of act.assigned) if (asked.has(key)) personOf.set(key, personId)
  }
  return personOf
}
