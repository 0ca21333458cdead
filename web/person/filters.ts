import type { Request } from 'express'

import { queryValues } from '../http/forms'
import type { TimelineEvent } from '../insights/timeline'
import type { EventGroup } from '../words/event-words'
import { eventGroups } from '../words/event-words'

/** Which events of a chronology are wanted. It stands in the address: kinds, agencies and days, nobody's. */
export interface EventFilter {
  readonly groups: ReadonlySet<EventGroup>
  /** Empty: all agencies. */
  readonly agencies: ReadonlySet<string>
  readonly period: Period
  readonly isHighHarmOnly: boolean
  /** Day as in 2025-07-01: what could be known at its end; empty: now. */
  readonly knownOn: string
}

export const periods = ['1', '3', '5', 'all'] as const
export type Period = (typeof periods)[number]

/** A filter that leaves nothing out. */
export const everyEvent: EventFilter = {
  groups: new Set(eventGroups.map(({ group }) => group)),
  agencies: new Set(),
  period: 'all',
  isHighHarmOnly: false,
  knownOn: '',
}

const yearMs = 365.25 * 86_400_000
const dayMs = 86_400_000

/** Reads the filter from the address; what it does not know narrows nothing. */
export function readFilter(
  request: Request,
  { agencies, knownOn }: { readonly agencies: readonly string[]; readonly knownOn: string },
): EventFilter {
  const known = eventGroups.map(({ group }) => group)
  const groups = known.filter((group) => queryValues(request, 'show').includes(group))
  const [period] = queryValues(request, 'period')
  return {
    groups: new Set(groups.length > 0 ? groups : known),
    agencies: new Set(queryValues(request, 'agency').filter((code) => agencies.includes(code))),
    period: periods.find((one) => one === period) ?? '3',
    isHighHarmOnly: queryValues(request, 'harm').includes('high'),
    knownOn,
  }
}

/** The first moment of the period; null: it has none. */
export function periodStart({ period, knownOn }: EventFilter, now: number): number | null {
  return period === 'all' ? null : endOf(knownOn, now) - Number(period) * yearMs
}

/** The last moment that is looked at. */
export function endOf(knownOn: string, now: number): number {
  return knownOn === '' ? now : Date.parse(`${knownOn}T00:00:00Z`) + dayMs
}

/** The events that are wanted, whatever the period. */
export function filterEvents(
  events: readonly TimelineEvent[],
  { groups, agencies, isHighHarmOnly }: EventFilter,
): readonly TimelineEvent[] {
  return events.filter(
    (event) =>
      groups.has(event.group) &&
      (agencies.size === 0 || event.agencies.some((agency) => agencies.has(agency))) &&
      (!isHighHarmOnly || event.isHighHarm),
  )
}

/** Of these the ones in the period: what goes on into it is in it. */
export function inPeriod(
  events: readonly TimelineEvent[],
  filter: EventFilter,
  now: number,
): readonly TimelineEvent[] {
  const start = periodStart(filter, now)
  if (start === null) return events
  return events.filter((event) => {
    if (!event.at) return true
    if (event.group === 'lasting') return (event.until?.startsAt ?? now) >= start
    return event.at.startsAt >= start || (event.until?.startsAt ?? 0) >= start
  })
}
