import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

import { startOpenGateway } from '../../conformance/start-open-gateway'
import { StubSubgraph } from '../gateway/stub-subgraph'
import type { ConformanceCase, ConformanceGroup, SubgraphDefinition } from './group'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [
  "@key", "@external", "@requires", "@provides", "@shareable", "@override", "@inaccessible",
  "@interfaceObject", "@extends", "@composeDirective"
])`

export interface RunningGroup {
  readonly ask: (question: ConformanceCase) => Promise<Readonly<Record<string, unknown>>>
  /** What each subgraph was asked. */
  readonly stubs: ReadonlyMap<string, StubSubgraph>
  readonly stop: () => Promise<void>
}

/** Starts a group's subgraphs and a gateway over them, each on a port of its own. */
export async function startGroup({
  subgraphs,
  isUnsatisfiable = false,
}: ConformanceGroup): Promise<RunningGroup> {
  const stubs = new Map<string, StubSubgraph>()
  const stopStubs = async () => {
    await Promise.all([...stubs.values()].map((stub) => stub.stop()))
  }
  try {
    const services = []
    for (const [name, definition] of Object.entries(subgraphs)) {
      const typeDefs = parse(sdlOf(definition))
      const stub = new StubSubgraph(typeDefs, definition.resolvers)
      services.push({ name, typeDefs, url: await stub.start() })
      stubs.set(name, stub)
    }
    const gateway = await startOpenGateway({
      supergraphSdl: compose(services, !isUnsatisfiable),
      port: 0,
    })
    const stop = async () => {
      await gateway.stop()
      await stopStubs()
    }
    return { stubs, stop, ask: (question) => ask(`${gateway.url}/graphql`, question) }
  } catch (error) {
    await stopStubs()
    throw error
  }
}

function compose(
  services: Parameters<typeof composeServices>[0],
  runSatisfiability: boolean,
): string {
  const { errors, supergraphSdl } = composeServices(services, { runSatisfiability })
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
  return supergraphSdl
}

function sdlOf({ sdl, isFederation1 = false, links = '' }: SubgraphDefinition): string {
  return isFederation1 ? sdl : `${link} ${links}\n${sdl}`
}

async function ask(
  url: string,
  { query, variables }: ConformanceCase,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Readonly<Record<string, unknown>>
}
