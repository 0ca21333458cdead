import { disputedWith, findDisputes, groupByPerson } from './disputed-records'
import { alikeOthers, describeDoubts } from './doubts'
import type { IndexModels } from './models'

/** Codes of the agencies that protect where somebody is, by the person's id. */
export type ProtectingAgencies = ReadonlyMap<string, ReadonlySet<string>>

type RecordModels = Pick<IndexModels, 'records' | 'conflicts' | 'pairs'>

/**
 * Everybody whom some agency protects. Whoever may be a protected person is protected too: a dispute or a
 * doubt about who they are must not lift it.
 */
export async function findProtectingAgencies(models: RecordModels): Promise<ProtectingAgencies> {
  const ids = await models.records.distinct('personId', { isAddressProtected: true })
  if (ids.length === 0) return new Map()
  const people = groupByPerson(await models.records.find({ personId: { $in: ids } }).lean())
  const disputes = await findDisputes(models, people)
  const own = [...people.values()].flat().map(({ _id }) => _id)
  const pairs = await models.pairs.find({ doubtKeys: { $in: own } }).lean()
  const doubts = await describeDoubts(models, pairs)
  const protecting = new Map<string, Set<string>>()
  for (const [id, records] of people) {
    const marked = records.filter(({ isAddressProtected }) => isAddressProtected === true)
    const person = { id, records }
    const mayBeTheirs = [...disputedWith(person, disputes), ...alikeOthers(person, doubts)]
    const others = mayBeTheirs.flatMap(({ personId }) => personId ?? [])
    for (const person of [id, ...others]) {
      const agencies = protecting.get(person) ?? new Set()
      for (const { agency } of marked) agencies.add(agency)
      protecting.set(person, agencies)
    }
  }
  return protecting
}

/** How long what was read is used for all agencies that ask, in milliseconds. */
const freshForMs = 1000

/** The same, read at most once a second. */
export function createProtectingAgenciesReader(
  models: RecordModels,
  now: () => number = () => performance.now(),
): () => Promise<ProtectingAgencies> {
  let known: { readonly read: Promise<ProtectingAgencies>; readonly atMs: number } | null = null
  return () => {
    if (known && now() - known.atMs < freshForMs) return known.read
    const current = { read: findProtectingAgencies(models), atMs: now() }
    known = current
    return current.read.catch((error: unknown) => {
      // What failed is read again, not remembered.
      if (known === current) known = null
      throw error
    })
  }
}
