import type { CallerSignal } from '../../common/http/client-abort'
import type { Trace } from '../../common/observing/trace'
import type { Policy } from '../../policies/policy'
import type { Statement } from '../../policies/vocabulary'

/** A member of staff whose sign-in was checked. */
export interface Requester {
  readonly staffId: string
  readonly homeAgency: string
  readonly roles: readonly string[]
  /** The user for whom a system caller acts. */
  readonly onBehalfOf?: string
}

/** Why person data is asked for: an enquiry whose token was checked. */
export interface OpenEnquiry {
  readonly id: string
  readonly purpose: string
  readonly caseReference: string
  /** Why, in the asker's own words. */
  readonly reason: string
  /** What it states beside that, by kind of statement; absent: nothing. */
  readonly statements?: Readonly<Partial<Record<Statement, string>>>
  /** Why somebody looks at its questions afterwards; absent when nobody has to. */
  readonly review?: readonly string[]
}

/** One request as it arrives at the executor. */
export interface HubRequest {
  readonly requestId: string
  /** When it came (ISO 8601, UTC). */
  readonly askedAt: string
  /** SHA-256 of its body as it came, lower-case hexadecimal. */
  readonly requestHash: string
  /** The day of asking in UTC, as in 2026-04-01. */
  readonly askedOn: string
  /** In force when it came: everything about the request is decided by it, whatever comes after. */
  readonly policy: Policy
  readonly requester: Requester
  /** Value of the header `sightline-enquiry`. */
  readonly enquiryToken: string | null
  /** Aborted when the caller has gone away. */
  readonly signal?: CallerSignal | undefined
  /** How long it waits for an agency, in milliseconds; null or absent: as long as the hub does. */
  readonly agencyWaitMs?: number | null
  /** What its calls are a part of; null or absent: of no trace. */
  readonly trace?: Trace | null
}
