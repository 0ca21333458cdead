import { beginningOf, datePairs, endOf, outcodeOf, soundex } from './features'
import type { CanonicalRecord } from './fields'
import type { SearchKeys } from './search-keys'
import { pairs, searchKeys, yearsOf } from './search-keys'
import { together } from './together'

/** By what a record is found, by a search and by other records, and by what it looks for those. */
export interface LinkKeys extends SearchKeys {
  readonly lookupKeys: readonly string[]
  /** Likewise of where a person lives or is reached. */
  readonly lookupPlaceKeys: readonly string[]
}

/**
 * Kinds of key that more people share the more there are, so that nearly all of them are somebody else: both names, or parts
 * of both, with a year or a part of a town. Two records whose dates of birth are known have more in common when they are one
 * person's; these keys find those whose date is not.
 */
const coarse: ReadonlySet<string> = new Set(['BY', 'EY', 'NI', 'SO', 'SY'])

/** What goes before a coarse key of a record whose date of birth is not known. */
const ofUnknownDate = 'U'

/**
 * The keys of a record. Whose date of birth is known looks by its coarse keys for those only whose is not, who are found by
 * all of them. Whether two records meet is the same whichever of them looks.
 */
export function linkKeys(record: CanonicalRecord): LinkKeys {
  const { keys, placeKeys } = searchKeys(record)
  if (!isDateKnown(record))
    return {
      ...{ keys: [...keys, ...unknownDate(keys)], lookupKeys: keys },
      ...{ placeKeys: [...placeKeys, ...unknownDate(placeKeys)], lookupPlaceKeys: placeKeys },
    }
  const finer = finerKeys(record)
  return {
    ...{ keys: [...keys, ...finer.keys], placeKeys: [...placeKeys, ...finer.placeKeys] },
    lookupKeys: [...keys.filter(isTelling), ...finer.keys, ...unknownDate(keys)],
    lookupPlaceKeys: [
      ...placeKeys.filter(isTelling),
      ...finer.placeKeys,
      ...unknownDate(placeKeys),
    ],
  }
}

/** The first of January stands for a year of which nobody knows more. */
function isDateKnown({ dateOfBirth = [] }: CanonicalRecord): boolean {
  return dateOfBirth.length > 0 && dateOfBirth.every((date) => !date.endsWith('0101'))
}

/**
 * Of names that sound, begin or end the same: with a date that is nearly right, or right. Of those that sound the same
 * also with the year, in the same part of a town.
 */
function finerKeys(record: CanonicalRecord): SearchKeys {
  const { givenNames = [], familyName = [], dateOfBirth = [], postcode = [] } = record
  const sounds = together(givenNames, familyName, soundex)
  const near = dateOfBirth.flatMap((date) => [...withYear(date), sameDigits(date)])
  const places = postcode.map(outcodeOf)
  const keys = [
    ...pairs('SD', sounds, near),
    ...pairs('BD', together(givenNames, familyName, beginningOf), near),
    ...pairs('ED', together(givenNames, familyName, endOf), dateOfBirth),
  ]
  const placeKeys = yearsOf(record).flatMap((year) => pairs(`OY|${year}`, places, sounds))
  return { keys: [...new Set(keys)], placeKeys: [...new Set(placeKeys)] }
}

/** The year with the month, and with the day. */
function withYear(date: string): readonly string[] {
  return datePairs(date).filter((pair) => pair.startsWith('Y'))
}

/** What a date shares with those of its year in which the digits of month and day are exchanged. */
function sameDigits(date: string): string {
  return `X${date.slice(0, 4)}${Array.from(date.slice(4)).toSorted().join('')}`
}

function unknownDate(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !isTelling(key)).map((key) => `${ofUnknownDate}${key}`)
}

function isTelling(key: string): boolean {
  return !coarse.has(key.slice(0, key.indexOf('|')))
}
