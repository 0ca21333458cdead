import type { RequestRecord } from '../answer/request-record'
import type { HubRequest } from '../operation/requester'
import type { CallObserver, OperationKind } from './call-observer'
import { SubgraphFailure } from './subgraph-fault'

export interface AboutCall {
  readonly service: string
  readonly kind: OperationKind
  readonly request: Pick<HubRequest, 'requestId' | 'trace'>
  readonly record: RequestRecord
  readonly observer: CallObserver
}

/**
 * Makes one call, and tells the request's record, the observer and the trace how long it took.
 * @param call is given the trace to send on; null: none
 */
export async function observeCall<Answer>(
  { service, kind, request, record, observer }: AboutCall,
  call: (traceparent: string | null) => Promise<Answer>,
): Promise<Answer> {
  const trace = request.trace ?? null
  const span = trace === null ? null : trace.startSpan('agency call', 'client')
  const startedMs = performance.now()
  let reason: string | null = null
  try {
    return await call((span ?? trace)?.traceparent ?? null)
  } catch (error) {
    reason = error instanceof SubgraphFailure ? error.reason : 'FAILED'
    throw error
  } finally {
    const tookMs = performance.now() - startedMs
    record.calls.push({ service, tookMs })
    observer.onCall(service, kind, tookMs)
    span?.end({ agency: service, operationKind: kind, ...(reason === null ? {} : { reason }) })
  }
}
