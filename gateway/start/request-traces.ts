import type { Trace, Tracing } from '../../common/observing/trace'
import { endTrace } from '../../common/observing/trace'
import type { HttpRequest } from '../../common/http/request'
import type { HttpResponse } from '../../common/http/route'

/** One request's trace, from before anything is known of it until its answer is ready. */
interface OpenTrace {
  readonly trace: Trace | null
  requestId: string | undefined
}

/** Keeps the trace of each request while it is answered; keeps nothing when no spans are made. */
export class RequestTraces {
  readonly #tracing: Tracing
  readonly #open = new WeakMap<HttpRequest, OpenTrace>()

  constructor(tracing: Tracing) {
    this.#tracing = tracing
  }

  /** The trace of a request that is being answered, by the name the hub has given it. */
  of(request: HttpRequest, requestId: string): Trace | null {
    const open = this.#open.get(request)
    if (!open) return this.#start(request)
    open.requestId = requestId
    return open.trace
  }

  /** Answers each request inside a span of its own. */
  around(
    route: string,
    answer: (request: HttpRequest) => Promise<HttpResponse>,
  ): (request: HttpRequest) => Promise<HttpResponse> {
    if (!this.#tracing.makesSpans) return answer
    return async (request) => {
      const open: OpenTrace = { trace: this.#start(request), requestId: undefined }
      this.#open.set(request, open)
      let status = 500
      try {
        const response = await answer(request)
        status = response.status
        return response
      } finally {
        const { requestId } = open
        endTrace(open.trace, { route, status, ...(requestId === undefined ? {} : { requestId }) })
      }
    }
  }

  #start({ headers }: HttpRequest): Trace | null {
    return this.#tracing.startRequest(headers['traceparent'])
  }
}
