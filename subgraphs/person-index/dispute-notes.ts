import type { Agency } from '../../common/register'
import type { IndexedPerson } from './describe-person'

/** What the hub is told beside an answer: where more may be known of the people in it. */
export interface DisputeNotes {
  note(people: readonly IndexedPerson[]): void
  /** Codes of agencies by the person's id: which of their records is not told. */
  readonly noted: ReadonlyMap<string, readonly string[]>
}

/** Made anew for each request. An agency whose records must not be known to exist is never noted. */
export function createDisputeNotes(register: readonly Agency[]): DisputeNotes {
  const nameable = register.filter(({ existenceProtected }) => !existenceProtected)
  const codes = new Set(nameable.map(({ code }) => code))
  const noted = new Map<string, readonly string[]>()
  return {
    noted,
    note(people) {
      for (const { id, disputedAgencies } of people) {
        const named = disputedAgencies.filter((code) => codes.has(code))
        if (named.length > 0) noted.set(id, named)
      }
    },
  }
}
