import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Moment } from '../words/dates'
import { readMoment } from '../words/dates'
import type { EventGroup } from '../words/event-words'
import { bodySiteWords, groupOf, kindOfEventWords, partWords } from '../words/event-words'
import { safeLine } from '../words/text'
import type { AgencyPart } from './agency-part'
import { listIn, textsIn } from './agency-part'

/** One dated fact of one agency, ready to be shown. */
export interface TimelineEvent {
  readonly agency: string
  readonly agencyName: string
  readonly kind: string
  readonly kindWords: string
  readonly group: EventGroup
  /** Null: the agency gave no date that can be read. */
  readonly at: Moment | null
  /** Last day of what goes on for a time; null: none, or it goes on. */
  readonly until: Moment | null
  /** When it was written down, milliseconds since 1970; null when not given. */
  readonly recordedAt: number | null
  readonly sentence: string
  readonly uprn: string
  readonly bodySites: readonly string[]
  readonly isAssault: boolean
  /** Told as an assault, or an injury of the head, face or neck. */
  readonly isHighHarm: boolean
  readonly part: string
  readonly others: readonly OtherPerson[]
  /** Where the original is: system and number. */
  readonly source: string
}

/** Somebody else in a record, as the agency wrote it. */
export interface OtherPerson {
  readonly reference: string
  readonly part: string
  readonly relationship: string
}

const highHarmSites = new Set(['HEAD', 'FACE', 'NECK'])
const mostOthers = 20

/** Every event of the answer, newest first; those without a date that can be read come last. */
export function eventsOf(parts: readonly AgencyPart[]): readonly TimelineEvent[] {
  return parts
    .flatMap((part) => listIn(part.view, 'events').map((event) => readEvent(event, part)))
    .toSorted((one, other) => startOf(other) - startOf(one))
}

function startOf({ at }: TimelineEvent): number {
  return at?.startsAt ?? Number.NEGATIVE_INFINITY
}

function readEvent(event: JsonObject, { agency }: AgencyPart): TimelineEvent {
  const kind = safeLine(event['kind'], 60)
  const sites = textsIn(event, 'bodySites')
  const isAssault = event['isAssault'] === true
  return {
    agency: agency.code,
    agencyName: agency.displayName,
    kind,
    kindWords: kindOfEventWords(kind),
    group: groupOf(kind),
    at: readMoment(event['occurredAt']),
    until: readMoment(event['until']),
    recordedAt: readMoment(event['recordedAt'])?.startsAt ?? null,
    sentence: safeLine(event['sentence'], 500),
    uprn: safeLine(event['uprn'], 12),
    bodySites: sites.map(bodySiteWords),
    isAssault,
    isHighHarm: isAssault || sites.some((site) => highHarmSites.has(site)),
    part: partWords(safeLine(event['role'], 40)),
    others: listIn(event, 'people').slice(0, mostOthers).map(readOther),
    source: readSource(event['source']),
  }
}

function readOther({ reference, role, relationship }: JsonObject): OtherPerson {
  return {
    reference: safeLine(reference, 60),
    part: partWords(safeLine(role, 40)),
    relationship: safeLine(relationship, 100),
  }
}

function readSource(source: unknown): string {
  if (!isObject(source)) return ''
  return [safeLine(source['system'], 60), safeLine(source['recordId'], 60)]
    .filter(Boolean)
    .join(' ')
}
