import { canonicalPostcode } from '../identifiers/address-identifiers'
import { canonicalCroNumber } from '../identifiers/cro-number'
import { canonicalNhsNumber } from '../identifiers/nhs-number'
import { canonicalPncId } from '../identifiers/pnc-id'
import {
  canonicalDate,
  canonicalEmail,
  canonicalPhone,
  canonicalSex,
  canonicalWords,
} from './canonical-text'

/** How values of a field are compared. */
export type FieldKind = 'NAME' | 'TEXT' | 'DATE' | 'DIGITS' | 'POSTCODE' | 'EMAIL' | 'CODE'

export interface Field {
  readonly kind: FieldKind
  /** The value in its one form, or null when it is absent, invalid or a placeholder. */
  readonly canonical: (text: string) => string | null
  /** Fields that share a space have equal tokens for equal values, so that a swap shows. */
  readonly space?: string
}

/** Every field by which people are compared. A record has any of them, each with any number of values. */
export const fields = {
  givenNames: { kind: 'NAME', canonical: canonicalWords, space: 'name' },
  familyName: { kind: 'NAME', canonical: canonicalWords, space: 'name' },
  middleNames: { kind: 'NAME', canonical: canonicalWords },
  dateOfBirth: { kind: 'DATE', canonical: canonicalDate },
  sex: { kind: 'CODE', canonical: canonicalSex },
  houseNumber: { kind: 'CODE', canonical: canonicalWords },
  street: { kind: 'TEXT', canonical: canonicalWords, space: 'street' },
  locality: { kind: 'TEXT', canonical: canonicalWords, space: 'street' },
  town: { kind: 'TEXT', canonical: canonicalWords },
  region: { kind: 'CODE', canonical: canonicalWords },
  postcode: { kind: 'POSTCODE', canonical: canonicalAnyPostcode },
  phone: { kind: 'DIGITS', canonical: canonicalPhone },
  email: { kind: 'EMAIL', canonical: canonicalEmail },
  occupation: { kind: 'TEXT', canonical: canonicalWords },
  other: { kind: 'DIGITS', canonical: canonicalWords },
  nhsNumber: { kind: 'CODE', canonical: canonicalNhsNumber },
  pncId: { kind: 'CODE', canonical: (text) => canonicalPncId(text) },
  croNumber: { kind: 'CODE', canonical: canonicalCroNumber },
  otherIdentifier: { kind: 'DIGITS', canonical: canonicalWords },
} as const satisfies Readonly<Record<string, Field>>

export type FieldName = keyof typeof fields

/** All field names, in the order in which levels of a comparison stand. */
export const fieldNames = Object.keys(fields) as readonly FieldName[]

/** Place of each field in that order. */
export const fieldIndex = Object.fromEntries(
  fieldNames.map((name, index) => [name, index]),
) as Readonly<Record<FieldName, number>>

/** The fields whose values are sometimes entered each in the other's place. */
export const swappable: readonly (readonly [FieldName, FieldName])[] = [
  ['givenNames', 'familyName'],
  ['street', 'locality'],
]

/** Canonical values by field; a field without a value is absent. */
export type CanonicalRecord = Readonly<Partial<Record<FieldName, readonly string[]>>>

/** A record as an agency holds it: texts by field. */
export type RawRecord = Readonly<Partial<Record<FieldName, readonly string[]>>>

/** The record with each value in its one form, each once; what is no value of its field is left out. */
export function canonicalRecord(raw: RawRecord): CanonicalRecord {
  const found: Partial<Record<FieldName, readonly string[]>> = {}
  for (const name of fieldNames) {
    const { canonical } = fields[name]
    const values = (raw[name] ?? []).flatMap((text) => canonical(text) ?? [])
    if (values.length > 0) found[name] = [...new Set(values)]
  }
  return found
}

/** A British postcode in its form, or any other country's as it is written. */
function canonicalAnyPostcode(text: string): string | null {
  const british = canonicalPostcode(text)
  if (british !== null) return british.replace(' ', '')
  const joined = canonicalWords(text)
  return joined === null || placeholderPostcodes.has(joined) ? null : joined
}

/** Written for "no fixed abode" or "not known": they are no place. */
const placeholderPostcodes = new Set(['NF11NF', 'NF11FA', 'ZZ993VZ', 'ZZ993WZ', 'ZZ993CZ'])
