import type { CallerSignal } from '../../common/http/client-abort'
import type { RequestRecord } from '../answer/request-record'
import type { HubRequest } from '../operation/requester'

/** What speaks for one call. */
export interface CallSignature {
  readonly headers: Readonly<Record<string, string>>
  /** The call's id as its service reads it from them (`jti`); no other call has it. */
  readonly id: string
}

/** What travels with one operation through the planner to the data sources. */
export interface ExecutionContext {
  readonly record: RequestRecord
  /** What speaks for one call to one subgraph with exactly this body. */
  readonly signCall: (service: string, body: string) => CallSignature
  /** For the resolvers of the subgraph that runs inside the gateway. */
  readonly request: HubRequest
  /** Aborted when the caller has gone away; null or absent when that is not known. */
  readonly signal?: CallerSignal | null
}
