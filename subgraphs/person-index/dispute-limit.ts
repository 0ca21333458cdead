import type { Connected, IndexedRecord } from './linking'
import { groupRecords } from './matching/group-records'

/**
 * So many people whom one agency's registrations put in dispute within the window are no slip any
 * more. A first guess of November 2026: identifiers misfiled by hand come singly.
 */
export const disputedPeopleLimit = 5

/** One hour, in milliseconds. */
export const disputeWindowMs = 60 * 60 * 1000

/** Registrations that are about to be linked, and what they would be linked with. */
export interface Proposal {
  /** Everything connected, as it is without them. */
  readonly before: Connected
  /** The same with them. */
  readonly after: Connected
  /** Keys of the records that are registered, in their order. */
  readonly keys: readonly string[]
  /** People whom the agency has put in dispute within the window. */
  readonly disputed: ReadonlySet<string>
}

export interface Judgement {
  /** Keys of the records that must wait. */
  readonly held: readonly string[]
  /** People whom the others put in dispute now, and who were in none. */
  readonly people: readonly string[]
}

/**
 * Which registrations would dispute who people are, and which of them go too far. One that joins a
 * dispute that is there already disputes nobody. Pure.
 */
export function judgeDisputes({ before, after, keys, disputed }: Proposal): Judgement {
  const personOf = new Map(before.records.map(({ key, personId }) => [key, personId]))
  const settledBefore = new Set(conflictsOf(before).flat())
  const own = new Set(keys)
  const isNew = (key: string) => !settledBefore.has(key) && !own.has(key)
  const conflicts = conflictsOf(after).filter((records) => records.some(isNew))
  const seen = new Set(disputed)
  const held: string[] = []
  const people = new Set<string>()
  for (const key of keys) {
    const others = conflicts.filter((records) => records.includes(key)).flat()
    const fresh = others.filter(isNew).flatMap((other) => personOf.get(other) ?? [])
    if (fresh.every((person) => seen.has(person))) continue
    if (seen.size >= disputedPeopleLimit) held.push(key)
    else
      for (const person of fresh) {
        seen.add(person)
        people.add(person)
      }
  }
  return { held, people: [...people] }
}

/** Records that do not count in full dispute nobody: others are linked as if they were not there. */
function conflictsOf({ records, pairs }: Connected): readonly (readonly string[])[] {
  const full = records.filter(({ weight = 'FULL' }: IndexedRecord) => weight === 'FULL')
  return groupRecords(full, pairs).conflicts.map(({ records: keys }) => keys)
}
