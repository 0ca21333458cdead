import type { CallerSignal } from '../../common/http/client-abort'
import type { RequestRecord } from '../answer/request-record'
import type { HubRequest } from '../operation/requester'

/** Headers that speak for one call. */
export type CallSignature = Readonly<Record<string, string>>

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
