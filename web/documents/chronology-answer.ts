import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import type { MissingOf } from '../insights/missing'
import { readMissing } from '../insights/missing'
import type { Moment } from '../words/dates'
import { readMoment } from '../words/dates'
import { safeLine } from '../words/text'
import { mostRows } from './question'

/** A record that something rests on. */
export interface AnswerSource {
  /** Code. */
  readonly agency: string
  readonly recordId: string
}

/** A row of a chronology; every text is one line of bounded length. */
export interface AnswerRow {
  readonly isSilence: boolean
  /** Codes. */
  readonly agencies: readonly string[]
  /** Empty for a row that is no event. */
  readonly kind: string
  /** Null: nobody says when. */
  readonly from: Moment | null
  readonly until: Moment | null
  /** Null: in time, or there is no rule. */
  readonly lateByDays: number | null
  readonly uprn: string
  readonly sentence: string
  readonly sources: readonly AnswerSource[]
  /** Name and version; empty for a plain fact. */
  readonly rule: string
  /** What each agency told, when there are several. */
  readonly tellings: readonly (AnswerSource & { readonly sentence: string })[]
}

/** A chronology as the hub gave it. */
export interface ChronologyAnswer {
  /** ISO 8601, UTC: the moment for which it was worked out. */
  readonly asAt: Moment
  /** Oldest first; without a date before all else. What cannot be seen is in `missing`. */
  readonly rows: readonly AnswerRow[]
  /** How many rows there are that were not given, older than all that were. */
  readonly leftOff: number
  readonly missing: readonly MissingOf[]
}

/** More than all agencies have reasons. */
const mostMissing = 500
/** More than any record has of these; the rest of such a list is not read. */
const mostInList = 40

/** Reads the chronology of a person in an answer; null when it was not given or says no moment. */
export function readChronology(person: JsonObject): ChronologyAnswer | null {
  const given = person['chronology']
  if (!isObject(given) || !Array.isArray(given['rows'])) return null
  const asAt = readMoment(given['asAt'])
  if (asAt === null) return null
  const sent = listIn(given, 'rows').slice(0, mostRows)
  const rows = sent.filter(({ type }) => type !== 'COVERAGE').map(readRow)
  const total = typeof given['total'] === 'number' ? given['total'] : sent.length
  return {
    asAt,
    rows: oldestFirst(rows),
    leftOff: Math.max(0, total - sent.length),
    missing: readMissing(given).slice(0, mostMissing),
  }
}

/** The hub gives the newest first, so that what does not fit is the oldest; people read it as it happened. */
function oldestFirst(rows: readonly AnswerRow[]): readonly AnswerRow[] {
  return [...rows.filter(({ from }) => !from), ...rows.filter(({ from }) => from).toReversed()]
}

function readRow(row: JsonObject): AnswerRow {
  const { recordedAfterDays, rule } = row
  const parts = listIn(row, 'parts').slice(0, mostInList)
  const isLate = row['isRecordedLate'] === true && typeof recordedAfterDays === 'number'
  return {
    isSilence: row['type'] === 'SILENCE',
    agencies: codesIn(row, 'agencies'),
    kind: safeLine(row['kind'], 60),
    from: readMoment(row['occurredAt']),
    until: readMoment(row['until']),
    lateByDays: isLate ? recordedAfterDays : null,
    uprn: safeLine(row['uprn'], 12),
    sentence: safeLine(row['sentence'], 500),
    sources: listIn(row, 'sources').slice(0, mostInList).map(readSource),
    rule: isObject(rule) ? `${safeLine(rule['name'], 60)} ${safeLine(rule['version'], 20)}` : '',
    tellings:
      parts.length < 2
        ? []
        : parts.map((part) => ({ ...readSource(part), sentence: safeLine(part['sentence'], 200) })),
  }
}

function readSource({ agency, recordId }: JsonObject): AnswerSource {
  return { agency: safeLine(agency, 60), recordId: safeLine(recordId, 60) }
}

function codesIn(value: JsonObject, name: string): readonly string[] {
  return textsIn(value, name)
    .slice(0, mostInList)
    .map((code) => safeLine(code, 60))
}
