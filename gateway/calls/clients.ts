import type { LocatedService } from '../../common/services'
import { agencyTimeoutMs } from '../../common/stop-times'
import type { CallObserver } from './call-observer'
import { noObserver } from './call-observer'
import type { SubgraphCall, SubgraphClientOptions } from './subgraph-client'
import { SubgraphClient } from './subgraph-client'

export interface ClientOptions {
  /** Default 5 s. */
  readonly timeoutMs?: number
  /** Default 8 MiB. */
  readonly maxAnswerBytes?: number
  /** Certificates (PEM) of who may vouch for agencies outside; null or absent: the public authorities. */
  readonly agencyAuthorities?: readonly string[] | null
  /** When a silent service is left alone, and for how long; default: the index for a second only. */
  readonly breaker?: SubgraphClientOptions['breaker']
  /** How much an agency may send that cannot be used, before it is left alone. */
  readonly waste?: SubgraphClientOptions['waste']
  /** Default: nobody is told how the calls go. */
  readonly observer?: CallObserver
}

/**
 * Who asks the services over the network. What is known of a service, as that it has been silent or has sent
 * what cannot be used, does not depend on the supergraph and outlives it.
 */
export interface Clients {
  /** Sends calls to a service; the same client each time. */
  readonly postTo: (
    service: LocatedService,
    url: string,
  ) => (call: SubgraphCall) => ReturnType<SubgraphClient['post']>
  /** True while nothing is asked of a service, because its last calls failed. */
  readonly isLeftAlone: (service: string) => boolean
  readonly close: () => Promise<void>
}

/** Connections are opened when first needed. */
export function createClients(options: ClientOptions): Clients {
  const { observer = noObserver } = options
  const clients = new Map<string, SubgraphClient>()
  const connect = (service: LocatedService, url: string): SubgraphClient => {
    const client = new SubgraphClient(clientOptions(service, url, options))
    observer.onClient(service.code, () => client.load)
    clients.set(service.code, client)
    return client
  }
  const postTo = (service: LocatedService, url: string) => {
    const client = clients.get(service.code) ?? connect(service, url)
    return (call: SubgraphCall) => client.post(call)
  }
  const close = async () => {
    await Promise.all([...clients.values()].map((client) => client.close()))
  }
  return { postTo, isLeftAlone: (code) => clients.get(code)?.isLeftAlone ?? false, close }
}

/** Without the index nobody is found: whether it is back is tried within a second. */
const indexBreaker = { openMs: 1000 }

function clientOptions(
  { code, role, agency }: LocatedService,
  url: string,
  {
    timeoutMs = agencyTimeoutMs,
    maxAnswerBytes = 8 * 1024 * 1024,
    breaker,
    waste,
    agencyAuthorities: authorities = null,
    observer = noObserver,
  }: ClientOptions,
): SubgraphClientOptions {
  const onChange = (isOpen: boolean) => {
    observer.onCircuit(code, isOpen)
  }
  const ofRole = role === 'index' ? indexBreaker : {}
  const trust = agency?.external && authorities ? { authorities } : {}
  const bounds = { url, timeoutMs, maxAnswerBytes, ...trust }
  const guarded = { ...bounds, breaker: { onChange, ...ofRole, ...breaker } }
  return waste ? { ...guarded, waste } : guarded
}
