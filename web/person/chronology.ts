import { drawSwimlane } from '../pictures/swimlane'
import type { DrawnEvent, DrawnSpan, Lane } from '../pictures/lane'
import { dayText } from '../words/dates'
import { counted } from '../words/text'
import type { AgencyPart } from './agency-part'
import type { TimelineEvent } from './events'
import type { EventFilter } from './filters'
import { endOf, filterEvents, inPeriod, periodStart } from './filters'

/** A chronology as the page shows it. */
export interface Chronology {
  readonly shown: readonly TimelineEvent[]
  readonly heading: string
  /** What the filter leaves out; empty: nothing. */
  readonly leftOut: string
  /** Markup. */
  readonly picture: string
}

const dayMs = 86_400_000
const shortestMs = 90 * dayMs

/** The chronology under a filter. */
export function chronologyOf(
  parts: readonly AgencyPart[],
  events: readonly TimelineEvent[],
  { filter, now, words }: ChronologyTerms,
): Chronology {
  const wanted = filterEvents(events, filter)
  const shown = inPeriod(wanted, filter, now)
  const to = endOf(filter.knownOn, now)
  const from = periodStart(filter, now) ?? firstOf(shown, to)
  const agencies = new Set(shown.map(({ agency }) => agency)).size
  const heading = `${counted(shown.length, 'event')} from ${counted(agencies, 'agency', 'agencies')}, ${dayText(from)} to ${filter.knownOn === '' ? 'today' : dayText(to - dayMs)}`
  return {
    shown,
    heading,
    leftOut: leftOutOf(events.length, wanted.length, shown.length),
    picture: drawSwimlane({
      lanes: parts.map((part) => laneOf(part, shown, events)),
      from,
      to: to + (to - from) * 0.01,
      title: 'Chronology: what happened, by agency',
      description: [heading, ...words, 'The table holds the same events.'].join(' '),
    }),
  }
}

export interface ChronologyTerms {
  readonly filter: EventFilter
  readonly now: number
  /** What stands in words beside the picture. */
  readonly words: readonly string[]
}

function leftOutOf(all: number, wanted: number, shown: number): string {
  const byPeriod = wanted - shown
  const byFilter = all - wanted
  const says = [
    ...(byPeriod > 0 ? [`${counted(byPeriod, 'event')} before this period`] : []),
    ...(byFilter > 0 ? [`${counted(byFilter, 'event')} that the filter leaves out`] : []),
  ]
  return says.length === 0 ? '' : `Not shown: ${says.join('; ')}.`
}

function firstOf(events: readonly TimelineEvent[], to: number): number {
  const starts = events.flatMap(({ at }) => (at ? [at.startsAt] : []))
  return Math.min(...starts, to - shortestMs) - 10 * dayMs
}

function laneOf(
  { agency, state }: AgencyPart,
  shown: readonly TimelineEvent[],
  all: readonly TimelineEvent[],
): Lane {
  const own = shown.filter((event) => event.agency === agency.code && event.at !== null)
  const others = all.filter((event) => event.agency === agency.code).length - own.length
  const isSpan = ({ group, until }: TimelineEvent) => group === 'lasting' || until !== null
  return {
    name: agency.displayName,
    state,
    note: `${counted(own.length, 'event')} here${others > 0 ? `, ${others} not drawn` : ''}`,
    events: own.filter(({ group }) => group !== 'lasting').map(drawnEvent),
    spans: own.filter(isSpan).map(drawnSpan),
  }
}

function drawnEvent(event: TimelineEvent): DrawnEvent {
  const { group, isHighHarm, at } = event
  return { at: at?.startsAt ?? 0, group, isHighHarm, title: titleOf(event) }
}

function drawnSpan(event: TimelineEvent): DrawnSpan {
  const { kindWords, at, until } = event
  return {
    from: at?.startsAt ?? 0,
    to: until?.startsAt ?? null,
    label: kindWords,
    title: titleOf(event),
  }
}

function titleOf({ at, until, agencyName, sentence, isHighHarm }: TimelineEvent): string {
  const when = [at?.text ?? '', ...(until ? [`to ${until.text}`] : [])].join(' ')
  return `${when}. ${agencyName}. ${sentence}${isHighHarm ? ' High harm.' : ''}`
}
