import type { IncomingMessage } from 'node:http'

import type { CallerSignal } from './client-abort'

/** One HTTP request, read to its end. */
export interface HttpRequest {
  /** Names it in logs; also sent in the response's header `x-request-id`. A UUID. */
  readonly requestId: string
  /**
   * The trace it belongs to, by the caller's word; null when there is none or it is malformed.
   * @see W3C Trace Context, 3.2
   */
  readonly traceparent: string | null
  /** Lower-case names; a header sent twice is one text, joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  /** Exactly as sent. */
  readonly body: Buffer
  /** Aborted when the caller goes away before the response was sent. */
  readonly signal: CallerSignal
  /** Whether it was sent from this machine. */
  readonly isLocal: boolean
  /** Whether the server that was asked is to stop: others should be asked instead. */
  readonly isServerStopping: boolean
}

/** What is known of a request before it is read. */
export interface KnownOfRequest extends Pick<HttpRequest, 'requestId' | 'signal'> {
  readonly isStopping: () => boolean
}

/**
 * A class, as an object that is written down with a getter keeps whatever the getter sees until the
 * next full collection: V8 makes it a shape of its own each time (ADR 75).
 */
export class ReadRequest implements HttpRequest {
  readonly requestId: string
  readonly body: Buffer
  readonly signal: CallerSignal
  readonly #isStopping: () => boolean
  readonly #request: IncomingMessage
  #headers: HttpRequest['headers'] | null = null

  constructor(
    request: IncomingMessage,
    body: Buffer,
    { requestId, signal, isStopping }: KnownOfRequest,
  ) {
    this.#request = request
    this.#isStopping = isStopping
    this.requestId = requestId
    this.body = body
    this.signal = signal
  }

  get headers(): HttpRequest['headers'] {
    return (this.#headers ??= readHeaders(this.#request))
  }

  get traceparent(): string | null {
    return readTraceparent(this.headers['traceparent'])
  }

  get isLocal(): boolean {
    return ownAddresses.includes(this.#request.socket.remoteAddress ?? '')
  }

  get isServerStopping(): boolean {
    return this.#isStopping()
  }
}

/** The token of `authorization: Bearer <token>`, or undefined when there is none. */
export function bearerToken({ headers }: Pick<HttpRequest, 'headers'>): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1]
}

const ownAddresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/** Version, trace, parent and flags; a trace or a parent of zeros alone is none. */
const traceparentPattern = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

function readTraceparent(sent: string | undefined): string | null {
  return sent !== undefined && traceparentPattern.test(sent) ? sent : null
}

function readHeaders({ rawHeaders }: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    const value = rawHeaders[index + 1] ?? ''
    const known = headers[name]
    headers[name] = known === undefined ? value : `${known}, ${value}`
  }
  return headers
}
