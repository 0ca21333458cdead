import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'graphql'

import type { LocatedService, ServiceRole } from '../../common/services'
import { agencyTimeoutMs } from '../../common/stop-times'
import { referencesField } from '../../schema/instance-sdl'
import type { AnswerShape } from '../answer/answer-shape'
import { readAnswerShape } from '../answer/answer-shape'
import type { FetchSource, PlannedFetch } from '../plan/planned-fetch'
import { echoFrom, sameId } from './answered-for'
import type { CallObserver } from './call-observer'
import { noObserver } from './call-observer'
import type { ExecutionContext } from './execution-context'
import { LocalSource } from './local-source'
import type { SubgraphCall, SubgraphClientOptions } from './subgraph-client'
import { SubgraphClient } from './subgraph-client'
import { SubgraphSource } from './subgraph-source'

export interface SourcesOptions {
  readonly supergraphSdl: string
  /** Every subgraph of the supergraph. */
  readonly services: readonly LocatedService[]
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
  /** The subgraph that runs inside the gateway. */
  readonly hubSchema: GraphQLSchema
}

/** The source of a subgraph by its name, the same one each time. @throws Error for an unknown name */
export type SourceFinder = (service: string) => FetchSource<ExecutionContext>

/** The source of every subgraph. */
export interface Sources {
  readonly sourceFor: SourceFinder
  /** True while nothing is asked of a service, because its last calls failed. */
  readonly isLeftAlone: (service: string) => boolean
  readonly close: () => Promise<void>
}

/** Connects every subgraph of the supergraph; connections are opened when first needed. */
export function createSources(options: SourcesOptions): Sources {
  const shapeOf = createShapeReader(options.supergraphSdl)
  const { observer = noObserver } = options
  const clients = new Map<string, SubgraphClient>()
  const agencyFields = agencyFieldsOf(options.services)
  const connect = (service: LocatedService, url: string): SubgraphClient => {
    const client = new SubgraphClient(clientOptions(service, url, options))
    observer.onClient(service.code, () => client.load)
    clients.set(service.code, client)
    return client
  }
  const makeSource: SourceFinder = (code) => {
    const service = options.services.find((one) => one.code === code)
    if (!service) throw new Error(`The supergraph has a subgraph "${code}" that is not registered`)
    if (service.url === null) return new LocalSource(code, options.hubSchema)
    const client = connect(service, service.url)
    const post = (call: SubgraphCall) => client.post(call)
    const about = { ...describeService(service), agencyFields }
    return new SubgraphSource({ service: code, post, shapeOf, observer, ...about })
  }
  const known = new Map<string, FetchSource<ExecutionContext>>()
  const sourceFor: SourceFinder = (service) => {
    const source = known.get(service) ?? makeSource(service)
    known.set(service, source)
    return source
  }
  const close = async () => {
    await Promise.all([...clients.values()].map((client) => client.close()))
  }
  const isLeftAlone = (service: string) => clients.get(service)?.isLeftAlone ?? false
  return { sourceFor, isLeftAlone, close }
}

/** That an agency holds something is told of none that hides it. */
function agencyFieldsOf(services: readonly LocatedService[]): ReadonlyMap<string, string> {
  return new Map(
    services.flatMap(({ code, agency }) =>
      agency && !agency.existenceProtected ? [[code, agency.field] as const] : [],
    ),
  )
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
  }: SourcesOptions,
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

function describeService({ displayName, role, agency }: LocatedService) {
  return {
    words: { displayName, silenceMeans: silenceMeans[role] },
    answeredFor: agency ? echoFrom(agency) : sameId,
    // An agency that may hold sealed records is always asked, so that time tells nothing.
    referencesField: agency && !agency.existenceProtected ? referencesField(agency) : null,
  }
}

const silenceMeans: Readonly<Record<ServiceRole, string>> = {
  agency: 'Its records are missing here; that does not mean it has none.',
  index: 'Without it no agency can be asked, so nothing is known about anybody.',
  search: 'Nobody can be looked for by name; that says nothing about who is known.',
  computed: 'What it works out is missing here; that does not mean there is nothing to say.',
  hub: 'What the hub itself knows is missing here.',
}

/** Shapes are kept for as long as the plan they belong to. */
function createShapeReader(supergraphSdl: string) {
  const schema = buildSchema(supergraphSdl, { assumeValid: true })
  const known = new WeakMap<PlannedFetch, AnswerShape>()
  return (fetch: PlannedFetch): AnswerShape => {
    const shape = known.get(fetch) ?? readAnswerShape(schema, fetch.document)
    known.set(fetch, shape)
    return shape
  }
}
