/**
 * Fields that records of several kinds share, as mongoose schema definitions. Plain data: a kind's
 * models.ts turns them into schemas.
 */
import { canonicalPostcode, canonicalUprn } from '../../common/identifiers/address-identifiers'
import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import { canonicalIdentifier } from '../../common/identifiers/person-identifiers'

/** One field of a record. */
export type RecordField = Readonly<Record<string, unknown>>

/** The fields of a record or of a part of one. */
export type RecordFields = Readonly<Record<string, unknown>>

const longestText = 4000

/** Text, at most 4,000 characters. */
export const text: RecordField = { type: String, maxlength: longestText }

/** Text that must be there. */
export const requiredText: RecordField = { ...text, required: true, trim: true }

/** True or false; null when not recorded. */
export const flag: RecordField = { type: Boolean }

/** A point in time, UTC. */
export const time: RecordField = { type: Date }

/** A day as ISO 8601 text, as in 2024-02-29. */
export const day: RecordField = {
  type: String,
  validate: { validator: isDay, message: 'must be a day such as 2024-02-29, got "{VALUE}"' },
}

/** A day that must be there. */
export const requiredDay: RecordField = { ...day, required: true }

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): RecordField {
  const validator = (value: number | null) => value === null || Number.isInteger(value)
  return { type: Number, min, max, validate: { validator, message: 'must be a whole number' } }
}

/** One of a list of words. */
export function oneOf(values: readonly string[]): RecordField {
  return { type: String, enum: values }
}

/** One of a list of words, which must be there. */
export function requiredOneOf(values: readonly string[]): RecordField {
  return { ...oneOf(values), required: true }
}

/** A code of a list that has `codes` as its keys. */
export function codeOf(codes: ReadonlyMap<string, unknown>, listName: string): RecordField {
  const validator = (value: string | null) => value === null || codes.has(value)
  return {
    type: String,
    validate: { validator, message: `"{VALUE}" is not a code of ${listName}` },
  }
}

/** An identifier, kept in its canonical form. */
export function identifier(type: IdentifierType): RecordField {
  return canonical((value) => canonicalIdentifier(type, value), `a valid ${type}`)
}

/** A Unique Property Reference Number without leading zeros. */
export const uprn: RecordField = canonical(canonicalUprn, 'a UPRN of 1 to 12 digits')

/** A postcode in capitals with one space. */
export const postcode: RecordField = canonical(canonicalPostcode, 'a postcode of a place')

/** The envelope of every record: where it comes from, when it was, and how far it can be relied on. */
export const envelope: RecordFields = {
  _id: { ...requiredText, maxlength: 200 },
  personRefs: {
    type: [{ type: String, required: true, maxlength: 200 }],
    required: true,
    validate: {
      validator: (refs: readonly string[]) => refs.length > 0 && refs.length <= 50,
      message: 'must name 1 to 50 people by the agency’s own reference',
    },
  },
  sourceSystem: requiredText,
  controller: text,
  occurredAt: { ...time, required: true },
  occurredPrecision: requiredOneOf(['EXACT', 'DAY', 'MONTH', 'YEAR', 'UNCERTAIN']),
  recordedAt: { ...time, required: true },
  recordedByRole: text,
  basis: requiredOneOf(['FACT', 'OPINION', 'INTELLIGENCE', 'THIRD_PARTY_REPORT']),
  subjectRole: requiredOneOf([
    ...['SUSPECT', 'CONVICTED', 'VICTIM', 'WITNESS', 'PATIENT', 'SERVICE_USER'],
    ...['INFORMANT', 'OTHER'],
  ]),
  verification: requiredOneOf(['VERIFIED', 'UNVERIFIED', 'DISPUTED']),
  status: { ...requiredOneOf(['CURRENT', 'SUPERSEDED', 'ENTERED_IN_ERROR']), default: 'CURRENT' },
  supersedes: text,
  handling: requiredOneOf(['NO_ONWARD', 'CONSENT_OF_OWNER', 'MASH_ONLY', 'OPEN_TO_PURPOSE']),
  sensitivity: [text],
  reviewBy: day,
}

/** The agency's own description of a person; the record's id is the agency's reference for them. */
export const personFields: RecordFields = {
  _id: { ...requiredText, maxlength: 200 },
  /** A person's description is about that person: found like every other record that has an address. */
  personRefs: {
    type: [String],
    default(this: { readonly _id: string }): string[] {
      return [this._id]
    },
  },
  sourceSystem: requiredText,
  controller: text,
  recordedAt: { ...time, required: true },
  names: {
    type: [
      {
        _id: false,
        forenames: requiredText,
        surname: requiredText,
        kind: { ...requiredOneOf(['LEGAL', 'ALIAS', 'FORMER']), default: 'LEGAL' },
      },
    ],
    validate: {
      validator: (names: readonly unknown[]) => names.length > 0,
      message: 'needs a name',
    },
  },
  dateOfBirth: day,
  identifiers: {
    nhsNumber: identifier('NHS_NUMBER'),
    pncIds: [identifier('PNC_ID')],
    croNumbers: [identifier('CRO_NUMBER')],
    crn: identifier('CRN'),
  },
  uprn,
  postcode,
  telephone: { type: String, match: /^[+\d][\d ]{4,20}$/ },
}

/** Indexes that every collection of records about people has. */
export const recordIndexes: readonly Readonly<Record<string, 1 | -1>>[] = [
  { personRefs: 1, occurredAt: -1, _id: 1 },
]

function canonical(toCanonical: (value: string) => string | null, what: string): RecordField {
  return {
    type: String,
    // What has no canonical form stays as it came, for the message that refuses it.
    set: (value: unknown) => (typeof value === 'string' ? (toCanonical(value) ?? value) : value),
    validate: {
      validator: (value: string | null) => value === null || toCanonical(value) === value,
      message: `"{VALUE}" is not ${what}`,
    },
  }
}

function isDay(value: string | null): boolean {
  if (value === null) return true
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
