import type { CanonicalRecord } from '../../common/likeness/fields'
import { searchKeys, yearsOf } from '../../common/likeness/search-keys'

/** All by which somebody is found. @param years of birth, of whom more is not known */
export function keysOf(record: CanonicalRecord, years: readonly string[] = []): readonly string[] {
  const { keys, placeKeys } = searchKeys(record, [...yearsOf(record), ...years])
  return [...keys, ...placeKeys]
}
