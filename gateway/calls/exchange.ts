import type { IncomingHttpHeaders } from 'node:http'

import type { Dispatcher, Pool } from 'undici'

import type { Deadline } from './deadline'

/** What one HTTP request came to. */
export interface Exchanged {
  readonly status: number
  readonly contentType: string
  /** UTF-8. */
  readonly body: Buffer
}

/**
 * Sends one request and collects its answer by undici's handlers: reading the body as a stream took a
 * fifth of a person view's time at seven agencies.
 * @param deadline ends the request with its reason
 */
export function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  deadline: Deadline,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    pool.dispatch(request, new AnswerCollector({ resolve, reject, deadline }))
  })
}

interface Waiting {
  readonly resolve: (answer: Exchanged) => void
  readonly reject: (error: Error) => void
  readonly deadline: Deadline
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #waiting: Waiting
  readonly #chunks: Buffer[] = []
  readonly #forget: () => void
  #controller: Dispatcher.DispatchController | null = null
  #status = 0
  #contentType = ''

  constructor(waiting: Waiting) {
    this.#waiting = waiting
    this.#forget = waiting.deadline.onEnd((reason) => {
      // A request that waits for a connection has no controller yet; it is cut when it gets one.
      this.#controller?.abort(reason)
      waiting.reject(reason)
    })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    const { reason } = this.#waiting.deadline
    if (reason) controller.abort(reason)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#status = status
    this.#contentType = headers['content-type'] ?? ''
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#forget()
    const [first] = this.#chunks
    const body = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    this.#waiting.resolve({ status: this.#status, contentType: this.#contentType, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#forget()
    this.#waiting.reject(error)
  }
}
