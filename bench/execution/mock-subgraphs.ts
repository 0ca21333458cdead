import { generateKeyPairSync } from 'node:crypto'

import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLOutputType, GraphQLSchema } from 'graphql'
import {
  execute,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  parse,
} from 'graphql'

import type { SigningKey } from '../../common/keys/keys'
import { publicKeySet, thumbprintOf } from '../../common/keys/keys'
import { readRegister } from '../../common/register'
import { listServices, portOf } from '../../common/services'
import { readSubgraphs } from '../../schema/compose'
import { serveBare, toResponse } from './bare-server'

/**
 * The person index and every agency as servers that do next to nothing: what a gateway costs is then
 * all that differs. Each answers a question it has had before with the same bytes.
 */

/** Elements of each list: the person view is about 20 kB. */
const listLength = 15

function mockValue(type: GraphQLOutputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable))
    return Array.from({ length: listLength }, () => mockValue(nullable.ofType))
  const named = getNamedType(nullable)
  if (isObjectType(named)) return { __typename: named.name }
  if (isEnumType(named)) return named.getValues()[0]?.value
  const values: Readonly<Record<string, unknown>> = { Int: 3, Float: 1.5, Boolean: true }
  return values[named.name] ?? '2012-07-07'
}

/** How many questions were answered, by all of them. */
let calls = 0

function answerWith(schema: GraphQLSchema) {
  const known = new Map<string, Promise<Buffer>>()
  const answer = async (body: string): Promise<Buffer> => {
    if (body === '') return keys
    const { query, variables } = JSON.parse(body) as {
      query: string
      variables: Record<string, unknown>
    }
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (
        source,
        args: Readonly<Record<string, unknown>>,
        _context,
        { fieldName, returnType },
      ) => {
        const given = (source as Readonly<Record<string, unknown>> | undefined)?.[fieldName]
        return given ?? personOf(args) ?? mockValue(returnType)
      },
    })
    return toResponse(JSON.stringify(result))
  }
  return (body: string): Promise<Buffer> => {
    if (body !== '') calls += 1
    const before = known.get(body)
    if (before) return before
    const response = answer(body)
    if (known.size < 1000) known.set(body, response)
    return response
  }
}

/** Whoever is looked up is there, under an id of their own; null for fields that look nobody up. */
function personOf({ value }: Readonly<Record<string, unknown>>): object | null {
  return typeof value === 'string' ? { __typename: 'Person', id: `person-${value}` } : null
}

/** Every service publishes a key: the hub seals its calls then. */
const keys = toResponse(JSON.stringify(publicKeySet([makeKey()])))

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

/**
 * @param delayMs what every agency takes to answer; the index answers at once
 * @param callsPort where to say how many calls there were
 */
function main(gatewayPort: number, delayMs: number, callsPort: number): void {
  const services = listServices(readRegister())
  const subgraphs = readSubgraphs(services)
  for (const [index, service] of services.entries()) {
    const port = portOf(service, gatewayPort)
    const sdl = subgraphs[index]?.sdl
    if (port === null || !sdl) continue
    const answer = answerWith(buildSubgraphSchema({ typeDefs: sdl }))
    serveBare({ port, answer, delayMs: service.agency ? delayMs : 0 })
  }
  const sayCalls = () => Promise.resolve(toResponse(JSON.stringify({ calls })))
  serveBare({ port: callsPort, answer: sayCalls, delayMs: 0 })
  console.log('mock subgraphs listens')
}

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]))
