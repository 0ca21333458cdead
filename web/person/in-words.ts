import type { TimelineEvent } from '../insights/timeline'
import { counted, listed } from '../words/text'
import type { AgencyPart } from './agency-part'

const dayMs = 86_400_000
const yearMs = 365 * dayMs
const mostSilences = 5

/** The chronology in words: what was counted, and first of all what is missing. */
export function inWords(
  parts: readonly AgencyPart[],
  events: readonly TimelineEvent[],
  now: number,
): readonly string[] {
  return [
    ...missing(parts),
    ...highHarm(events, now),
    ...calls(events, now),
    ...hurtAfterCalls(events),
    ...silences(events),
    ...undated(events),
  ]
}

function missing(parts: readonly AgencyPart[]): readonly string[] {
  const named = (state: string) =>
    listed(parts.filter((part) => part.state === state).map(({ agency }) => agency.displayName))
  const [silent, late, withheld] = [named('silent'), named('late'), named('withheld')]
  const kept = new Map<string, string[]>()
  for (const { agency, told } of parts)
    for (const category of told?.keptBack ?? [])
      kept.set(category, [...(kept.get(category) ?? []), agency.displayName])
  return [
    ...(silent === '' ? [] : [`No answer from ${silent}: records may exist, and this may change.`]),
    ...(late === '' ? [] : [`Not answered yet by ${late}: records may exist.`]),
    ...(withheld === '' ? [] : [`Withheld by ${withheld}: records may exist.`]),
    ...[...kept].map(
      ([category, agencies]) =>
        `Not shown to you, whether or not there is any: ${category} from ${listed(agencies)}.`,
    ),
  ]
}

function highHarm(events: readonly TimelineEvent[], now: number): readonly string[] {
  const found = events.filter(({ isHighHarm }) => isHighHarm)
  if (found.length === 0) return []
  const recent = found.filter((event) => isAfter(event, now - yearMs)).length
  return [
    `${counted(found.length, 'event')} told as an assault or with an injury of the head, face or neck; ${recent} in the last 12 months.`,
  ]
}

function calls(events: readonly TimelineEvent[], now: number): readonly string[] {
  const found = events.filter(({ kind }) => kind === 'CALL')
  if (found.length === 0) return []
  const recent = found.filter((event) => isAfter(event, now - yearMs)).length
  const before = found.filter((event) => isAfter(event, now - 2 * yearMs)).length - recent
  return [
    `Police calls: ${found.length} in all, ${recent} in the last 12 months, ${before} in the 12 months before.`,
  ]
}

/** Injuries that health services saw within a day after a police call. */
function hurtAfterCalls(events: readonly TimelineEvent[]): readonly string[] {
  const callTimes = events.flatMap(({ kind, at }) => (kind === 'CALL' && at ? [at.startsAt] : []))
  const hurt = events.filter(({ group, bodySites }) => group === 'health' && bodySites.length > 0)
  if (callTimes.length === 0 || hurt.length === 0) return []
  const after = hurt.filter(({ at }) =>
    callTimes.some(
      (call) => at !== null && at.startsAt >= call - dayMs / 8 && at.startsAt - call <= dayMs,
    ),
  ).length
  return [
    `${after} of ${counted(hurt.length, 'injury', 'injuries')} that health services saw came within a day of a police call.`,
  ]
}

function silences(events: readonly TimelineEvent[]): readonly string[] {
  return events
    .filter(({ group }) => group === 'silence')
    .slice(0, mostSilences)
    .map(
      ({ agencyNames, sentence, at, until }) =>
        `${agencyNames}, ${at?.text ?? 'no date'} to ${until?.text ?? 'this day'}: ${sentence}`,
    )
}

function undated(events: readonly TimelineEvent[]): readonly string[] {
  const count = events.filter(({ at }) => at === null).length
  return count === 0 ? [] : [`${counted(count, 'event')} without a date: in the table only.`]
}

function isAfter({ at }: TimelineEvent, moment: number): boolean {
  return at !== null && at.startsAt >= moment
}
