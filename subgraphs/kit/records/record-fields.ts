/**
 * Fields that records of several kinds share, as mongoose schema definitions. Plain data: a kind's
 * models.ts turns them into schemas.
 */
import { isDay } from '../../../common/days'
import { canonicalPostcode, canonicalUprn } from '../../../common/identifiers/address-identifiers'
import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import { canonicalIdentifier } from '../../../common/identifiers/person-identifiers'
import { readEnums } from '../../../schema/enum-values'
import type { CodeList } from './coded-value'
import { readInstant } from './instants'
import { plainText } from './plain-text'
import { ethnicCategories, sexualOrientations } from './self-stated'

/**
 * One field of a record. Beside what mongoose reads, `format` and `codeList` say to people what it may
 * hold: docs/records/ is made from them.
 */
export type RecordField = Readonly<Record<string, unknown>>

/** The fields of a record or of a part of one. */
export type RecordFields = Readonly<Record<string, unknown>>

const longestText = 4000

/**
 * Text of at most 4,000 characters, without what would act on the terminal or page of whoever reads it.
 * Ends of lines come in as one character, whatever system wrote them.
 */
export const text: RecordField = {
  type: String,
  maxlength: longestText,
  set: (value: unknown) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value),
  ...plainText,
}

/** Text that must be there. */
export const requiredText: RecordField = { ...text, required: true, trim: true }

/** True or false; null when not recorded. */
export const flag: RecordField = { type: Boolean }

/** A point in time: an ISO 8601 date, or a date and time with its offset. */
export const time: RecordField = {
  type: Date,
  set: (value: unknown) => {
    if (value === null || value === undefined || value instanceof Date) return value
    // What names no point in time becomes something that no date can be made of.
    return (typeof value === 'string' ? readInstant(value) : null) ?? { value }
  },
  cast: 'must be an ISO 8601 date, or a date and time with its offset',
  format: 'ISO 8601 date, or date and time with its offset',
}

/** A day as ISO 8601 text, as in 2024-02-29. */
export const day: RecordField = {
  type: String,
  validate: {
    validator: (value: string | null) => value === null || isDay(value),
    message: 'must be a day such as 2024-02-29, got "{VALUE}"',
  },
  format: 'day, as in 2024-02-29',
}

/** A day that must be there. */
export const requiredDay: RecordField = { ...day, required: true }

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): RecordField {
  const validator = (value: number | null) => value === null || Number.isInteger(value)
  const validate = { validator, message: 'must be a whole number' }
  return { type: Number, min, max, validate, format: 'whole number' }
}

/** One of a list of words. */
export function oneOf(values: readonly string[]): RecordField {
  const message = `"{VALUE}" is none of ${values.join(', ')}`
  return { type: String, enum: { values: [...values], message } }
}

/** One of a list of words, which must be there. */
export function requiredOneOf(values: readonly string[]): RecordField {
  return { ...oneOf(values), required: true }
}

/** A code of a list; whether it was in use on its day is a rule of the record. */
export function codeOf(codeList: CodeList): RecordField {
  const { name, codes } = codeList
  const validator = (value: string | null) => value === null || codes.has(value)
  const message = `"{VALUE}" is not a code of ${name}: ${[...codes.keys()].join(', ')}`
  return { type: String, validate: { validator, message }, codeList }
}

/** A list; one that was not recorded stays apart from one that is empty. */
export function listOf(item: RecordField | RecordFields): RecordField {
  return { type: [item], default: undefined }
}

/** A part of a record with fields of its own; absent as a whole, or valid as a whole. */
export function part(fields: RecordFields): RecordField {
  return { type: { _id: false, ...fields } }
}

/** An identifier, kept in its canonical form. */
export function identifier(type: IdentifierType): RecordField {
  return canonical((value) => canonicalIdentifier(type, value), `a valid ${type}`)
}

/** A Unique Property Reference Number without leading zeros. */
export const uprn: RecordField = canonical(canonicalUprn, 'a UPRN of 1 to 12 digits')

/** A postcode in capitals with one space. */
export const postcode: RecordField = canonical(canonicalPostcode, 'a postcode of a place')

/** A telephone number: digits and spaces, with or without a plus. */
export const telephone: RecordField = { type: String, match: /^[+\d][\d ]{4,20}$/ }

/** The words that the schema shares among kinds. */
const valuesOf = readEnums('hub')

/** What a person can be in a record. */
const subjectRoles = valuesOf('SubjectRole')

/** A person as a record names them. */
export const personInRecord: RecordFields = {
  _id: false,
  reference: { ...text, minlength: 1, maxlength: 200 },
  role: requiredOneOf(subjectRoles),
  relationship: { ...text, maxlength: 200 },
}

/** The parts of the body that records tell apart. */
export const bodySites = valuesOf('BodySite')

const reference = { ...requiredText, maxlength: 200 }

/** The envelope of every record: where it comes from, when it was, and how far it can be relied on. */
export const envelope: RecordFields = {
  _id: reference,
  personRefs: {
    type: [reference],
    validate: {
      validator: (refs: readonly string[]) => refs.length > 0 && refs.length <= 50,
      message: "must name 1 to 50 people by the agency's own references",
    },
  },
  /** Who is what in the record, when it is about several people or names others. */
  people: listOf(personInRecord),
  subjectRole: oneOf(subjectRoles),
  sourceSystem: requiredText,
  controller: text,
  occurredAt: { ...time, required: true },
  occurredPrecision: requiredOneOf(valuesOf('Precision')),
  recordedAt: { ...time, required: true },
  recordedByRole: requiredText,
  basis: requiredOneOf(valuesOf('Basis')),
  verification: requiredOneOf(valuesOf('Verification')),
  status: { ...requiredOneOf(valuesOf('RecordStatus')), default: 'CURRENT' },
  supersedes: text,
  handling: requiredOneOf(valuesOf('Handling')),
  reviewBy: day,
  /** A sealed record leaves the agency for nobody; an answer is the one without it. */
  isSealed: flag,
}

/** Staff as `home-agency/staff-id`. */
const staffList = listOf({ ...text, match: /^[a-z][a-z0-9-]*\/.+$/, maxlength: 200 })

/**
 * Marks that keep a whole person from members of staff. One that says "limited" and not to whom keeps
 * out everybody.
 */
export const limitedAccessFields: RecordFields = {
  isLimitedAccess: flag,
  limitedAccess: part({
    excludedStaff: staffList,
    restrictedToStaff: staffList,
    isExistenceHidden: flag,
  }),
}

/** What a person says of themselves; never inferred. */
function selfStated(list: CodeList): RecordField {
  return part({
    value: part({
      system: requiredOneOf([list.name]),
      code: { ...codeOf(list), required: true },
      display: text,
    }),
    askState: requiredOneOf(valuesOf('AskState')),
  })
}

/** The agency's own description of a person; the record's id is the agency's reference for them. */
export const personFields: RecordFields = {
  _id: reference,
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
        kind: { ...requiredOneOf(valuesOf('NameKind')), default: 'LEGAL' },
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
    /** Whether the number was traced in the national demographics service; null: not known. */
    isNhsNumberTraced: flag,
    pncIds: listOf(identifier('PNC_ID')),
    croNumbers: listOf(identifier('CRO_NUMBER')),
    crn: identifier('CRN'),
    nomsNumber: { type: String, match: /^[A-Z]\d{4}[A-Z]{2}$/ },
  },
  sexualOrientation: selfStated(sexualOrientations),
  ethnicity: selfStated(ethnicCategories),
  uprn,
  postcode,
  telephone,
  /** To the hub a sealed person is unknown here. */
  isSealed: flag,
  /** Where they are is given to nobody, and they are not found by it. */
  isAddressProtected: flag,
  ...limitedAccessFields,
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
    format: what,
  }
}
