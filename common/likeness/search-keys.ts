import { beginningOf, endOf, outcodeOf, soundex } from './features'
import type { CanonicalRecord, FieldName } from './fields'
import { together } from './together'

/** What a person is looked for by. */
export interface SearchKeys {
  /** Of names with a date or a year, and of identifiers. */
  readonly keys: readonly string[]
  /** Of names with where the person lives or is reached: they find nobody whose address is protected. */
  readonly placeKeys: readonly string[]
}

/** The fields that say where somebody is, or how they are reached. */
export const placeFields: readonly FieldName[] = ['postcode', 'phone', 'other']

const identifiers: readonly FieldName[] = ['nhsNumber', 'pncId', 'croNumber', 'otherIdentifier']

/**
 * The keys of a search: fewer than those by which lists are linked, because a search is compared with few. Each is made
 * of two values or more, but for identifiers: one value alone would tell what it is by how often it occurs.
 * @param years of birth; of a search they may be known without the date
 */
export function searchKeys(
  record: CanonicalRecord,
  years: readonly string[] = yearsOf(record),
): SearchKeys {
  const of = (name: FieldName) => record[name] ?? []
  const [given, family, birth] = [of('givenNames'), of('familyName'), of('dateOfBirth')]
  const sounds = [...given, ...family].map(soundex)
  const bothSound = together(given, family, soundex)
  // What tells most comes first: of very many keys the last ones are left out.
  const keys = [
    ...identifiers.flatMap((name) => of(name).map((value) => `ID|${name}|${value}`)),
    ...pairs('DN', birth, sounds),
    ...pairs(
      'SM',
      bothSound,
      birth.map((date) => date.slice(4)),
    ),
    ...pairs('SY', bothSound, years),
    ...pairs('BY', together(given, family, beginningOf), years),
    ...pairs('EY', together(given, family, endOf), years),
    ...pairs('NI', withInitial(given, family), years),
    ...pairs('NI', withInitial(family, given), years),
  ]
  const placeKeys = [
    ...pairs('PN', of('postcode'), sounds),
    ...pairs('FN', of('phone'), sounds),
    ...pairs('UN', of('other'), sounds),
    ...pairs('SO', bothSound, of('postcode').map(outcodeOf)),
  ]
  return { keys: [...new Set(keys)], placeKeys: [...new Set(placeKeys)] }
}

/** One name whole and the other's initial: whichever of them is spelled right. */
function withInitial(names: readonly string[], others: readonly string[]): readonly string[] {
  return names.flatMap((name) => others.map((other) => `${name}+${other.charAt(0)}`))
}

/** The years in a record's dates of birth. */
export function yearsOf({ dateOfBirth = [] }: CanonicalRecord): readonly string[] {
  return [...new Set(dateOfBirth.map((date) => date.slice(0, 4)))]
}

/** Each of one kind of part with each of another. @param name of the kind of key */
export function pairs(
  name: string,
  left: readonly string[],
  right: readonly string[],
): readonly string[] {
  return left.flatMap((a) => right.map((b) => `${name}|${a}|${b}`))
}
