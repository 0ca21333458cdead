import { createRequire } from 'node:module'

import type * as Exporter from '@opentelemetry/exporter-trace-otlp-http'
import type * as Resources from '@opentelemetry/resources'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'
import type * as Sdk from '@opentelemetry/sdk-trace-base'

import type { Tracing } from './trace'
import { passedTracing, tracingWith } from './trace'

export interface TracingOptions {
  readonly service: string
  /** An OTLP/HTTP address without a path. */
  readonly tracesUrl: string | null
  /** Takes the spans instead. */
  readonly exporter?: SpanExporter
}

/** Whoever takes the spans must not keep a process from stopping. */
const stopLimitMs = 2000

/** Loads a package when it is needed; `import()` would need a flag under jest. */
const load = createRequire(__filename)

/**
 * Makes and sends spans when there is somewhere to send them; else nothing of the SDK is even loaded.
 * No detectors run: they ask the cloud's metadata addresses (hazard 16). Nothing is registered with
 * the API either, so that no library adds spans of its own with what it likes in them.
 */
export function startTracing(options: TracingOptions): Tracing {
  const { service, tracesUrl } = options
  const exporter = options.exporter ?? (tracesUrl === null ? null : otlpExporter(tracesUrl))
  if (!exporter) return passedTracing
  const { BasicTracerProvider, BatchSpanProcessor } = load(
    '@opentelemetry/sdk-trace-base',
  ) as typeof Sdk
  const { Resource } = load('@opentelemetry/resources') as typeof Resources
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const tracer = provider.getTracer('sightline')
  return tracingWith(tracer, () =>
    Promise.race([provider.shutdown().catch(() => undefined), after(stopLimitMs)]),
  )
}

function otlpExporter(tracesUrl: string): SpanExporter {
  const { OTLPTraceExporter } = load('@opentelemetry/exporter-trace-otlp-http') as typeof Exporter
  return new OTLPTraceExporter({ url: `${tracesUrl.replace(/\/$/, '')}/v1/traces` })
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
