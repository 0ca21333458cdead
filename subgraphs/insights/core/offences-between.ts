import { isSuspectRole } from './codes'
import type { InsightEvent } from './event'
import type { PlacedEvent } from './placed-event'

/**
 * Recorded crimes of one person against another, read from the records of either: whoever's view it came from,
 * one is a suspect or convicted in it and the other a victim.
 */
export function crimesBetween(events: readonly PlacedEvent[]): ReadonlyMap<string, InsightEvent[]> {
  const crimes = new Map<string, InsightEvent[]>()
  for (const { event } of events) {
    if (event.kind !== 'CRIME') continue
    for (const other of event.people ?? []) {
      const key = pairIn(event, other)
      if (key === null) continue
      const known = crimes.get(key)
      if (known) known.push(event)
      else crimes.set(key, [event])
    }
  }
  return crimes
}

/** Key of a pair, the suspect first. */
export function pairKey(suspect: string, victim: string): string {
  return JSON.stringify([suspect, victim])
}

function pairIn(
  { person, role }: InsightEvent,
  other: { readonly person: string | null; readonly role: string | null },
): string | null {
  if (other.person === null || other.person === person) return null
  if (isSuspectRole(role) && other.role === 'VICTIM') return pairKey(person, other.person)
  return role === 'VICTIM' && isSuspectRole(other.role) ? pairKey(other.person, person) : null
}
