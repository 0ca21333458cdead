import type { FieldName } from '../../../common/likeness/fields'
import type { FieldAgreement } from './match-candidate'

const namesOfFields: Readonly<Partial<Record<FieldName, string>>> = {
  givenNames: 'First name',
  middleNames: 'Middle names',
  familyName: 'Family name',
  dateOfBirth: 'Date of birth',
  postcode: 'Postcode',
  phone: 'Telephone number',
  other: 'Address',
  nhsNumber: 'NHS number',
  pncId: 'PNC ID',
  croNumber: 'CRO number',
  otherIdentifier: 'CRN',
}

type Words = Readonly<Record<Exclude<FieldAgreement['level'], 'missing'>, string>>

const words: Words = {
  exact: 'the same',
  slip: 'one character apart',
  close: 'alike',
  part: 'a part is the same',
  different: 'different',
  swapped: 'the same, with first and family name exchanged',
}

/** What a level means where it does not mean what it does elsewhere. */
const ofField: Readonly<Partial<Record<FieldName, Partial<Words>>>> = {
  givenNames: { part: 'the same initial', close: 'sounds or is written alike' },
  middleNames: { part: 'the same initial', close: 'sounds or is written alike' },
  familyName: { part: 'the same initial', close: 'sounds or is written alike' },
  dateOfBirth: {
    ...{ slip: 'one digit apart, or day and month exchanged' },
    ...{ close: 'two of day, month and year are the same', part: 'the year fits' },
  },
  postcode: { close: 'the same area', part: 'nearby' },
}

/** One field of a match in words that give away no value, as in "Date of birth: the same". */
export function wordsOfAgreement({ field, level }: FieldAgreement): string {
  const words = level === 'missing' ? 'not known' : wordsOfLevel({ field, level })
  return `${nameOfField(field)}: ${words}`
}

/** A field as it is called among people. */
export function nameOfField(field: FieldName): string {
  return namesOfFields[field] ?? field
}

/** How a field agrees, in words that give away no value. */
export function wordsOfLevel({
  field,
  level,
}: {
  readonly field: FieldName
  readonly level: keyof Words
}): string {
  return ofField[field]?.[level] ?? words[level]
}

/** How well somebody fits, in a word. */
export type Strength = 'STRONG' | 'GOOD' | 'WEAK'

/**
 * Twenty bits tell one person from a million: from 24 on fewer than one in sixteen would fit as well by chance in a
 * partnership of a million people.
 */
const strongFrom = 24
/** Fits one in some thousands by chance. */
const goodFrom = 14

/** @param bits of the whole match */
export function strengthOf(bits: number): Strength {
  if (bits >= strongFrom) return 'STRONG'
  return bits >= goodFrom ? 'GOOD' : 'WEAK'
}
