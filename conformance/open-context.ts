import type { CallerSignal } from '../common/http/client-abort'
import type { ResponsePath } from '../gateway/plan/planned-fetch'

/** What went wrong at one path of the answer, by fetched names. */
export interface OpenFault {
  readonly message: string
  readonly path: ResponsePath
  readonly code: string
  readonly service: string
}

/** What travels with one operation of a gateway without policy. */
export interface OpenContext {
  readonly faults: OpenFault[]
  readonly signal: CallerSignal | null
}
