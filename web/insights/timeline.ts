import type { JsonObject } from '../../common/json'
import { answerIn, listIn, numberIn, textsIn } from '../hub/answer-lists'
import type { Moment } from '../words/dates'
import { readMoment } from '../words/dates'
import type { EventGroup } from '../words/event-words'
import { bodySiteWords, groupOf, kindOfEventWords, partWords } from '../words/event-words'
import { counted, listed, safeLine } from '../words/text'
import type { Facts } from './evidence'
import { factKey } from './evidence'
import type { Naming } from './naming'
import type { Panel } from './panel'

/** One dated row of a chronology, ready to be shown: something happened, or nothing was written. */
export interface TimelineEvent {
  /** Codes of those who tell of it. */
  readonly agencies: readonly string[]
  readonly agencyNames: string
  readonly kind: string
  readonly kindWords: string
  readonly group: EventGroup
  /** Null: there is no date that can be read. */
  readonly at: Moment | null
  /** Last day of what goes on for a time; null: none, or it goes on. */
  readonly until: Moment | null
  readonly sentence: string
  readonly uprn: string
  readonly bodySites: readonly string[]
  readonly isAssault: boolean
  /** Told as an assault, or an injury of the head, face or neck. */
  readonly isHighHarm: boolean
  /** The person's part in it. */
  readonly part: string
  /** How long after it happened it was written down, when that was late; else empty. */
  readonly late: string
  /** Number of each record, with its agency when there are several. */
  readonly sources: readonly string[]
}

/** A chronology as the hub worked it out. */
export interface Timeline {
  readonly panel: Panel
  /** Newest first; what has no date comes last. */
  readonly events: readonly TimelineEvent[]
  /** How many rows there are beside those that were given. */
  readonly notGiven: number
  readonly facts: Facts
  /** How many records of each agency it has. */
  readonly counts: ReadonlyMap<string, number>
}

const highHarmSites = new Set(['HEAD', 'FACE', 'NECK'])

/** Reads a chronology. Rows that say what cannot be seen are in `panel.missing`. */
export function timelineOf(panel: Panel, naming: Naming): Timeline {
  const rows = listIn(panel.value, 'rows')
  const parts = rows.flatMap((row) => listIn(row, 'parts'))
  const counts = new Map<string, number>()
  for (const { agency } of parts) {
    const code = safeLine(agency, 60)
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return {
    panel,
    events: rows
      .filter(({ type }) => type !== 'COVERAGE')
      .map((row) => readRow(row, naming))
      .toSorted((one, other) => startOf(other) - startOf(one)),
    notGiven: Math.max(0, (numberIn(panel.value, 'total') ?? 0) - rows.length),
    facts: new Map(
      parts.map((part) => [
        factKey(part['agency'], part['recordId']),
        {
          when: readMoment(part['occurredAt'])?.text ?? 'No date',
          sentence: safeLine(part['sentence'], 500),
        },
      ]),
    ),
    counts,
  }
}

function startOf({ at }: TimelineEvent): number {
  return at?.startsAt ?? Number.NEGATIVE_INFINITY
}

function readRow(row: JsonObject, naming: Naming): TimelineEvent {
  const isSilence = row['type'] === 'SILENCE'
  const kind = isSilence ? 'SILENCE' : safeLine(row['kind'], 60)
  const parts = listIn(row, 'parts')
  const sites = [...new Set(parts.flatMap((part) => textsIn(part, 'bodySites')))]
  const isAssault = parts.some((part) => answerIn(part, 'isAssault') === true)
  const agencies = textsIn(row, 'agencies').map((code) => safeLine(code, 60))
  return {
    agencies,
    agencyNames: listed(agencies.map(naming.agency)),
    ...{ kind, kindWords: kindOfEventWords(kind), group: groupOf(kind) },
    at: readMoment(row['occurredAt']),
    until: readMoment(row['until']),
    sentence: safeLine(row['sentence'], 500),
    uprn: safeLine(row['uprn'], 12),
    bodySites: sites.map((site) => bodySiteWords(safeLine(site, 40))),
    isAssault,
    isHighHarm: isAssault || sites.some((site) => highHarmSites.has(site)),
    part: listed([...new Set(parts.map((part) => partWords(safeLine(part['role'], 40))))]),
    late: lateness(row),
    sources: listIn(row, 'sources').map((source) => sourceText(source, agencies, naming)),
  }
}

/** Of one agency alone the record's number is enough. */
function sourceText(
  { agency, recordId }: JsonObject,
  agencies: readonly string[],
  naming: Naming,
): string {
  const record = safeLine(recordId, 60)
  return agencies.length === 1 ? record : `${naming.agency(safeLine(agency, 60))} ${record}`
}

function lateness(row: JsonObject): string {
  const days = numberIn(row, 'recordedAfterDays')
  if (answerIn(row, 'isRecordedLate') !== true || days === null) return ''
  return `Written down ${counted(days, 'day')} later`
}
