import { isDay } from '../../../common/days'
import { HubError } from '../../../common/errors'

/** The period and length of a list, as its resolver was asked for them. */
export interface ListArguments {
  /** The first instant of the period; null: from the beginning. */
  readonly from: Date | null
  /** The first instant after the period; null: without end. */
  readonly to: Date | null
  /** Most records per person, 1 to 1,000. */
  readonly first: number
}

/** Arguments as GraphQL hands them over. */
export interface RawListArguments {
  readonly from?: string | null
  readonly to?: string | null
  readonly first?: number | null
}

const defaultLength = 100
const maximumLength = 1000

const isoPattern =
  /^(\d{4}-\d{2}-\d{2})(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/

/**
 * The arguments of a list of records, checked.
 *
 * A date without a time is its first instant in UTC.
 * @throws HubError BAD_USER_INPUT that names the argument.
 */
export function readListArguments(raw: RawListArguments): ListArguments {
  const from = readInstant('from', raw.from)
  const to = readInstant('to', raw.to)
  if (from && to && from > to) throw refuseArgument('from', 'must not be after "to"')
  return { from, to, first: readFirst(raw.first, defaultLength) }
}

/**
 * How many items a caller asked for: 1 to 1,000.
 * @throws HubError BAD_USER_INPUT
 */
export function readFirst(first: number | null | undefined, fallback: number): number {
  const length = first ?? fallback
  if (!Number.isInteger(length) || length < 1 || length > maximumLength)
    throw refuseArgument('first', `must be a whole number from 1 to ${maximumLength}`)
  return length
}

/** The error for an argument that does not fit; it repeats the name, never the value. */
export function refuseArgument(name: string, problem: string): HubError {
  return new HubError('BAD_USER_INPUT', `Argument "${name}" ${problem}.`, {
    reason: 'INVALID_ARGUMENT',
  })
}

/**
 * A point in time as a caller gives it: a day, which is its first instant in UTC, or a time with its offset.
 * @throws HubError BAD_USER_INPUT
 */
export function readInstant(name: string, text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null
  const day = isoPattern.exec(text)?.[1]
  if (day === undefined || !isDay(day))
    throw refuseArgument(name, 'must be an ISO 8601 date, or a date and time with its offset')
  return new Date(text)
}
