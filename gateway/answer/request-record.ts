import type { HubErrorCode } from '../../common/errors'
import type { Relation } from '../../policies/relations'
import type { OpenEnquiry } from '../operation/requester'

/** Why an agency is unavailable, in words a program can switch on. */
export const unavailableReasons = [
  'TIMED_OUT',
  'REFUSED',
  'BAD_ANSWER',
  'NOT_REACHABLE',
  /** It did not answer several times in a row and is left alone for a while. */
  'CIRCUIT_OPEN',
  /** Too many of the hub's own questions to it wait already. */
  'OVERLOADED',
  /** The caller went away before it answered. */
  'CANCELLED',
  /** The question said how long it waits, and it had not answered by then; that tells nothing of it. */
  'NOT_WAITED_FOR',
] as const

export type UnavailableReason = (typeof unavailableReasons)[number]

/** What went wrong at one path of a subgraph's answer, without anything that reveals machines. */
export interface Fault {
  readonly code: HubErrorCode
  readonly message: string
  readonly reason?: string
}

/** A fault and where it is: in whole fetches and inside answers, by fetched names. */
export interface PlacedFault {
  readonly service: string
  /** Where in the operation the fetch belongs; lists are `@`. Empty for a root fetch. */
  readonly fetchPath: readonly string[]
  /** Hub id of the person whose part it is; null for a root fetch. */
  readonly entityId: string | null
  /** From there down. */
  readonly path: readonly (string | number)[]
  readonly fault: Fault
}

/** A response whose content nobody has checked. */
export interface CalledResponse {
  readonly content: unknown
  /**
   * To be told whether a large response could be used: one that could not counts against the subgraph.
   * Null for responses that cost little either way.
   */
  readonly settle: Settle | null
}

/** Tells whether a response could be used. The first time counts. */
export type Settle = (isUsable: boolean) => void

/** A call under way, and exactly what it asks of whom. */
export interface SharedCall {
  readonly service: string
  readonly body: string
  readonly id: string
  readonly response: Promise<CalledResponse>
}

/** One call to a subgraph. */
export interface CallRecord {
  readonly service: string
  readonly tookMs: number
}

/** The reason where records may be of another person: nobody can tell yet whose they are. */
export const linkDisputed = 'LINK_DISPUTED'

/** The reason where records are alike: nobody has said yet whether they are this person's. */
export const linkPossible = 'LINK_POSSIBLE'

/** What happened while one operation was executed; each request has its own. */
export class RequestRecord {
  readonly faults: PlacedFault[] = []
  readonly calls: CallRecord[] = []
  /** Services that were left alone because the index knows they hold nothing. */
  readonly skipped = new Set<string>()
  /** The agencies' own references of the records they were asked about, by service. */
  readonly references = new Map<string, Set<string>>()
  /** To be told whether a large response was of use, once the answer is complete. */
  readonly unsettled: { readonly service: string; readonly settle: Settle }[] = []
  /** Answers under way in this request, by exactly what was asked of whom (hazard 14). */
  readonly inFlight: SharedCall[] = []
  /** Hub ids of the people the question was about, beside those in the answer. */
  readonly subjects = new Set<string>()
  /** What the one who asks is to the people they asked about, as the index knows. */
  readonly relations = new Set<Relation>()
  /** Names of the fields that lead to required lists as long as they may be. */
  readonly cutOff = new Set<string>()
  /**
   * Codes of agencies by hub id of a person: they have records that may be the person's, and the index
   * does not link them.
   */
  readonly disputed = new Map<string, ReadonlySet<string>>()
  /** Likewise of records that are alike. */
  readonly possible = new Map<string, ReadonlySet<string>>()
  /** Hub ids by the ids under which single records are shown, for the log. */
  readonly standIns = new Map<string, string>()
  /** The enquiry that this operation opened. */
  openedEnquiry: OpenEnquiry | null = null
  /** True when the planner found nothing to do. */
  hasEmptyPlan = false
}
