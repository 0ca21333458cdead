import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import type { DescribedPerson } from '../../../common/likeness/described-person'
import { describedRecord } from '../../../common/likeness/described-person'
import type { Likeness } from '../../../common/likeness/likeness'
import { likenessOf } from '../../../common/likeness/likeness'
import type { LinkKey } from '../../../common/registration/link-tokens'
import { identifierToken } from '../../../common/registration/link-tokens'
import type { IdentifierToken } from '../../../common/registration/registration'
import type { StoredRecord } from '../records/record-collection'

/** What a person's record says of them; nothing is relied on to be there. */
interface Described {
  readonly names?: readonly {
    readonly forenames?: string | null
    readonly surname?: string | null
  }[]
  readonly dateOfBirth?: string | null
  readonly postcode?: string | null
  readonly telephone?: string | null
}

/**
 * By what a person is searched for, as tokens.
 * @param uprns by which they may be found; null: nobody may find them by where they are or how they are reached
 */
export function describeLikeness(
  person: StoredRecord,
  nameKey: Uint8Array,
  uprns: Iterable<string> | null,
): Likeness {
  return likenessOf(nameKey, describedRecord(describedPerson(person, uprns)))
}

/** A person as their record says it. @param uprns of where they are; null: nothing that says it */
export function describedPerson(
  person: StoredRecord,
  uprns: Iterable<string> | null,
): DescribedPerson {
  const { names, dateOfBirth, postcode, telephone } = person as Described
  const places = uprns && {
    uprns: [...uprns],
    postcodes: postcode ? [postcode] : [],
    phones: telephone ? [telephone] : [],
  }
  return {
    names: names ?? [],
    datesOfBirth: dateOfBirth ? [dateOfBirth] : [],
    identifiers: identifiersOf(person),
    ...places,
  }
}

interface Identifiers {
  readonly nhsNumber?: string | null
  readonly isNhsNumberTraced?: unknown
  readonly pncIds?: readonly string[]
  readonly croNumbers?: readonly string[]
  readonly crn?: string | null
}

/** The identifiers of a person's record, as they are written. */
function identifiersOf(
  person: StoredRecord,
): readonly { readonly type: IdentifierType; readonly value: string }[] {
  const { nhsNumber, pncIds, croNumbers, crn } = (person['identifiers'] ?? {}) as Identifiers
  const values: [IdentifierType, string | null | undefined][] = [
    ['NHS_NUMBER', nhsNumber],
    ...(pncIds ?? []).map((pncId): [IdentifierType, string] => ['PNC_ID', pncId]),
    ...(croNumbers ?? []).map((number): [IdentifierType, string] => ['CRO_NUMBER', number]),
    ['CRN', crn],
  ]
  return values.flatMap(([type, value]) => (value ? [{ type, value }] : []))
}

/** The tokens of a person's identifiers; an NHS number says whether it was traced, where the agency knows. */
export function identifierTokens(person: StoredRecord, key: LinkKey): readonly IdentifierToken[] {
  const { isNhsNumberTraced = null } = (person['identifiers'] ?? {}) as Identifiers
  return identifiersOf(person).flatMap(({ type, value }): IdentifierToken[] => {
    const token = identifierToken(key, type, value)
    if (token === null) return []
    // Anything but a plain "yes" is a number that was not traced.
    const isSaid = type === 'NHS_NUMBER' && isNhsNumberTraced !== null
    return [{ type, token, ...(isSaid ? { isTraced: isNhsNumberTraced === true } : {}) }]
  })
}
