import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'

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

import type { SigningKey } from '../../common/keys'
import { publicKeySet, thumbprintOf } from '../../common/keys'
import { readRegister } from '../../common/register'
import { portsFrom } from '../../common/settings'
import { readSubgraphs } from '../../schema/compose'

/**
 * The person index and every agency as servers that do next to nothing: what a gateway costs is then
 * all that differs. Each answers a question it has had before with the same bytes.
 */

/** Elements of each list: the person view is about 20 kB. */
const listLength = 14

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

function answerWith(schema: GraphQLSchema) {
  const known = new Map<string, Promise<string>>()
  const answer = async (body: string): Promise<string> => {
    const { query, variables } = JSON.parse(body) as {
      query: string
      variables: Record<string, unknown>
    }
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (source, _args, _context, { fieldName, returnType }) => {
        const given = (source as Readonly<Record<string, unknown>> | undefined)?.[fieldName]
        return given ?? mockValue(returnType)
      },
    })
    return JSON.stringify(result)
  }
  return (body: string): Promise<string> => {
    const text = known.get(body) ?? answer(body)
    if (known.size < 1000) known.set(body, text)
    return text
  }
}

/** Every service publishes a key: the hub seals its calls then. */
const keys = JSON.stringify(publicKeySet([makeKey()]))

function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

function serve(schema: GraphQLSchema, port: number, delayMs: number): void {
  const answer = answerWith(schema)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (chunks.length === 0) send(response, keys)
      else void answer(Buffer.concat(chunks).toString('utf8')).then(later)
    })
    const later = (text: string) => {
      if (delayMs === 0) send(response, text)
      else setTimeout(send, delayMs, response, text)
    }
  })
  // Gateways are measured in turn: none is to open its connections anew each time.
  server.keepAliveTimeout = 120_000
  server.listen(port, '127.0.0.1')
}

function send(response: ServerResponse, text: string): void {
  const length = Buffer.byteLength(text)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  response.end(text)
}

/** @param delayMs what every agency takes to answer; the index answers at once */
function main(gatewayPort: number, delayMs: number): void {
  const register = readRegister()
  const ports = portsFrom(gatewayPort)
  for (const { name, sdl } of readSubgraphs(register)) {
    if (name === 'hub') continue
    const position = register.find(({ code }) => code === name)?.position
    const port = position === undefined ? ports.personIndex : ports.agency(position)
    serve(buildSubgraphSchema({ typeDefs: sdl }), port, position === undefined ? 0 : delayMs)
  }
  console.log('mock subgraphs listens')
}

main(Number(process.argv[2]), Number(process.argv[3] ?? 0))
