import type { Dispatcher } from 'undici'
import { Pool } from 'undici'

import type { CallerSignal } from '../../common/http/client-abort'
import { isObject } from '../../common/json'
import type { BucketTerms } from '../../common/token-bucket'
import type { CalledResponse, UnavailableReason } from '../answer/request-record'
import type { ClientLoad } from './call-observer'
import type { CallQueueOptions } from './call-queue'
import { CallQueue, QueueFullError } from './call-queue'
import type { CallEnd, CircuitBreakerOptions } from './circuit-breaker'
import { CircuitBreaker } from './circuit-breaker'
import { Deadlines, NotWaitedForError } from './deadline'
import type { Exchanged } from './exchange'
import { exchange } from './exchange'
import { isShallow, maxErrors } from './response-bounds'
import { SubgraphFailure } from './subgraph-fault'
import { countedBytes, WasteBound } from './waste-bound'

export interface SubgraphClientOptions {
  readonly url: string
  /** From the moment it is asked, waiting for its turn included, to the last byte received. */
  readonly timeoutMs: number
  readonly maxAnswerBytes: number
  /** Certificates (PEM) of who may vouch for it; default: the public authorities. */
  readonly authorities?: readonly string[]
  /** Its clock and who is told are those of `waste` too. */
  readonly breaker?: Partial<CircuitBreakerOptions>
  /** Bytes of answers that cannot be used, before the subgraph is left alone. Default 1 MiB, 8 MiB a minute. */
  readonly waste?: BucketTerms
  readonly queue?: Partial<CallQueueOptions>
}

/** One call to a subgraph. */
export interface SubgraphCall {
  readonly body: string
  /** Headers that speak for exactly this body. */
  readonly headers: Readonly<Record<string, string>>
  /** The trace it belongs to; null or absent: none. */
  readonly traceparent?: string | null
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: CallerSignal | null
  /** Milliseconds after which its question waits no longer; null or absent, or more than the limit: the limit. */
  readonly waitMs?: number | null
}

const contentTypes = ['application/json', 'application/graphql-response+json']

/** As services of ours and most others write it: nothing has to be taken apart. */
const usualTypes = ['application/json; charset=utf-8', 'application/json']

/** Each running call has a connection: a gateway opens no more than these to one subgraph. */
const defaultQueue: CallQueueOptions = { maxRunning: 64, maxWaiting: 1000 }

const defaultBreaker: CircuitBreakerOptions = {
  failuresToOpen: 5,
  openMs: 10_000,
  nowMs: () => performance.now(),
}

const defaultWaste: BucketTerms = { capacity: 1024 * 1024, perMinute: 8 * 1024 * 1024 }

/**
 * Sends queries to one subgraph over connections that are kept open: a bounded number at a time, and
 * none for a while to a subgraph that does not answer.
 */
export class SubgraphClient {
  readonly #pool: Pool
  readonly #path: string
  readonly #deadlines: Deadlines
  readonly #breaker: CircuitBreaker
  readonly #queue: CallQueue
  readonly #waste: WasteBound
  readonly #maxAnswerBytes: number

  constructor(options: SubgraphClientOptions) {
    const { url, timeoutMs, maxAnswerBytes, breaker, queue, waste = defaultWaste } = options
    const ca = options.authorities ? { ca: [...options.authorities] } : {}
    const { origin, pathname, search } = new URL(url)
    const { maxRunning, maxWaiting } = { ...defaultQueue, ...queue }
    this.#path = pathname + search
    this.#deadlines = new Deadlines(timeoutMs)
    const circuit = { ...defaultBreaker, ...breaker }
    this.#breaker = new CircuitBreaker(circuit)
    this.#waste = new WasteBound({ ...circuit, terms: waste })
    this.#maxAnswerBytes = maxAnswerBytes
    this.#queue = new CallQueue({ maxRunning, maxWaiting })
    this.#pool = new Pool(origin, {
      connections: maxRunning,
      connect: { timeout: timeoutMs, ...ca },
      maxResponseSize: maxAnswerBytes,
      // The deadline of a call covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  }

  /**
   * The parsed body of the response; what is in it is for the caller to check, who must settle a large one.
   * @throws SubgraphFailure
   */
  async post(call: SubgraphCall): Promise<CalledResponse> {
    if (call.signal?.aborted === true) throw new SubgraphFailure('CANCELLED')
    const endCall = this.#waste.isReached() ? null : this.#breaker.enter()
    if (!endCall) throw new SubgraphFailure('CIRCUIT_OPEN')
    const deadline = this.#deadlines.start(call.signal, call.waitMs)
    let hasSlot = false
    let bytes = 0
    try {
      const turn = this.#queue.enter(deadline)
      if (turn) await turn
      hasSlot = true
      const exchanged = await exchange(this.#pool, this.#requestOf(call), deadline)
      bytes = exchanged.body.length
      const content = parseAnswer(exchanged)
      endCall('SUCCEEDED')
      return { content, settle: bytes < countedBytes ? null : this.#settleOnce(bytes) }
    } catch (error) {
      const failure = asFailure(error, call.signal)
      endCall(endOf(failure))
      this.#waste.add(asNamed(error).code === tooLarge ? this.#maxAnswerBytes : bytes)
      throw failure
    } finally {
      if (hasSlot) this.#queue.passOn()
      deadline.clear()
    }
  }

  /** How much there is to do at this moment. */
  get load(): ClientLoad {
    const { running, waiting } = this.#queue
    const circuit = this.#waste.isReached() ? 'OPEN' : this.#breaker.state
    return { circuit, running, waiting }
  }

  /** True while a call would fail at once, because the last ones did. */
  get isLeftAlone(): boolean {
    return this.#breaker.isRefusing
  }

  async close(): Promise<void> {
    this.#deadlines.stop()
    await this.#pool.destroy()
  }

  /** Whoever shares a call settles it too; the first time counts. */
  #settleOnce(bytes: number): (isUsable: boolean) => void {
    let isSettled = false
    return (isUsable) => {
      if (!isSettled && !isUsable) this.#waste.add(bytes)
      isSettled = true
    }
  }

  #requestOf({ body, headers, traceparent = null }: SubgraphCall): Dispatcher.DispatchOptions {
    const sent = [...sentHeaders]
    for (const name in headers) sent.push(name, headers[name] ?? '')
    if (traceparent !== null) sent.push('traceparent', traceparent)
    return { path: this.#path, method: 'POST', headers: sent, body }
  }
}

/** Names and values in turn. */
const sentHeaders: readonly string[] = [
  ...['content-type', 'application/json'],
  ...['accept', 'application/json'],
]

/** @throws SubgraphFailure */
function parseAnswer({ status, contentType, body }: Exchanged): unknown {
  const problem = problemOf(status, contentType)
  if (problem) throw new SubgraphFailure(problem)
  if (!isShallow(body)) throw new SubgraphFailure('BAD_ANSWER', 'nests too deep')
  const content = parseJson(body)
  if (isObject(content) && Array.isArray(content['errors']) && content['errors'].length > maxErrors)
    throw new SubgraphFailure('BAD_ANSWER', 'too many errors')
  return content
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new SubgraphFailure('BAD_ANSWER', error)
  }
}

function asFailure(error: unknown, caller: CallerSignal | null): SubgraphFailure {
  if (error instanceof SubgraphFailure) return error
  if (caller?.aborted === true) return new SubgraphFailure('CANCELLED', error)
  return new SubgraphFailure(reasonOf(error), error)
}

/** undici's code for a response over the size it may have. */
const tooLarge = 'UND_ERR_RES_EXCEEDED_MAX_SIZE'

/** Silence counts against a subgraph; a wrong answer only by its size. */
function endOf({ reason }: SubgraphFailure): CallEnd {
  if (reason === 'TIMED_OUT' || reason === 'NOT_REACHABLE') return 'FAILED'
  return reason === 'REFUSED' || reason === 'BAD_ANSWER' ? 'SUCCEEDED' : 'LEFT'
}

function problemOf(status: number, contentType: string): 'REFUSED' | 'BAD_ANSWER' | null {
  if ([401, 403, 429, 503].includes(status)) return 'REFUSED'
  if (status === 200 && usualTypes.includes(contentType)) return null
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const isGraphql = contentTypes.includes(type)
  // Some servers give 400 with a GraphQL body when a value is not valid: that body says which.
  return (status === 200 || status === 400) && isGraphql ? null : 'BAD_ANSWER'
}

function reasonOf(error: unknown): UnavailableReason {
  if (error instanceof QueueFullError) return 'OVERLOADED'
  if (error instanceof NotWaitedForError) return 'NOT_WAITED_FOR'
  const { name, code } = asNamed(error)
  if (name === 'TimeoutError' || code.endsWith('_TIMEOUT')) return 'TIMED_OUT'
  const isUnreadable = code.startsWith('HPE_') || code === tooLarge
  return isUnreadable ? 'BAD_ANSWER' : 'NOT_REACHABLE'
}

function asNamed(error: unknown): { readonly name: string; readonly code: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '' }
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown }
  return { name: String(name), code: String(code) }
}
