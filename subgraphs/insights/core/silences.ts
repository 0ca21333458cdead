import type { Threshold, Thresholds } from '../../../policies/thresholds'
import { thresholdOn } from '../../../policies/thresholds'
import { hasCode } from './codes'
import type { InsightEvent } from './event'
import { dayNumberOf, isoDay } from './london'
import type { PlacedEvent } from './placed-event'

/** A time in which a case was open and its agency wrote nothing down. Days are days in London. */
export interface Silence {
  readonly agency: string
  readonly agencyKind: string
  /** The day of the last entry before it, and the day on which it ended: an entry, the end, or `asAt`. */
  readonly fromDay: number
  readonly toDay: number
  /** True while it goes on at `asAt`. */
  readonly isGoingOn: boolean
  readonly rule: Threshold<'open-case-silence'>
  /** The entries on both sides, and the case. */
  readonly events: readonly InsightEvent[]
}

/** Kinds of event that are a case of an agency, open until their last day. */
const caseKinds = new Set(['CASE', 'ENQUIRY', 'EPISODE', 'SUPPORT'])
const closedStates = ['CLOSED_RESOLVED', 'CLOSED_NO_ACTION', 'COMPLETED', 'REVOKED']

/**
 * The silences of each agency that are longer than its own rule on the day on which they began.
 * @param events of one person, in the order of time
 */
export function findSilences(
  events: readonly PlacedEvent[],
  asAtDay: number,
  thresholds: Thresholds,
): readonly Silence[] {
  const ofAgencies = new Map<string, PlacedEvent[]>()
  for (const placed of events) {
    const { agency } = placed.event
    const known = ofAgencies.get(agency)
    if (known) known.push(placed)
    else ofAgencies.set(agency, [placed])
  }
  return [...ofAgencies.values()].flatMap((entries) =>
    silencesOf(
      entries.filter(({ firstDay }) => firstDay <= asAtDay),
      asAtDay,
      thresholds,
    ),
  )
}

/** Walks the entries once: whether a case is open is known when the next entry comes. */
function silencesOf(
  entries: readonly PlacedEvent[],
  asAtDay: number,
  thresholds: Thresholds,
): readonly Silence[] {
  const silences: Silence[] = []
  let openCase: OpenCase | null = null
  for (const [index, entry] of entries.entries()) {
    openCase = laterOf(openCase, caseOf(entry))
    const next = entries[index + 1]
    if (openCase === null) continue
    const nextDay = next?.firstDay ?? asAtDay
    const toDay = Math.min(nextDay, openCase.afterDay, asAtDay)
    const rule = ruleFor(entry, thresholds)
    if (rule === null || toDay - entry.lastDay <= rule.values.days) continue
    const { agency, agencyKind } = entry.event
    silences.push({
      ...{ agency, agencyKind, fromDay: entry.lastDay, toDay, rule },
      isGoingOn: next === undefined && toDay === asAtDay,
      events: [openCase.event, entry.event, ...(next?.firstDay === toDay ? [next.event] : [])],
    })
  }
  return silences
}

interface OpenCase {
  readonly event: InsightEvent
  /** The first day on which it is no longer open. */
  readonly afterDay: number
}

function laterOf(one: OpenCase | null, other: OpenCase | null): OpenCase | null {
  if (one === null || other === null) return one ?? other
  return other.afterDay > one.afterDay ? other : one
}

function caseOf({ event }: PlacedEvent): OpenCase | null {
  if (!isCase(event)) return null
  const lastDay = event.until === null ? Infinity : dayNumberOf(event.until)
  return Number.isNaN(lastDay) ? null : { event, afterDay: lastDay + 1 }
}

function isCase(event: InsightEvent): boolean {
  if (event.kind === 'CONCERN') return hasCode(event, 'TriageOutcome', 'AWAITING_COUNTERSIGN')
  if (!caseKinds.has(event.kind) && !isSupervision(event)) return false
  return event.until !== null || !event.codes.some(({ code }) => closedStates.includes(code))
}

function isSupervision({ kind, codes }: InsightEvent): boolean {
  return kind === 'ORDER' && codes.some(({ system }) => system === 'ProbationOrderKind')
}

function ruleFor(
  { event, lastDay }: PlacedEvent,
  thresholds: Thresholds,
): Threshold<'open-case-silence'> | null {
  return thresholdOn(thresholds, 'open-case-silence', {
    day: isoDay(lastDay),
    kind: event.agencyKind,
  })
}
