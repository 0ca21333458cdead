/**
 * What was done with the data. The hub consults to find a person, each agency discloses, and an answer
 * from more than one of them combines.
 * @see Data Protection Act 2018 s.62
 */
export type OperationKind = 'CONSULTATION' | 'DISCLOSURE' | 'COMBINATION'

/** What one agency's part of an answer was; coordinates and counts, never content. */
export interface SourceEntry {
  /** Code of the agency, or of the hub's own service. */
  readonly source: string
  /** Coordinates that were disclosed, as in `PoliceView.incidents`. */
  readonly disclosed: readonly string[]
  /** Those of them that were read for another subgraph to compute with; absent in older entries. */
  readonly required?: readonly string[]
  /** Coordinates that a rule kept back, and why. */
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
  /** How many of its records are in the answer; null when that cannot be said. */
  readonly records: number | null
  /** What the answer says about this agency; null for the hub's own services. */
  readonly coverage: { readonly status: string; readonly reason: string | null } | null
  /** Statutes and sections this agency's disclosure rests on. */
  readonly legalPowers: readonly string[]
  /** Its records that it was asked about, as `RecordNames` names them; sorted. */
  readonly recordHashes: readonly string[]
}

/** A request that got no answer, and the services that were asked for it; sorted. */
export interface UnansweredRequest {
  readonly requestId: string
  readonly services: readonly string[]
}

/**
 * What a gateway says of itself. It has started, perhaps after a sudden end that left questions
 * unanswered; or it gave no answer to these requests though agencies may have answered it: the log
 * could not be written, the gateway stopped, or it failed.
 */
export type GatewayEvent =
  | { readonly event: 'STARTED'; readonly at: string; readonly instance: string }
  | {
      readonly event: 'NO_ANSWER'
      readonly at: string
      readonly requestIds: readonly string[]
      /** The same requests; absent in entries that were written before it was noted. */
      readonly asked?: readonly UnansweredRequest[]
    }

/** What a leaf of the log holds. */
export type LogEntry = DisclosureEntry | GatewayEvent

export function isDisclosure(entry: LogEntry): entry is DisclosureEntry {
  return !('event' in entry)
}

/** One answer of the hub: who was told what about whom, when and why. Never content. */
export interface DisclosureEntry {
  readonly requestId: string
  /** When the request came (ISO 8601, UTC). */
  readonly askedAt: string
  /** When the answer was complete and this was written (ISO 8601, UTC). */
  readonly at: string
  /** SHA-256 of the request's body as it came, lower-case hexadecimal. */
  readonly requestHash: string
  /** SHA-256 of `JSON.stringify` of the answer's member `data`, lower-case hexadecimal. */
  readonly responseHash: string
  readonly staffId: string
  /** The user for whom a system caller asked; null when staff asked themselves. */
  readonly onBehalfOf: string | null
  readonly homeAgency: string
  readonly roles: readonly string[]
  /** Null, like the three after it, only for what touches no person. */
  readonly enquiryId: string | null
  readonly purpose: string | null
  readonly caseReference: string | null
  /** Why, in the asker's own words; without an enquiry when the request was refused for it. */
  readonly reason: string | null
  /**
   * What the enquiry states beside that, by kind of statement, in the asker's own words: why confidential
   * health data is disclosed in the public interest, for one; absent in older entries.
   */
  readonly statements?: Readonly<Record<string, string>>
  /** Hub ids of the people in the answer, and of whom an agency was asked about. */
  readonly people: readonly string[]
  readonly operations: readonly OperationKind[]
  readonly sources: readonly SourceEntry[]
  readonly policyVersion: string
  /** Why somebody must look at this, and by when (ISO 8601); null or absent: nobody has to. */
  readonly review?: { readonly flags: readonly string[]; readonly dueBy: string } | null
}

/** What stands for an entry whose answer was not given. */
export function unansweredRequest({ requestId, sources }: DisclosureEntry): UnansweredRequest {
  const asked = sources.filter(({ coverage }) => coverage?.status !== 'NOT_ASKED')
  return { requestId, services: asked.map(({ source }) => source).toSorted() }
}

/** The operations that an answer with these parts consists of. */
export function operationsOf(
  sources: readonly SourceEntry[],
  people: readonly string[],
): readonly OperationKind[] {
  const disclosing = sources.filter(({ disclosed, records }) => disclosed.length > 0 && records)
  return [
    'CONSULTATION' as const,
    ...(disclosing.length > 0 || people.length > 0 ? ['DISCLOSURE' as const] : []),
    ...(disclosing.length > 1 ? ['COMBINATION' as const] : []),
  ]
}
