import { deletionVariants, soundex } from '../fields/features'
import type { CanonicalRecord, FieldName } from '../fields/fields'

/**
 * The keys under which a record looks for others: two records that share one are compared. A key is made
 * of two values or more, but for identifiers and e-mail addresses, which nobody shares by chance: one
 * value alone would tell who somebody is by how often it occurs.
 */
export function blockingKeys(record: CanonicalRecord): readonly string[] {
  const parts = partsOf(record)
  const keys = rules.flatMap(([name, left, right]) =>
    parts[left].flatMap((a) => parts[right].map((b) => `${name}|${a}|${b}`)),
  )
  const single = identifying.flatMap((name) => (record[name] ?? []).map((v) => `${name}|${v}`))
  return [...new Set([...single, ...keys])]
}

const identifying: readonly FieldName[] = [
  'nhsNumber',
  'pncId',
  'croNumber',
  'otherIdentifier',
  'email',
]

type Parts = ReturnType<typeof partsOf>

/** Which two parts make a key; the first is its name. */
const rules: readonly (readonly [string, keyof Parts, keyof Parts])[] = [
  ['NN', 'givenVariants', 'family'],
  ['NN', 'given', 'familyVariants'],
  ['SW', 'namesSorted', 'year'],
  ['SY', 'sounds', 'year'],
  ['SD', 'sounds', 'monthDay'],
  ['ST', 'sounds', 'town'],
  ['DG', 'born', 'nameVariants'],
  ['DV', 'bornVariants', 'name'],
  ['DI', 'bornVariants', 'initials'],
  ['DP', 'born', 'place'],
  ['PB', 'phoneVariants', 'bornPairs'],
  ['PN', 'phoneVariants', 'nameSounds'],
  ['AN', 'address', 'name'],
  ['AS', 'address', 'nameSounds'],
  ['AH', 'streetVariants', 'house'],
  ['EM', 'emailVariants', 'one'],
  ['ON', 'other', 'nameSounds'],
  ['OB', 'other', 'bornPairs'],
]

function partsOf(record: CanonicalRecord) {
  const of = (name: FieldName) => record[name] ?? []
  const [given, family, born] = [of('givenNames'), of('familyName'), of('dateOfBirth')]
  const name = [...given, ...family]
  const address = [...of('street'), ...of('locality'), ...of('postcode')]
  return {
    given,
    family,
    name,
    givenVariants: given.flatMap(deletionVariants),
    familyVariants: family.flatMap(deletionVariants),
    nameVariants: name.flatMap(deletionVariants),
    nameSounds: name.map(soundex),
    namesSorted: pairs(given, family).map((both) => both.toSorted().join('+')),
    sounds: pairs(given, family).map((both) => both.map(soundex).toSorted().join('+')),
    initials: pairs(given, family).map((both) =>
      both
        .map((n) => n.charAt(0))
        .toSorted()
        .join(''),
    ),
    born,
    bornVariants: born.flatMap(deletionVariants),
    year: born.map((date) => date.slice(0, 4)),
    monthDay: born.map((date) => date.slice(4)),
    bornPairs: born.flatMap((date) => [
      date.slice(0, 6),
      date.slice(4),
      date.slice(0, 4) + date.slice(6),
    ]),
    place: [...address, ...of('houseNumber'), ...of('town')],
    phoneVariants: of('phone').flatMap(deletionVariants),
    address,
    streetVariants: of('street').flatMap(deletionVariants),
    house: of('houseNumber'),
    emailVariants: of('email').flatMap(deletionVariants),
    other: of('other'),
    town: of('town'),
    one: [''],
  }
}

function pairs(a: readonly string[], b: readonly string[]): readonly (readonly [string, string])[] {
  return a.flatMap((left) => b.map((right) => [left, right] as const))
}
