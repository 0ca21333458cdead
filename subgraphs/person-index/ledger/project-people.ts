import type { Assigned, LedgerEntry } from './entry'

/** Everybody, as entries of the ledger make them. */
export interface ProjectedPeople {
  /** By id: when they were first seen, and the records they had when their id went out of use. */
  readonly people: Map<string, { readonly order: number; readonly mergedRecords: string[] }>
  /** The person of each record, by its key. */
  readonly personOf: Map<string, string>
}

/** Nobody yet. */
export function nobody(): ProjectedPeople {
  return { people: new Map(), personOf: new Map() }
}

/** Takes an entry into account; entries come in their order. */
export function project(projected: ProjectedPeople, { act }: LedgerEntry): void {
  if (act.type === 'WITHDRAWN') for (const { key } of act.records) projected.personOf.delete(key)
  if (act.type === 'PERSONS') assign(projected, act)
}

function assign({ people, personOf }: ProjectedPeople, act: Assigned): void {
  for (const { id, order } of act.created)
    if (!people.has(id)) people.set(id, { order, mergedRecords: [] })
  for (const { id, records } of act.merged) {
    const merged = people.get(id)?.mergedRecords ?? []
    merged.push(...records.filter((key) => !merged.includes(key)))
  }
  for (const { key, personId } of act.assigned) personOf.set(key, personId)
}
