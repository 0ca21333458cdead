import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { buildSchema, execute, parse, validate } from 'graphql'

import { OpenExecutor } from '../../../conformance/open-executor'
import { OpenSource } from '../../../conformance/open-source'
import { findDifference, receive } from './compare'
import type { MadeOperation } from './operations'
import { makeOperation } from './operations'
import type { Pick, World } from './world'
import { makeWorld } from './world'
import type { Item, WorldData } from './world-data'
import { makeData, makeResolver } from './world-data'
import { subgraphSdl, wholeSdl } from './world-sdl'

/** Operations that were compared, and the first that came out differently. */
export interface Comparison {
  readonly compared: number
  readonly difference: string | null
}

/** Makes up a world and asks it some operations both ways: as a supergraph and as one schema. */
export async function compareWorld(pick: Pick, operations: number): Promise<Comparison> {
  const world = makeWorld(pick)
  const data = makeData(world, pick)
  const whole = buildSchema(wholeSdl(world))
  const executor = makeExecutor(world, data)
  const askWhole = makeAskWhole(whole, world, data)
  let compared = 0
  for (let tried = 0; compared < operations && tried < operations * 5; tried += 1) {
    const operation = makeOperation(whole, pick)
    if (validate(whole, parse(operation.query)).length > 0) continue
    compared += 1
    const { result } = await executor.answer(operation)
    const expected = receive(await askWhole(operation))
    const difference = findDifference(receive(result), expected)
    if (difference !== null)
      return { compared, difference: describe({ world, operation, difference }) }
  }
  return { compared, difference: null }
}

function makeAskWhole(schema: GraphQLSchema, world: World, data: WorldData) {
  const fieldResolver = makeResolver(data, world, false)
  return ({ query, variables }: MadeOperation) =>
    execute({
      schema,
      document: parse(query),
      variableValues: variables,
      rootValue: data.root,
      fieldResolver,
    })
}

function makeExecutor(world: World, data: WorldData): OpenExecutor {
  const fieldResolver = makeResolver(data, world, true)
  const schemas = new Map(
    world.subgraphs.map((name) => [name, makeSubgraph(world, subgraphSdl(world, name))]),
  )
  const composed = composeServices(
    world.subgraphs.map((name) => ({ name, typeDefs: parse(subgraphSdl(world, name)) })),
  )
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'))
  return new OpenExecutor(composed.supergraphSdl, (service) => {
    const schema = schemas.get(service)
    if (!schema) throw new Error(`No subgraph ${service}`)
    return new OpenSource(service, async (body) => {
      const { query, variables } = JSON.parse(body) as MadeOperation
      const document = parse(query)
      const problems = validate(schema, document)
      if (problems.length > 0) throw new Error(`${problems[0]?.message ?? ''} in ${query}`)
      const result = await execute({
        schema,
        document,
        variableValues: variables,
        rootValue: data.root,
        fieldResolver,
      })
      return { content: JSON.parse(JSON.stringify(result)) as unknown, settle: null }
    })
  })
}

function makeSubgraph(world: World, sdl: string): GraphQLSchema {
  const resolver = { __resolveReference: (reference: Item) => ({ ...reference }) }
  const resolvers = Object.fromEntries(world.entities.map(({ name }) => [name, resolver]))
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])
}

function describe(found: {
  readonly world: World
  readonly operation: MadeOperation
  readonly difference: string
}): string {
  const { world, operation, difference } = found
  const subgraphs = world.subgraphs.map((name) => `# ${name}\n${subgraphSdl(world, name)}`)
  return [
    ...subgraphs,
    operation.query,
    JSON.stringify(operation.variables),
    `Differs in ${difference}`,
  ].join('\n\n')
}
