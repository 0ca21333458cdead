import type { AgencyDisclosure } from './agency-record'
import type { DifferenceCode } from './compare-calls'
import { compareCalls } from './compare-calls'
import type { DisclosureEntry, GatewayEvent, LogEntry, SourceEntry } from './entry'
import { isDisclosure } from './entry'
import type { RecordNames } from './record-digest'

/** What only one side has written down, or both differently. */
export type DiscrepancyCode =
  /** The hub says that the agency disclosed; the agency knows nothing of it. */
  | 'HUB_ONLY'
  /** The agency disclosed to the hub; the hub has no entry and no reason for having none. */
  | 'AGENCY_ONLY'
  | DifferenceCode

/** What explains that the agency has a record and nothing of it was passed on. */
export type ExplanationCode =
  /** The hub had given the agency up, and says so in its entry. */
  | 'LATE'
  /** The hub says that it gave no answer to this request. */
  | 'NO_ANSWER'
  /** A gateway started again right after: it had ended before it answered. */
  | 'GATEWAY_ENDED'

export interface Discrepancy {
  readonly code: DiscrepancyCode
  readonly agency: string
  readonly requestId: string
  /** Coordinates concerned, or members of the entry. */
  readonly fields: readonly string[]
}

export interface Reconciliation {
  /** Pairs of request and agency that both sides have, and alike. */
  readonly matched: number
  readonly explained: Readonly<Record<ExplanationCode, number>>
  readonly discrepancies: readonly Discrepancy[]
}

export interface ReconcileInput {
  /** Entries of every gateway's log. */
  readonly hub: readonly LogEntry[]
  /** What the agencies have written down; only theirs are compared. */
  readonly agencies: ReadonlyMap<string, readonly AgencyDisclosure[]>
  /** How long before a gateway's start what it left unanswered may lie. */
  readonly graceMs: number
  /** From when to when (ISO 8601, UTC) the agencies' records are whole. */
  readonly bounds: { readonly from: string; readonly to: string }
  /** Null: records are not compared. */
  readonly namesOf: RecordNames | null
}

/** Compares what the hub says the agencies disclosed with what they say themselves. */
export function reconcile(input: ReconcileInput): Reconciliation {
  const entries = new Map(input.hub.filter(isDisclosure).map((entry) => [entry.requestId, entry]))
  const events = input.hub.flatMap((entry) => (isDisclosure(entry) ? [] : [entry]))
  const tally = new Tally(new Explainer(events, input.graceMs), input)
  for (const [agency, records] of input.agencies) {
    const calls = groupByRequest(records)
    for (const entry of entries.values()) tally.addEntry(entry, agency, calls)
    for (const [requestId, own] of calls)
      if (!entries.has(requestId)) tally.addUnpaired(agency, requestId, own)
  }
  return tally.result()
}

class Tally {
  readonly #explainer: Explainer
  readonly #input: ReconcileInput
  readonly #discrepancies: Discrepancy[] = []
  readonly #explained = { LATE: 0, NO_ANSWER: 0, GATEWAY_ENDED: 0 }
  #matched = 0

  constructor(explainer: Explainer, input: ReconcileInput) {
    this.#explainer = explainer
    this.#input = input
  }

  result(): Reconciliation {
    return {
      matched: this.#matched,
      explained: this.#explained,
      discrepancies: this.#discrepancies,
    }
  }

  addEntry(
    entry: DisclosureEntry,
    agency: string,
    calls: ReadonlyMap<string, readonly AgencyDisclosure[]>,
  ): void {
    const { requestId } = entry
    const source = entry.sources.find((one) => one.source === agency)
    const own = calls.get(requestId)
    if (own && source && source.coverage?.status !== 'NOT_ASKED') this.#compare(entry, source, own)
    else if (own) this.addUnpaired(agency, requestId, own)
    else if (source && mustHaveAnswered(source) && this.#isInside(entry))
      this.#discrepancies.push({ code: 'HUB_ONLY', agency, requestId, fields: source.disclosed })
  }

  /** The agency has a record, and no entry of the hub says that it asked this agency. */
  addUnpaired(agency: string, requestId: string, own: readonly AgencyDisclosure[]): void {
    const why = this.#explainer.explain(requestId, agency, own)
    const fields = [...new Set(own.flatMap((call) => call.fields))].toSorted()
    if (why) this.#explained[why] += 1
    else this.#discrepancies.push({ code: 'AGENCY_ONLY', agency, requestId, fields })
  }

  #compare(entry: DisclosureEntry, source: SourceEntry, own: readonly AgencyDisclosure[]): void {
    const { requestId } = entry
    const { namesOf } = this.#input
    const isWhole = this.#isInside(entry)
    const differences = compareCalls({ entry, source, own, isWhole, namesOf })
    const agency = source.source
    const isLate =
      source.coverage?.status === 'UNAVAILABLE' && own.some(({ fields }) => fields.length > 0)
    this.#discrepancies.push(...differences.map((one) => ({ ...one, agency, requestId })))
    if (differences.length > 0) return
    if (isLate) this.#explained.LATE += 1
    else this.#matched += 1
  }

  /** At the edges of the bounds some of an agency's calls may be outside them. */
  #isInside({ askedAt, at }: DisclosureEntry): boolean {
    const { from, to } = this.#input.bounds
    return askedAt >= from && at < to
  }
}

/** Finds why the hub has no entry of what an agency gave it. */
class Explainer {
  /** With the services that were asked; null when the log does not say. */
  readonly #unanswered: ReadonlyMap<string, readonly string[] | null>
  readonly #starts: readonly number[]
  readonly #graceMs: number

  constructor(events: readonly GatewayEvent[], graceMs: number) {
    this.#graceMs = graceMs
    this.#unanswered = new Map(events.flatMap(unansweredOf))
    this.#starts = events.flatMap((event) =>
      event.event === 'STARTED' ? [Date.parse(event.at)] : [],
    )
  }

  explain(
    requestId: string,
    agency: string,
    own: readonly AgencyDisclosure[],
  ): ExplanationCode | null {
    const services = this.#unanswered.get(requestId)
    if (services === null || services?.includes(agency)) return 'NO_ANSWER'
    return own.every(({ at }) => this.#endedAfter(Date.parse(at))) ? 'GATEWAY_ENDED' : null
  }

  #endedAfter(atMs: number): boolean {
    return this.#starts.some((startMs) => startMs >= atMs && startMs - atMs <= this.#graceMs)
  }
}

function unansweredOf(event: GatewayEvent): readonly [string, readonly string[] | null][] {
  if (event.event !== 'NO_ANSWER') return []
  const asked = new Map(event.asked?.map(({ requestId, services }) => [requestId, services]))
  return event.requestIds.map((requestId) => [requestId, asked.get(requestId) ?? null])
}

/** Something is linked at the agency and the hub passed on what it said: it must know of it. */
function mustHaveAnswered({ disclosed, recordHashes }: SourceEntry): boolean {
  return disclosed.length > 0 && recordHashes.length > 0
}

function groupByRequest(records: readonly AgencyDisclosure[]) {
  const groups = new Map<string, AgencyDisclosure[]>()
  for (const record of records) {
    const group = groups.get(record.requestId) ?? []
    groups.set(record.requestId, [...group, record])
  }
  return groups
}
