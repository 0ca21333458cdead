import { HubError } from '../../common/errors'
import type { LogPosition, LogQuestion } from '../../disclosure-log/log-question'
import type { RecordNames } from '../../disclosure-log/record-digest'
import type { Requester } from '../operation/requester'

/** Arguments of `Query.disclosures`; the schema has checked their types. */
export interface DisclosuresArguments {
  readonly person?: string | null
  readonly staff?: string | null
  readonly agency?: string | null
  readonly from: string
  readonly to: string
  readonly first?: number | null
  readonly after?: string | null
}

/** Arguments of `Query.reviews`. */
export type ReviewsArguments = Omit<DisclosuresArguments, 'person' | 'staff' | 'agency'>

/** Arguments of `Query.disclosedTo`. */
export interface DisclosedToArguments {
  readonly record: { readonly agency: string; readonly reference: string }
  readonly first?: number | null
  readonly after?: string | null
}

const maxPage = 200
const defaultPage = 50
const firstMoment = '0000-01-01T00:00:00.000Z'
const lastMoment = '9999-12-31T23:59:59.999Z'

/**
 * The question to the log that these arguments ask.
 * @throws HubError BAD_USER_INPUT for one without a subject or bounds
 */
export function readDisclosures(args: DisclosuresArguments): LogQuestion {
  const subjects = [args.person, args.staff, args.agency]
  const [person, staff, agency] = subjects.map((text) => text?.trim() ?? null)
  if (!person && !staff && !agency)
    throw refuse(
      'Say about whom: name a person, a member of staff or an agency.',
      'SUBJECT_REQUIRED',
    )
  if ([person, staff, agency].includes('')) throw refuse('A subject is empty.', 'SUBJECT_REQUIRED')
  return {
    ...{ person: person ?? null, staff: staff ?? null, agency: agency ?? null },
    ...{ recordHashes: null, isForReview: false },
    ...readBounds(args),
    ...readPage(args),
  }
}

/** Everything that somebody must look at, whoever it is about. @throws HubError BAD_USER_INPUT */
export function readReviews(args: ReviewsArguments): LogQuestion {
  return {
    ...{ person: null, staff: null, agency: null, recordHashes: null, isForReview: true },
    ...readBounds(args),
    ...readPage(args),
  }
}

/**
 * What the log has of the one who asks. An id is unique within its organisation only: whose an entry is, is
 * seen again when it is read.
 * @throws HubError BAD_USER_INPUT
 */
export function readOwnLookups(
  args: Pick<DisclosuresArguments, 'from' | 'to' | 'first'>,
  { staffId, onBehalfOf }: Pick<Requester, 'staffId' | 'onBehalfOf'>,
): LogQuestion {
  return {
    ...{ person: null, staff: onBehalfOf ?? staffId, agency: null, recordHashes: null },
    ...{ isForReview: false, ...readBounds(args), ...readPage(args) },
  }
}

/** The same for one record, at whatever time. @throws HubError BAD_USER_INPUT */
export function readDisclosedTo(
  { record, ...page }: DisclosedToArguments,
  namesOf: RecordNames,
): LogQuestion {
  const [agency, reference] = [record.agency.trim(), record.reference.trim()]
  if (!agency || !reference) throw refuse('Name the agency and its reference.', 'SUBJECT_REQUIRED')
  return {
    ...{ person: null, staff: null, agency, recordHashes: namesOf(agency, reference) },
    ...{ isForReview: false, from: firstMoment, to: lastMoment },
    ...readPage(page),
  }
}

/** What the next page is asked for with. */
export function toCursor({ at, log, index }: LogPosition): string {
  return cursorOf([at, log, index])
}

/** A place in a list as a text that says nothing. */
export function cursorOf(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** What `cursorOf` was given; nothing of what it was not. */
export function readCursorParts(text: string): readonly unknown[] {
  return parseList(Buffer.from(text, 'base64url').toString('utf8'))
}

/** How many were asked for. @throws HubError BAD_USER_INPUT */
export function readLength(first: number | null | undefined, otherwise = defaultPage): number {
  const length = first ?? otherwise
  if (length < 1 || length > maxPage)
    throw refuse(`\`first\` must be from 1 to ${maxPage}.`, 'INVALID_ARGUMENT')
  return length
}

function readPage({ first, after }: Pick<DisclosuresArguments, 'first' | 'after'>) {
  return { limit: readLength(first), before: typeof after === 'string' ? readCursor(after) : null }
}

function readCursor(text: string): LogPosition {
  const [at, log, index] = readCursorParts(text)
  if (typeof at !== 'string' || typeof log !== 'string' || !Number.isSafeInteger(index))
    throw refuse('`after` must be the `endCursor` of a page.', 'INVALID_ARGUMENT')
  return { at, log, index: Number(index) }
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

function readBounds(args: ReviewsArguments): Pick<LogQuestion, 'from' | 'to'> {
  const [from, to] = [readMoment('from', args.from), readMoment('to', args.to)]
  if (from >= to) throw refuse('`from` must be before `to`.', 'INVALID_BOUNDS')
  return { from, to }
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

function readMoment(name: string, text: string): string {
  const at = moment.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw refuse(`\`${name}\` must be a moment such as 2026-04-01T00:00:00Z.`, 'INVALID_BOUNDS')
  return new Date(at).toISOString()
}

/** The error for a question that cannot be asked so. */
export function refuse(message: string, reason: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { reason })
}
