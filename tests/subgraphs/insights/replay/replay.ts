import { concernsOf } from '../../../../subgraphs/insights/core/concerns'
import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import type { Finding } from '../../../../subgraphs/insights/core/finding'
import { dayNumberAt, isoDay } from '../../../../subgraphs/insights/core/london'
import { patternsOf } from '../../../../subgraphs/insights/core/patterns'
import { input } from '../core/made-up-events'

/** What would have been raised about somebody, and the first day on which it could have been. */
export interface FirstRaised {
  readonly person: string
  readonly kind: 'concern' | 'pattern'
  readonly rule: string
  /** ISO 8601 day: at its end everything it rests on had been written down. */
  readonly day: string
  readonly finding: Finding
}

/** One month of the walk. */
export interface ReplayMonth {
  /** ISO 8601 month. */
  readonly month: string
  /** Records that were written down in it. */
  readonly recorded: number
  /** Rules that hold at its end, of all people who are asked about. */
  readonly holding: number
}

export interface Replay {
  readonly months: readonly ReplayMonth[]
  /** The earliest first. */
  readonly raised: readonly FirstRaised[]
}

interface Term {
  readonly events: readonly InsightEvent[]
  readonly people: readonly string[]
}

/** Walks from the month of the first record to that of the last, and in each month in which a rule first holds day by day. */
export function replayOf(term: Term): Replay {
  const days = term.events.map(({ recordedAt }) => recordedAt.slice(0, 10)).toSorted()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const months: ReplayMonth[] = []
  const raised = new Map<string, FirstRaised>()
  for (const month of monthsBetween(first.slice(0, 7), last.slice(0, 7))) {
    const held = raisedOn(term, lastDayOf(month))
    const isNew = held.some((one) => !raised.has(keyOf(one)))
    for (const day of isNew ? daysOf(month) : [])
      for (const one of raisedOn(term, day))
        if (!raised.has(keyOf(one))) raised.set(keyOf(one), one)
    const recorded = days.filter((day) => day.startsWith(month)).length
    months.push({ month, recorded, holding: held.length })
  }
  const order = [...raised.values()]
  return {
    months,
    raised: order.toSorted((one, other) =>
      one.day < other.day ? -1 : one.day === other.day ? 0 : 1,
    ),
  }
}

function keyOf({ person, rule }: FirstRaised): string {
  return `${person} ${rule}`
}

/** Everything that holds at the end of a day, each rule once for each person. */
function raisedOn({ events, people }: Term, day: string): readonly FirstRaised[] {
  // Of this day in London too, in summer as in winter.
  const asAt = new Date(`${day}T22:59:59Z`)
  return people.flatMap((person) => {
    const given = input(events, { asAt })
    const found = [
      ...concernsOf(given, person).map((finding) => ({ kind: 'concern' as const, finding })),
      ...patternsOf(given, person).map((finding) => ({ kind: 'pattern' as const, finding })),
    ].filter(({ finding }) => finding.state === 'HOLDS')
    const once = new Map(found.toReversed().map((one) => [one.finding.rule.name, one]))
    return [...once].map(([rule, one]) => ({ person, rule, day, ...one }))
  })
}

function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

function lastDayOf(month: string): string {
  return isoDay(dayNumberAt(Date.parse(`${nextMonth(month)}-01T12:00:00Z`)) - 1)
}

function daysOf(month: string): readonly string[] {
  const count = Number(lastDayOf(month).slice(8))
  return Array.from(
    { length: count },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  )
}
