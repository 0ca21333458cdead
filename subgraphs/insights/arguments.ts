import { readFirst, readInstant, refuseArgument } from '../kit/service/list-arguments'
import type { ChronologyQuestion } from './core/chronology'
import { readCursor } from './core/chronology'
import { dayNumberOf, instantOf, startOfDay } from './core/london'

/** A half-open period, as GraphQL hands it over. */
export interface PeriodArguments extends AsAtArguments {
  readonly from?: string | null
  readonly to?: string | null
}

/** Arguments of a chronology as GraphQL hands them over. */
export interface ChronologyArguments extends PeriodArguments {
  readonly kinds?: readonly string[] | null
  readonly agencies?: readonly string[] | null
  readonly order?: ChronologyQuestion['order'] | null
  readonly first?: number | null
  readonly after?: string | null
}

/** The argument that every computed field has. */
export interface AsAtArguments {
  readonly asAt?: string | null
}

const defaultRows = 100

/**
 * What of a chronology is asked for.
 * @throws HubError BAD_USER_INPUT that names the argument
 */
export function readQuestion(args: ChronologyArguments): ChronologyQuestion {
  return {
    ...readPeriod(args),
    kinds: args.kinds ?? null,
    agencies: args.agencies ?? null,
    order: args.order ?? 'NEWEST_FIRST',
    first: readFirst(args.first, defaultRows),
    after: readPlace(args.after),
  }
}

/**
 * First instant and first instant after a period, in milliseconds; null: no bound.
 * @throws HubError BAD_USER_INPUT that names the argument
 */
export function readPeriod(args: PeriodArguments): Pick<ChronologyQuestion, 'from' | 'to'> {
  const from = readMoment('from', args.from)
  const to = readMoment('to', args.to)
  if (from !== null && to !== null && from > to)
    throw refuseArgument('from', 'must not be after "to"')
  return { from, to }
}

/**
 * The moment for which something is worked out: of a day, its end, so that what was written down on it counts.
 * @throws HubError BAD_USER_INPUT for what is no day and no time, or is still to come
 */
export function readAsAt({ asAt }: AsAtArguments, now: Date): Date {
  const from = readMoment('asAt', asAt)
  if (from === null) return now
  if (from > now.getTime()) throw refuseArgument('asAt', 'must not be in the future')
  const day = dayNumberOf(asAt ?? '')
  const end = Number.isNaN(day) ? from : startOfDay(day + 1) - 1
  return new Date(Math.min(end, now.getTime()))
}

/** A day is the day in London. */
function readMoment(name: string, text: string | null | undefined): number | null {
  const instant = readInstant(name, text)
  return instant === null ? null : (instantOf(text ?? '') ?? instant.getTime())
}

function readPlace(after: string | null | undefined): ChronologyQuestion['after'] {
  if (after === null || after === undefined) return null
  const place = readCursor(after)
  if (place === null) throw refuseArgument('after', 'must be the "endCursor" of a page')
  return place
}
