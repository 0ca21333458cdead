import type { AgencyDisclosure } from './agency-record'
import type { DisclosureEntry, GatewayEvent, LogEntry, SourceEntry } from './entry'
import { isDisclosure } from './entry'

/** What only one side has written down, or both differently. */
export type DiscrepancyCode =
  /** The hub says that the agency disclosed; the agency knows nothing of it. */
  | 'HUB_ONLY'
  /** The agency disclosed to the hub; the hub has no entry and no reason for having none. */
  | 'AGENCY_ONLY'
  /** The hub passed fields on that the agency does not say it gave. */
  | 'FIELDS_DIFFER'

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
  /** Coordinates concerned. */
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
}

/** Compares what the hub says the agencies disclosed with what they say themselves. */
export function reconcile(input: ReconcileInput): Reconciliation {
  const entries = new Map(input.hub.filter(isDisclosure).map((entry) => [entry.requestId, entry]))
  const events = input.hub.flatMap((entry) => (isDisclosure(entry) ? [] : [entry]))
  const tally = new Tally(new Explainer(events, input.graceMs), input.bounds)
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
  readonly #bounds: ReconcileInput['bounds']
  readonly #discrepancies: Discrepancy[] = []
  readonly #explained = { LATE: 0, NO_ANSWER: 0, GATEWAY_ENDED: 0 }
  #matched = 0

  constructor(explainer: Explainer, bounds: ReconcileInput['bounds']) {
    this.#explainer = explainer
    this.#bounds = bounds
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
    const why = this.#explainer.explain(requestId, own)
    const fields = [...new Set(own.flatMap((call) => call.fields))].toSorted()
    if (why) this.#explained[why] += 1
    else this.#discrepancies.push({ code: 'AGENCY_ONLY', agency, requestId, fields })
  }

  #compare(
    entry: DisclosureEntry,
    { source, disclosed, coverage }: SourceEntry,
    own: readonly AgencyDisclosure[],
  ): void {
    const { requestId } = entry
    const given = own.flatMap((call) => call.fields)
    const kept = own.flatMap((call) => call.withheld.map(({ field }) => field))
    const known = new Set([...given, ...kept])
    const fields = disclosed.filter((field) => !known.has(field))
    if (fields.length > 0 && this.#isInside(entry))
      this.#discrepancies.push({ code: 'FIELDS_DIFFER', agency: source, requestId, fields })
    else if (given.length > 0 && coverage?.status === 'UNAVAILABLE') this.#explained.LATE += 1
    else this.#matched += 1
  }

  /** At the edges of the bounds some of an agency's calls may be outside them. */
  #isInside({ askedAt, at }: DisclosureEntry): boolean {
    return askedAt >= this.#bounds.from && at < this.#bounds.to
  }
}

/** Finds why the hub has no entry of what an agency gave it. */
class Explainer {
  readonly #unanswered: ReadonlySet<string>
  readonly #starts: readonly number[]
  readonly #graceMs: number

  constructor(events: readonly GatewayEvent[], graceMs: number) {
    this.#graceMs = graceMs
    this.#unanswered = new Set(
      events.flatMap((event) => (event.event === 'NO_ANSWER' ? event.requestIds : [])),
    )
    this.#starts = events.flatMap((event) =>
      event.event === 'STARTED' ? [Date.parse(event.at)] : [],
    )
  }

  explain(requestId: string, own: readonly AgencyDisclosure[]): ExplanationCode | null {
    if (this.#unanswered.has(requestId)) return 'NO_ANSWER'
    return own.every(({ at }) => this.#endedAfter(Date.parse(at))) ? 'GATEWAY_ENDED' : null
  }

  #endedAfter(atMs: number): boolean {
    return this.#starts.some((startMs) => startMs >= atMs && startMs - atMs <= this.#graceMs)
  }
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
