import { linkKeys } from '../../common/likeness/link-keys'
import type { MadeUpEntry } from './made-up-registrations'
import { madeUpEntries } from './made-up-registrations'

/** Whether somebody who is taken in looks for a record: no other is read when they are compared. */
export type IsLookedFor = (entry: MadeUpEntry) => boolean

/** @param past who is taken in comes after so many of these people */
export function lookedForAmong(people: number, past: number): IsLookedFor {
  const looked = new Set<string>()
  for (const entries of madeUpEntries(people, past))
    for (const { record } of entries) {
      const { lookupKeys, lookupPlaceKeys } = linkKeys(record)
      for (const key of [...lookupKeys, ...lookupPlaceKeys]) looked.add(key)
    }
  return ({ record }) => {
    const { keys, placeKeys } = linkKeys(record)
    return [...keys, ...placeKeys].some((key) => looked.has(key))
  }
}
