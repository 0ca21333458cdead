import type { CallerSignal } from '../common/http/client-abort'
import type { AnswerPath } from '../gateway/plan/planned-fetch'
import type { SentTexts } from '../gateway/calls/sent-texts'

/** What went wrong at one place of the answer, by fetched names. */
export interface OpenFault {
  readonly message: string
  readonly path: AnswerPath
  readonly code: string
  readonly service: string
}

/** What travels with one operation of a gateway without policy. */
export interface OpenContext {
  readonly faults: OpenFault[]
  readonly signal: CallerSignal | null
  readonly texts: SentTexts
}
