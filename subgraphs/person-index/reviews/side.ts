import { randomBytes } from 'node:crypto'

import type { IndexedPerson } from '../describe-person'

/** A record that is shown by itself, and whose it is. */
export interface Side {
  readonly key: string
  readonly agency: string
  /** The agency's reference. */
  readonly ref: string
  /** As the one who asks may know them. */
  readonly person: IndexedPerson
}

/**
 * A record alone, as if it were a person: agencies are asked about it and nothing else of the person. Its id
 * is made anew each time, so that nobody can tell by it whether two records are one person's already.
 */
export function asPerson({ key, agency, ref, person }: Side): IndexedPerson {
  return {
    ...person,
    id: randomBytes(16).toString('hex'),
    ...{ references: new Map([[agency, [ref]]]), keys: [key] },
    // Who else is there is told of people, not of a record.
    ...{ addresses: new Set(), postcodes: new Set() },
    ...{ disputedAgencies: [], possibleAgencies: [], possiblePeople: [] },
  }
}
