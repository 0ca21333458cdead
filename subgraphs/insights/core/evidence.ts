import type { InsightEvent } from './event'

/** The record that something was taken from. */
export interface EventSource {
  readonly agency: string
  readonly recordId: string
}

/** The rule by which something was worked out. */
export interface AppliedRule {
  readonly name: string
  /** Of the rule's text or, for a rule with numbers, of its threshold. */
  readonly version: string
}

/**
 * Why something of an agency could not be seen:
 * - SILENT: asked, and no answer came.
 * - WITHHELD: a rule keeps back all that it has.
 * - WITHHELD_BY_CATEGORY: a rule keeps back its events of some categories, whether or not there are any.
 * - LEFT_OFF: it has more events than it gives.
 * - NOT_ASKED: nobody asked it.
 */
export type MissingReason =
  'SILENT' | 'WITHHELD' | 'WITHHELD_BY_CATEGORY' | 'LEFT_OFF' | 'NOT_ASKED'

/** What of one agency could not be seen when something was worked out. */
export interface Missing {
  readonly agency: string
  /** Kind of the agency in the register: a rule that rests on nothing being there asks who would have it. */
  readonly agencyKind: string
  readonly reason: MissingReason
  /** The categories of WITHHELD_BY_CATEGORY, sorted; else empty. */
  readonly categories: readonly string[]
  /** How many events (LEFT_OFF) or categories (WITHHELD_BY_CATEGORY); null when nobody can tell. */
  readonly count: number | null
}

/** What every result of the core says of itself. */
export interface Evidence {
  /** Each record once, in the order in which they were used. */
  readonly sources: readonly EventSource[]
  /** Null for a plain fact. */
  readonly rule: AppliedRule | null
  readonly missing: readonly Missing[]
}

/** The records of the events, each once. */
export function sourcesOf(events: Iterable<InsightEvent>): readonly EventSource[] {
  const sources = new Map<string, EventSource>()
  for (const event of events) {
    const { agency, recordId } = event
    const key = recordKey(event)
    if (!sources.has(key)) sources.set(key, { agency, recordId })
  }
  return [...sources.values()]
}

/** Tells two records apart, whosever view they were read from. Codes of agencies have no space. */
export function recordKey({ agency, recordId }: EventSource): string {
  return `${agency} ${recordId}`
}
