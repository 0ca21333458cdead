import { beginningOf, datePairs, dateVariants, deletionVariants, endOf, soundex } from './features'
import type { CanonicalRecord, FieldName } from './fields'
import { together } from './together'

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
  ['NS', 'sounds', 'nothing'],
  ['NB', 'bothBegin', 'nothing'],
  ['NE', 'bothEnd', 'nothing'],
  ['NX', 'sorted', 'nothing'],
  ['NT', 'name', 'townEnds'],
  ['NC', 'nameSounds', 'birthPairs'],
  ['NY', 'name', 'year'],
  ['DS', 'birth', 'nameSounds'],
  ['DE', 'birth', 'nameEnds'],
  ['DP', 'birth', 'place'],
  ['DM', 'birth', 'emailBegins'],
  ['DN', 'birthVariants', 'name'],
  ['DL', 'birthVariants', 'letters'],
  ['DT', 'birthPairs', 'townEnds'],
  ['PI', 'phoneVariants', 'letters'],
  ['PX', 'phone', 'aside'],
  ['AN', 'address', 'name'],
  ['AS', 'address', 'nameSounds'],
  ['AH', 'streetVariants', 'house'],
  ['EV', 'emailVariants', 'nothing'],
  ['EB', 'emailBegins', 'nameSounds'],
  ['EX', 'emailBegins', 'aside'],
  ['OV', 'otherVariants', 'letters'],
  ['OX', 'other', 'aside'],
]

function partsOf(record: CanonicalRecord) {
  const of = (name: FieldName) => record[name] ?? []
  const [given, family, birth] = [of('givenNames'), of('familyName'), of('dateOfBirth')]
  const name = [...given, ...family]
  const townEnds = of('town').flatMap((town) => [`B${town.slice(0, 4)}`, `E${town.slice(-4)}`])
  const year = birth.map((date) => date.slice(0, 4))
  return {
    given,
    family,
    name,
    givenVariants: given.flatMap(deletionVariants),
    familyVariants: family.flatMap(deletionVariants),
    nameSounds: name.map(soundex),
    nameEnds: name.flatMap((one) => [`B${beginningOf(one)}`, `E${endOf(one)}`]),
    letters: name.map((one) => one.charAt(0)),
    sorted: together(given, family, (one) => one),
    sounds: together(given, family, soundex),
    bothBegin: together(given, family, beginningOf),
    bothEnd: together(given, family, endOf),
    birth,
    birthVariants: birth.flatMap(dateVariants),
    birthPairs: birth.flatMap(datePairs),
    year,
    townEnds,
    place: [
      ...of('street'),
      ...of('locality'),
      ...of('postcode'),
      ...of('houseNumber'),
      ...townEnds,
    ],
    phone: of('phone'),
    phoneVariants: of('phone').flatMap(deletionVariants),
    address: [...of('street'), ...of('locality'), ...of('postcode')],
    streetVariants: of('street').flatMap(deletionVariants),
    house: of('houseNumber'),
    emailVariants: of('email').flatMap(deletionVariants),
    emailBegins: of('email').map((email) => email.slice(0, 4)),
    other: of('other'),
    otherVariants: of('other').flatMap(deletionVariants),
    /** What stands beside a number that is nearly nobody else's. */
    aside: [...townEnds, ...year, ...of('sex'), ...name.map(soundex)],
    nothing: [''],
  }
}
