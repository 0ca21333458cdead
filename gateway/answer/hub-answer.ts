import type { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import type { CoverageRow } from './coverage'
import type { ResponsePath } from './response-builder'

/** What an answer says beside its data. */
export interface AnswerExtensions extends Record<string, unknown> {
  readonly coverage: readonly CoverageRow[]
  /** Absent when no list is cut short. */
  readonly listsAtLimit?: readonly ResponsePath[]
  /** Why somebody looks at the question afterwards; absent when nobody has to. */
  readonly review?: readonly string[]
}

/** An answer of the hub, and the text that its hash in the log stands for. */
export interface HubAnswer {
  readonly data: JsonObject | null
  /** `JSON.stringify` of the data, as UTF-8. */
  readonly dataBytes: Buffer
  readonly errors: readonly HubError[]
  /** Null for a refusal, and where no agency was asked for. */
  readonly extensions: AnswerExtensions | null
}

/** The answer to an operation that is refused as a whole. */
export function refused(error: HubError): HubAnswer {
  return { data: null, dataBytes: Buffer.from('null'), errors: [error], extensions: null }
}
