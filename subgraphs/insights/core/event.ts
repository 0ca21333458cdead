import { isObject } from '../../../common/json'

/** How exactly a time is known, as the schema's Precision says it. */
export type EventPrecision = 'EXACT' | 'DAY' | 'MONTH' | 'YEAR' | 'UNCERTAIN'

/** A code of an event; `system` names the code list. */
export interface EventCode {
  readonly system: string
  readonly code: string
  readonly display: string
}

/** Somebody else in an event, as the agency wrote it down. */
export interface OtherPerson {
  /** The hub's id of the person; null when nobody linked the reference, or it may not be told. */
  readonly person: string | null
  /** The agency's own reference for them; null when it does not know who they are. */
  readonly reference: string | null
  readonly role: string | null
  /** What they are to the person of the event, in the words of that day. */
  readonly relationship: string | null
}

/**
 * One dated fact of one agency about one person: the schema's Event, with whom and which agency it was read
 * from. Null in a field means that nothing was recorded, or that it may not be told: never "no".
 */
export interface InsightEvent {
  /** The hub's id of the person from whose view it was read. */
  readonly person: string
  /** Code of the agency in the register. */
  readonly agency: string
  /** Kind of the agency in the register, as in `police`. */
  readonly agencyKind: string
  /** The agency's own id of the record. One record may be read from the views of several people. */
  readonly recordId: string
  readonly kind: string
  readonly category: string
  /** ISO 8601, UTC, with no more of it than is known, as in 2025-08; null when nothing is. */
  readonly occurredAt: string | null
  readonly precision: EventPrecision
  /** Last day of what goes on for a time, as in 2025-08-14; null when it has no end, or none yet. */
  readonly until: string | null
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string
  readonly uprn: string | null
  /** Plain text, made by the agency from its codes. */
  readonly sentence: string
  readonly codes: readonly EventCode[]
  /** Empty: looked for and none found. */
  readonly bodySites: readonly string[] | null
  readonly isAssault: boolean | null
  readonly isAlcoholInvolved: boolean | null
  /** The person's own part, as the schema's SubjectRole says it. */
  readonly role: string | null
  readonly people: readonly OtherPerson[] | null
}

/** Where an event was read. */
export interface ReadFrom {
  readonly person: string
  readonly agency: string
  readonly agencyKind: string
  /** The hub's id of whom the agency's reference stands for; null when nobody linked it. */
  readonly personOf: (reference: string) => string | null
}

const precisions: readonly EventPrecision[] = ['EXACT', 'DAY', 'MONTH', 'YEAR', 'UNCERTAIN']

/**
 * A row of `events` of an agency's view as the core takes it.
 * @returns null for a row that does not say which record it is, what it is, or when it was written down. Such
 *   a row is counted as left off, never passed over.
 */
export function readEvent(row: unknown, from: ReadFrom): InsightEvent | null {
  const record = isObject(row) ? readRecord(row) : null
  if (!isObject(row) || record === null) return null
  const { person, agency, agencyKind } = from
  return {
    ...{ person, agency, agencyKind, ...record },
    ...readTime(row),
    category: textOf(row['category']) ?? '',
    uprn: textOf(row['uprn']),
    sentence: textOf(row['sentence']) ?? '',
    codes: objectsOf(row['codes'])?.map(readCode) ?? [],
    bodySites: textsOf(row['bodySites']),
    isAssault: booleanOf(row['isAssault']),
    isAlcoholInvolved: booleanOf(row['isAlcoholInvolved']),
    role: textOf(row['role']),
    people: objectsOf(row['people'])?.map((other) => readOther(other, from)) ?? null,
  }
}

type Row = Readonly<Record<string, unknown>>

function readRecord(row: Row): Pick<InsightEvent, 'recordId' | 'kind' | 'recordedAt'> | null {
  const { source } = row
  const recordId = isObject(source) ? textOf(source['recordId']) : null
  const [kind, recordedAt] = [textOf(row['kind']), textOf(row['recordedAt'])]
  if (recordId === null || kind === null || recordedAt === null) return null
  return Number.isNaN(Date.parse(recordedAt)) ? null : { recordId, kind, recordedAt }
}

function readTime(row: Row): Pick<InsightEvent, 'occurredAt' | 'precision' | 'until'> {
  const occurredAt = textOf(row['occurredAt'])
  const precision = precisions.find((known) => known === row['precision']) ?? 'UNCERTAIN'
  return { occurredAt, precision, until: textOf(row['until']) }
}

function readCode(code: Row): EventCode {
  const [system, value] = [textOf(code['system']) ?? '', textOf(code['code']) ?? '']
  return { system, code: value, display: textOf(code['display']) ?? value }
}

function readOther(other: Row, { personOf }: ReadFrom): OtherPerson {
  const reference = textOf(other['reference'])
  return {
    person: reference === null ? null : personOf(reference),
    reference,
    role: textOf(other['role']),
    relationship: textOf(other['relationship']),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null
}

function objectsOf(value: unknown): readonly Row[] | null {
  return Array.isArray(value) ? value.filter(isObject) : null
}
