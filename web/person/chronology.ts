import { drawSwimlane } from '../pictures/swimlane'
import type { TimelineEvent } from '../insights/timeline'
import type { DrawnEvent, DrawnSpan, Lane } from '../pictures/lane'
import { dayText } from '../words/dates'
import { isMark } from '../words/event-words'
import { counted } from '../words/text'
import type { AgencyPart } from './agency-part'
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
  { filter, now, words, notGiven = 0 }: ChronologyTerms,
): Chronology {
  const wanted = filterEvents(events, filter)
  const shown = inPeriod(wanted, filter, now)
  const to = endOf(filter.knownOn, now)
  const from = periodStart(filter, now) ?? firstOf(shown, to)
  const happened = shown.filter(({ group }) => group !== 'silence')
  const silences = shown.length - happened.length
  const agencies = new Set(happened.flatMap((event) => event.agencies)).size
  const quiet = silences === 0 ? '' : `; ${counted(silences, 'silence')} while a case was open`
  const heading = `${counted(happened.length, 'event')} from ${counted(agencies, 'agency', 'agencies')}, ${dayText(from)} to ${filter.knownOn === '' ? 'today' : dayText(to - dayMs)}${quiet}`
  return {
    shown,
    heading,
    leftOut: leftOutOf({
      all: events.length,
      wanted: wanted.length,
      shown: shown.length,
      notGiven,
    }),
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
  /** How many more rows there are than the hub gave. */
  readonly notGiven?: number
}

interface Counts {
  readonly all: number
  readonly wanted: number
  readonly shown: number
  readonly notGiven: number
}

function leftOutOf({ all, wanted, shown, notGiven }: Counts): string {
  const byPeriod = wanted - shown
  const byFilter = all - wanted
  const says = [
    ...(notGiven > 0 ? [`${counted(notGiven, 'older row')} of more than are read at once`] : []),
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
  const isOwn = ({ agencies }: TimelineEvent) => agencies.includes(agency.code)
  const own = shown.filter((event) => isOwn(event) && event.at !== null)
  const others = all.filter(isOwn).length - own.length
  const isSpan = ({ group, until }: TimelineEvent) => !isMark(group) || until !== null
  return {
    name: agency.displayName,
    state,
    note: `${counted(own.filter(({ group }) => group !== 'silence').length, 'event')} here${others > 0 ? `, ${others} not drawn` : ''}`,
    events: own.flatMap(drawnEvents),
    spans: own.filter(isSpan).map(drawnSpan),
  }
}

function drawnEvents(event: TimelineEvent): readonly DrawnEvent[] {
  const { group, isHighHarm, at } = event
  if (!isMark(group)) return []
  return [{ at: at?.startsAt ?? 0, group, isHighHarm, title: titleOf(event) }]
}

function drawnSpan(event: TimelineEvent): DrawnSpan {
  const { kindWords, at, until, group } = event
  return {
    isSilence: group === 'silence',
    from: at?.startsAt ?? 0,
    to: until?.startsAt ?? null,
    label: kindWords,
    title: titleOf(event),
  }
}

function titleOf({ at, until, agencyNames, sentence, isHighHarm }: TimelineEvent): string {
  const when = [at?.text ?? '', ...(until ? [`to ${until.text}`] : [])].join(' ')
  return `${when}. ${agencyNames}. ${sentence}${isHighHarm ? ' High harm.' : ''}`
}
