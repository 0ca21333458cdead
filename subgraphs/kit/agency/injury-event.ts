import { hasHeadInjury } from '../records/injuries'
import type { ToldEvent } from './event-teller'

/** The injuries of a record that counts them, as a list hands it over. */
type InjuryRecord = Readonly<Record<string, unknown>>

interface Injuries {
  readonly hasInjury?: boolean | null
  readonly injurySites?: readonly string[] | null
  readonly isAssault?: boolean | null
}

/** What an event says of a record's injuries: none found is an empty list, nothing written is null. */
export function injuryEvent(record: InjuryRecord): Pick<ToldEvent, 'bodySites' | 'isAssault'> {
  const { hasInjury, injurySites, isAssault } = record as Injuries
  const bodySites = hasInjury === false ? [] : (injurySites ?? null)
  return { bodySites, isAssault: isAssault ?? null }
}

/** The same inside a sentence; null when there is nothing to say. */
export function injuryWords(record: InjuryRecord): string | null {
  const injuries = record as Injuries
  if (hasHeadInjury(injuries) === true) return 'hurt on the head'
  return injuries.hasInjury === true ? 'hurt' : null
}
