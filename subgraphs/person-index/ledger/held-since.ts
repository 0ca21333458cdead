import type { IndexModels } from '../models'
import type { Until } from './believed'
import { untilFilter } from './believed'
import { toEntry } from './ledger'

/**
 * Since when some of these records and some of those are held to be one person's without a break; null: they
 * are not.
 * @param until default: now
 */
export async function heldSince(
  { ledger }: Pick<IndexModels, 'ledger'>,
  these: readonly string[],
  those: readonly string[],
  until?: Until,
): Promise<Date | null> {
  const wanted = { $in: [...these, ...those] }
  const which = { $or: [{ 'act.assigned.key': wanted }, { 'act.records.key': wanted }] }
  const entries = await ledger
    .find({ ...(until ? untilFilter(until) : {}), ...which })
    .sort({ _id: 1 })
    .lean()
  const personOf = new Map<string, string>()
  let since: Date | null = null
  for (const { act, at } of entries.map(toEntry)) {
    if (act.type === 'WITHDRAWN') for (const { key } of act.records) personOf.delete(key)
    if (act.type === 'PERSONS') for (const one of act.assigned) personOf.set(one.key, one.personId)
    const people = new Set(these.flatMap((key) => personOf.get(key) ?? []))
    const isOne = those.some((key) => people.has(personOf.get(key) ?? ''))
    since = isOne ? (since ?? at) : null
  }
  return since
}
