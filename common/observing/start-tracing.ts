import type { SpanExporter } from '@opentelemetry/sdk-trace-base'

import type { Tracing } from './trace'
import { passedTracing, tracingWith } from './trace'

export interface TracingOptions {
  readonly service: string
  /** An OTLP/HTTP address without a path. */
  readonly tracesUrl: string | null
  /** Takes the spans instead. */
  readonly exporter?: SpanExporter
}

/**
 * Makes and sends spans when there is somewhere to send them; else nothing of the SDK is even loaded.
 * No detectors run: they ask the cloud's metadata addresses (hazard 16). Nothing is registered with
 * the API either, so that no library adds spans of its own with what it likes in them.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { service, tracesUrl } = options
  const exporter = options.exporter ?? (tracesUrl === null ? null : await otlpExporter(tracesUrl))
  if (!exporter) return passedTracing
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base')
  const { Resource } = await import('@opentelemetry/resources')
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const tracer = provider.getTracer('sightline')
  return tracingWith(tracer, () => provider.shutdown().catch(() => undefined))
}

async function otlpExporter(tracesUrl: string): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  return new OTLPTraceExporter({ url: `${tracesUrl.replace(/\/$/, '')}/v1/traces` })
}
