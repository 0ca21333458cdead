import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base'

import { createLogger } from '../../../common/observing/logger'
import { createMetrics } from '../../../common/observing/metrics'
import type { Observing } from '../../../common/observing/observing'
import { startTracing } from '../../../common/observing/start-tracing'

/** One span, as far as tests look at it. */
export interface RecordedSpan {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  /** Whatever else is sent of it. */
  readonly rest: unknown
}

/** Its enum is in a package that only the SDK depends on. */
const succeeded = JSON.parse('{"code":0}') as Parameters<Parameters<SpanExporter['export']>[1]>[0]

/** Everything that a process would write down, count and trace, kept instead. */
export interface Recording {
  readonly observing: Observing
  readonly lines: readonly string[]
  /** Each line, parsed. */
  readonly events: () => readonly Readonly<Record<string, unknown>>[]
  readonly metricsText: () => Promise<string>
  /** What was made until now; no span is made afterwards. */
  readonly spans: () => Promise<readonly RecordedSpan[]>
}

export function startRecording(service: string): Recording {
  const lines: string[] = []
  const spans: RecordedSpan[] = []
  const exporter: SpanExporter = {
    export: (batch, done) => {
      spans.push(...batch.map(recordSpan))
      done(succeeded)
    },
    shutdown: () => Promise.resolve(),
  }
  const metrics = createMetrics(service)
  const tracing = startTracing({ service, tracesUrl: null, exporter })
  const logger = createLogger({ service, level: 'debug', write: (line) => lines.push(line) })
  return {
    observing: { logger, metrics, tracing, stop: () => Promise.resolve() },
    lines,
    events: () => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    metricsText: () => metrics.text(),
    spans: async () => {
      await tracing.stop()
      return spans
    },
  }
}

function recordSpan(span: ReadableSpan): RecordedSpan {
  const { name, kind, attributes, parentSpanId, events, links, status, resource } = span
  const { traceId, spanId, traceState } = span.spanContext()
  const state = traceState?.serialize()
  const rest = { events, links, status, resource: resource.attributes, state }
  return { name, kind, traceId, spanId, parentSpanId, attributes, rest }
}
