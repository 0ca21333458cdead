import { HubError } from '../../common/errors'
import { canonicalPostcode, canonicalUprn } from '../../common/identifiers/address-identifiers'
import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import { canonicalIdentifier } from '../../common/identifiers/person-identifiers'
import { canonicalPhone } from '../../common/likeness/canonical-text'
import { describedRecord } from '../../common/likeness/described-person'
import type { CanonicalRecord } from '../../common/likeness/fields'
import { readInstant, refuseArgument } from '../kit/service/list-arguments'

/** What a caller says of who is looked for. */
export interface SearchInput {
  readonly givenNames?: string | null
  readonly familyName?: string | null
  readonly dateOfBirth?: string | null
  readonly yearOfBirth?: number | null
  readonly ageAbout?: number | null
  readonly postcode?: string | null
  readonly uprn?: string | null
  readonly phone?: string | null
  readonly identifiers?: readonly { readonly type: IdentifierType; readonly value: string }[] | null
}

/** The same, ready to be made tokens of. */
export interface ReadSearch {
  readonly record: CanonicalRecord
  /** Years of birth of which one is meant, when the day is not known. */
  readonly years: readonly string[]
}

/** Longest text that is read. */
const longestText = 100
const mostIdentifiers = 10
/** Ages are told by guess: so many years to either side. */
const yearsAround = 2
const oldest = 120

/** True when it says where somebody lives or is reached. */
export function searchesByPlace({ postcode, uprn, phone }: SearchInput): boolean {
  return [postcode, uprn, phone].some(isGiven)
}

/**
 * What is searched for.
 * @param now for what an age means
 * @throws HubError BAD_USER_INPUT that names what is wrong, or, reason SEARCH_TOO_VAGUE, says what to add
 */
export function readSearch(input: SearchInput, now: Date): ReadSearch {
  checkTexts(input)
  const { givenNames, familyName, dateOfBirth, postcode, uprn, phone, identifiers } = input
  const record = describedRecord({
    names: [{ forenames: givenNames ?? '', surname: familyName ?? '' }],
    datesOfBirth: isGiven(dateOfBirth) ? [readDay(dateOfBirth)] : [],
    postcodes: readOptional('postcode', postcode, canonicalPostcode),
    uprns: readOptional('uprn', uprn, canonicalUprn),
    phones: readOptional('phone', phone, canonicalPhone),
    identifiers: readIdentifiers(identifiers ?? []),
  })
  const years = readYears(input, now)
  refuseVague(record, years)
  return { record, years }
}

function isGiven(text: string | null | undefined): text is string {
  return (text ?? '').trim() !== ''
}

function checkTexts({ givenNames, familyName, postcode, uprn, phone }: SearchInput): void {
  const texts = { givenNames, familyName, postcode, uprn, phone }
  for (const [name, text] of Object.entries(texts))
    if ((text ?? '').length > longestText)
      throw refuseArgument(name, `must not be longer than ${longestText} characters`)
}

function readDay(text: string): string {
  const day = text.trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || readInstant('dateOfBirth', day) === null)
    throw refuseArgument('dateOfBirth', 'must be a day such as 1957-03-11')
  return day
}

function readOptional(
  name: string,
  text: string | null | undefined,
  canonical: (text: string) => string | null,
): readonly string[] {
  if (!isGiven(text)) return []
  const value = canonical(text)
  if (value === null) throw refuseArgument(name, 'is not a valid one')
  return [value]
}

function readIdentifiers(identifiers: NonNullable<SearchInput['identifiers']>) {
  if (identifiers.length > mostIdentifiers)
    throw refuseArgument('identifiers', `must not be more than ${mostIdentifiers}`)
  return identifiers.map(({ type, value }) => {
    const canonical = canonicalIdentifier(type, value)
    if (canonical === null) throw refuseArgument('identifiers', `have a ${type} that is not valid`)
    return { type, value: canonical }
  })
}

/** The day outranks the year, and the year the age. */
function readYears(input: SearchInput, now: Date): readonly string[] {
  const { dateOfBirth, yearOfBirth, ageAbout } = input
  const thisYear = now.getUTCFullYear()
  if (isGiven(dateOfBirth)) return []
  if (yearOfBirth !== null && yearOfBirth !== undefined) {
    if (yearOfBirth < thisYear - oldest || yearOfBirth > thisYear)
      throw refuseArgument('yearOfBirth', `must be from ${thisYear - oldest} to ${thisYear}`)
    return [String(yearOfBirth)]
  }
  if (ageAbout === null || ageAbout === undefined) return []
  if (ageAbout < 0 || ageAbout > oldest)
    throw refuseArgument('ageAbout', `must be from 0 to ${oldest}`)
  // Before their birthday somebody was born a year earlier than their age says.
  const first = thisYear - ageAbout - 1 - yearsAround
  return Array.from({ length: 2 * yearsAround + 2 }, (_, index) => String(first + index))
}

/** What would name too many people, whoever is meant. */
function refuseVague(record: CanonicalRecord, years: readonly string[]): void {
  const has = (name: keyof CanonicalRecord) => record[name] !== undefined
  const hasIdentifier = (['nhsNumber', 'pncId', 'croNumber', 'otherIdentifier'] as const).some(has)
  const hasPlace = (['postcode', 'other', 'phone'] as const).some(has)
  const [given, family] = [has('givenNames'), has('familyName')]
  if (hasIdentifier) return
  if ((given || family) && (has('dateOfBirth') || hasPlace)) return
  if (given && family && years.length > 0) return
  throw tooVague(whatToAdd({ given, family }))
}

function whatToAdd({ given, family }: { readonly given: boolean; readonly family: boolean }) {
  if (given && family)
    return 'Add a date or year of birth, an age, a postcode, a property number or a telephone number.'
  if (given || family)
    return `Add the ${given ? 'family name' : 'given name'} with a year of birth or an age; or a date of birth, a postcode, a property number or a telephone number.`
  return 'Add a name with a date of birth, a postcode, a property number or a telephone number; or an identifier.'
}

function tooVague(advice: string): HubError {
  const message = `This would name too many people. ${advice}`
  return new HubError('BAD_USER_INPUT', message, { reason: 'SEARCH_TOO_VAGUE' })
}
