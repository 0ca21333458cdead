import type { HttpServer } from '../../../common/http/server'
import type { Observing } from '../../../common/observing/observing'
import { startObserving } from '../../../common/observing/observing'
import type { SubgraphSettings } from './config'
import { startOver } from './start-over'

export interface ObservedServiceOptions {
  readonly settings: SubgraphSettings
  /** 0 takes a free one. */
  readonly port: number
  /** Default: as the settings say. */
  readonly observing?: Observing
}

/** Starts a service with its log, metrics and traces, which end when it does or when it cannot start. */
export async function startObserved(
  code: string,
  { settings, port, observing: given }: ObservedServiceOptions,
  start: (observing: Observing) => Promise<HttpServer>,
): Promise<HttpServer> {
  const observing = given ?? (await startObserving(settings.observing, { service: code, port }))
  return startOver(observing, start)
}
