import type { Span, Tracer } from '@opentelemetry/api'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api'

import type { LogFields } from './log-fields'
import { pickFields } from './log-fields'
import type { TraceContext } from './traceparent'
import { readTraceparent, writeTraceparent } from './traceparent'

/** What a part of a request is called: words of ours, so that no value gets into them. */
export type SpanName = 'request' | 'agency call' | 'operation' | 'decide' | 'plan' | 'log append'

/** Who is at the other end of a part of a request. */
export type SpanRole = 'server' | 'client' | 'internal'

const kinds: Readonly<Record<SpanRole, SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
}

/** The trace a request belongs to, at one point of its way. */
export interface Trace {
  /** What is sent on with calls. */
  readonly traceparent: string
  readonly traceId: string
  /** The next part of the request; null when no spans are made. */
  readonly startSpan: (name: SpanName, role: SpanRole) => ActiveTrace | null
}

/** A part of a request that is measured, until it is ended. */
export interface ActiveTrace extends Trace {
  /** Ends it once, with fields as in the log; a `reason` or a `code` means that it failed. */
  readonly end: (fields?: LogFields) => void
}

/** A trace of somebody else's: it is passed on, and no span is made. */
class PassedTrace implements Trace {
  readonly traceparent: string
  readonly traceId: string

  constructor(context: TraceContext) {
    this.traceparent = writeTraceparent(context)
    this.traceId = context.traceId
  }

  startSpan(): null {
    return null
  }
}

class SpanTrace implements ActiveTrace {
  readonly traceparent: string
  readonly traceId: string
  readonly #tracer: Tracer
  readonly #span: Span

  constructor(tracer: Tracer, span: Span) {
    const { traceId, spanId, traceFlags } = span.spanContext()
    const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0
    this.traceparent = writeTraceparent({ traceId, spanId, isSampled })
    this.traceId = traceId
    this.#tracer = tracer
    this.#span = span
  }

  startSpan(name: SpanName, role: SpanRole): ActiveTrace {
    const parent = trace.setSpan(ROOT_CONTEXT, this.#span)
    const span = this.#tracer.startSpan(name, { kind: kinds[role] }, parent)
    return new SpanTrace(this.#tracer, span)
  }

  end(fields: LogFields = {}): void {
    for (const [name, value] of Object.entries(pickFields(fields)))
      this.#span.setAttribute(name, typeof value === 'object' ? [...value] : value)
    // Without a message: that of an error may quote a record.
    if (fields.reason !== undefined || fields.code !== undefined)
      this.#span.setStatus({ code: SpanStatusCode.ERROR })
    this.#span.end()
  }
}

/** Where the trace of a request begins in this process. */
export interface Tracing {
  /** False: no span is made for anything. */
  readonly makesSpans: boolean
  /**
   * The trace of a request that came with this `traceparent`, or with none. Null when there is nothing
   * to pass on and no spans are made.
   */
  readonly startRequest: (traceparent: string | null | undefined) => Trace | ActiveTrace | null
  /** Sends what is not sent yet. */
  readonly stop: () => Promise<void>
}

/** No spans; what comes with a trace passes it on. */
export const passedTracing: Tracing = {
  makesSpans: false,
  startRequest: (traceparent) => {
    if (traceparent === null || traceparent === undefined) return null
    const context = readTraceparent(traceparent)
    return context && new PassedTrace(context)
  },
  stop: () => Promise.resolve(),
}

/** A span for each request, below the span of its caller when it came with one. */
export function tracingWith(tracer: Tracer, stop: () => Promise<void>): Tracing {
  return {
    makesSpans: true,
    startRequest: (traceparent) => {
      const caller = readTraceparent(traceparent)
      const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, asRemote(caller)) : ROOT_CONTEXT
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent)
      return new SpanTrace(tracer, span)
    },
    stop,
  }
}

function asRemote({ traceId, spanId, isSampled }: TraceContext) {
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE
  return { traceId, spanId, traceFlags, isRemote: true }
}

/** Ends the part of a request that a request's trace is, when spans are made. */
export function endTrace(trace: Trace | ActiveTrace | null, fields: LogFields): void {
  if (trace && 'end' in trace) trace.end(fields)
}

/** Does a piece of work, as a part of the request's trace when spans are made. */
export async function inSpan<Result>(
  trace: Trace | null | undefined,
  name: SpanName,
  work: () => Promise<Result>,
): Promise<Result> {
  const span = trace?.startSpan(name, 'internal')
  if (!span) return work()
  try {
    const result = await work()
    span.end()
    return result
  } catch (error) {
    span.end({ code: 'FAILED' })
    throw error
  }
}
