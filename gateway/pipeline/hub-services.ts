import type { Report } from '../../common/observing/logger'
import type { CoverageRow } from '../answer/coverage'
import type { FieldAuthorizer } from '../authorization/decided-selection'
import type { CallToSign } from '../calls/call-signer'
import type { CallSignature } from '../calls/execution-context'
import type { Disclosure } from '../disclosures/disclosure'
import type { AskingLimits } from '../lookups/asking-limits'
import type { OperationReader, SentOperation, Supergraph } from '../operation/read-operation'
import type { HubRequest, OpenEnquiry } from '../operation/requester'
import type { OperationFetcher } from './operation-fetcher'
import type { OperationPreparer } from './prepared-operation'

/** One operation on its way to an answer. */
export interface Asking {
  readonly request: HubRequest
  readonly sent: SentOperation
  readonly fetch: OperationFetcher
}

/** What the executor relies on: everything that decides, signs or remembers is handed in. */
export interface HubServices {
  readonly supergraph: Supergraph
  readonly reader: OperationReader
  readonly preparer: OperationPreparer
  /** @throws HubError ENQUIRY_REQUIRED, ENQUIRY_INVALID, ENQUIRY_EXPIRED or PURPOSE_NOT_PERMITTED */
  readonly verifyEnquiry: (request: HubRequest) => Promise<OpenEnquiry>
  readonly authorizerFor: (request: HubRequest, enquiry: OpenEnquiry | null) => FieldAuthorizer
  readonly mayIntrospect: (request: HubRequest) => boolean
  /** What makes a service answer this call only. */
  readonly signCall: (call: CallToSign) => CallSignature
  /** Bounds how many people are looked up and how many enquiries opened, by whom. */
  readonly limits: AskingLimits
  /** True while it is known that nothing can be written down, so that nobody need be asked. */
  readonly isLogDown: () => boolean
  /** Durable before it resolves. @throws when the entry may not have been written */
  readonly appendDisclosure: (disclosure: Disclosure) => Promise<void>
  /** Told what each answer about people says of every agency. */
  readonly onCoverage?: (coverage: readonly CoverageRow[]) => void
  /** The request came to no end; when services were asked for it, that is written down. */
  readonly noteUnanswered: (request: HubRequest) => void
  /** Told the errors that callers are not told. */
  readonly report: Report
}
