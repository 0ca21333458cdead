import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'graphql'

import type { LocatedService, ServiceRole } from '../../common/services'
import { referencesField } from '../../schema/instance-sdl'
import type { AnswerShape } from '../answer/answer-shape'
import { readAnswerShape } from '../answer/answer-shape'
import type { FetchSource, PlannedFetch } from '../plan/planned-fetch'
import { echoFrom, sameId } from './answered-for'
import { noObserver } from './call-observer'
import type { ClientOptions, Clients } from './clients'
import { createClients } from './clients'
import type { ExecutionContext } from './execution-context'
import { LocalSource } from './local-source'
import { SubgraphSource } from './subgraph-source'

export interface SourcesOptions extends ClientOptions {
  readonly supergraphSdl: string
  /** Every subgraph of the supergraph. */
  readonly services: readonly LocatedService[]
  /** The subgraph that runs inside the gateway. */
  readonly hubSchema: GraphQLSchema
  /** Who asks over the network, whatever the supergraph; default: clients of these sources alone. */
  readonly clients?: Clients
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
  const { observer = noObserver, clients = createClients(options) } = options
  const agencyFields = agencyFieldsOf(options.services)
  const makeSource: SourceFinder = (code) => {
    const service = options.services.find((one) => one.code === code)
    if (!service) throw new Error(`The supergraph has a subgraph "${code}" that is not registered`)
    const { url } = service
    if (url === null) return new LocalSource(code, options.hubSchema)
    const post = clients.postTo(service, url)
    const about = { ...describeService(service), agencyFields }
    return new SubgraphSource({ service: code, post, shapeOf, observer, ...about })
  }
  const known = new Map<string, FetchSource<ExecutionContext>>()
  const sourceFor: SourceFinder = (service) => {
    const source = known.get(service) ?? makeSource(service)
    known.set(service, source)
    return source
  }
  return { sourceFor, isLeftAlone: clients.isLeftAlone, close: clients.close }
}

/** That an agency holds something is told of none that hides it. */
function agencyFieldsOf(services: readonly LocatedService[]): ReadonlyMap<string, string> {
  return new Map(
    services.flatMap(({ code, agency }) =>
      agency && !agency.existenceProtected ? [[code, agency.field] as const] : [],
    ),
  )
}

function describeService({ displayName, role, agency }: LocatedService) {
  return {
    words: { displayName, silenceMeans: silenceMeans[role] },
    answeredFor: agency ? echoFrom(agency) : sameId,
    // An agency that may hold sealed records is always asked, so that time tells nothing.
    referencesField: agency && !agency.existenceProtected ? referencesField(agency) : null,
    // Without the index nobody is found, and what is worked out has to wait for whoever is waited for.
    mayBeLate: agency !== null,
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
