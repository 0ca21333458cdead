import type { Agency } from '../../common/register'
import type { IndexedPerson } from './describe-person'

/** What the hub is told beside an answer: where more may be known of the people in it. */
export interface DisputeNotes {
  note(people: readonly IndexedPerson[]): void
  /** Codes of agencies by the person's id: which of their records is not told. */
  readonly noted: ReadonlyMap<string, readonly string[]>
  /** Likewise: of which it is not known whether they are theirs. */
  readonly possible: ReadonlyMap<string, readonly string[]>
}

/** Made anew for each request. An agency whose records must not be known to exist is never noted. */
export function createDisputeNotes(register: readonly Agency[]): DisputeNotes {
  const nameable = register.filter(({ existenceProtected }) => !existenceProtected)
  const codes = new Set(nameable.map(({ code }) => code))
  const noted = new Map<string, readonly string[]>()
  const possible = new Map<string, readonly string[]>()
  const nameIn = (into: typeof noted, id: string, agencies: readonly string[]) => {
    const named = agencies.filter((code) => codes.has(code))
    if (named.length > 0) into.set(id, named)
  }
  return {
    noted,
    possible,
    note(people) {
      for (const { id, disputedAgencies, possibleAgencies } of people) {
        nameIn(noted, id, disputedAgencies)
        nameIn(possible, id, possibleAgencies)
      }
    },
  }
}
