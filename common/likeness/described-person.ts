import type { IdentifierType } from '../identifiers/person-identifiers'
import { canonicalIdentifier } from '../identifiers/person-identifiers'
import { canonicalUprn } from '../identifiers/address-identifiers'
import type { CanonicalRecord, FieldName, RawRecord } from './fields'
import { canonicalRecord } from './fields'

/** What is said of somebody: in a record, or by whoever searches for them. Nothing is relied on to be there. */
export interface DescribedPerson {
  readonly names?: readonly {
    readonly forenames?: string | null
    readonly surname?: string | null
  }[]
  /** Of each date; ISO 8601. */
  readonly datesOfBirth?: readonly string[]
  readonly postcodes?: readonly string[]
  readonly phones?: readonly string[]
  readonly uprns?: readonly string[]
  readonly identifiers?: readonly { readonly type: IdentifierType; readonly value: string }[]
}

const fieldOfIdentifier: Readonly<Record<IdentifierType, FieldName>> = {
  NHS_NUMBER: 'nhsNumber',
  PNC_ID: 'pncId',
  CRO_NUMBER: 'croNumber',
  CRN: 'otherIdentifier',
}

/**
 * Somebody by the fields in which people are compared, each value in its one form; what is no value, such as
 * a number whose check digit is wrong or a placeholder, is left out.
 */
export function describedRecord(person: DescribedPerson): CanonicalRecord {
  const { names = [], datesOfBirth = [], postcodes = [], phones = [], uprns = [] } = person
  const { identifiers = [] } = person
  const forenames = names.map(({ forenames: text }) => wordsOf(text))
  return canonicalRecord({
    givenNames: forenames.flatMap(([first]) => first ?? []),
    middleNames: forenames.flatMap((words) => words.slice(1)),
    familyName: names.flatMap(({ surname }) => surnamesIn(surname)),
    dateOfBirth: datesOfBirth,
    postcode: postcodes,
    phone: phones,
    other: uprns.flatMap((uprn) => canonicalUprn(uprn) ?? []),
    ...numbersOf(identifiers),
  })
}

/** Identifiers by field. */
function numbersOf(identifiers: NonNullable<DescribedPerson['identifiers']>): RawRecord {
  const found: Partial<Record<FieldName, readonly string[]>> = {}
  for (const { type, value } of identifiers) {
    const canonical = canonicalIdentifier(type, value)
    const field = fieldOfIdentifier[type]
    if (canonical !== null) found[field] = [...(found[field] ?? []), canonical]
  }
  return found
}

/** Agencies' text is not trusted to be short. */
const longestText = 200

function wordsOf(text: string | null | undefined): readonly string[] {
  return (text ?? '')
    .slice(0, longestText)
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** A double-barrelled name is found by each of its parts as well. */
function surnamesIn(surname: string | null | undefined): readonly string[] {
  const whole = (surname ?? '').slice(0, longestText)
  const parts = whole.split(/[\s-]+/).filter((part) => part.length > 2)
  return parts.length > 1 ? [whole, ...parts] : [whole]
}
