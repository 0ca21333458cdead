import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { graphql } from 'graphql'

import { madeUpKey } from '../../../../scripts/vectors/made-up-keys'

/** A subgraph that does what most tutorials do: it answers whoever asks, and checks nothing. */
export async function startCarelessSubgraph(typeDefs: DocumentNode, field: string) {
  const schema = carelessSchema(typeDefs, field)
  const server = createServer((request, response) => {
    void answer(request, schema).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/graphql`, stop: () => stop(server) }
}

function carelessSchema(typeDefs: DocumentNode, field: string): GraphQLSchema {
  const person = { reference: 'SOMEBODY', uprn: '906700000011', telephone: '01632 960001' }
  return buildSubgraphSchema([
    {
      typeDefs,
      resolvers: {
        Person: {
          __resolveReference: (representation: object) => representation,
          [field]: () => ({ people: [person] }),
          [`${field}Echo`]: () => 'always the same',
        },
      } as never,
    },
  ])
}

async function answer(request: IncomingMessage, schema: GraphQLSchema): Promise<string> {
  if (request.url === '/.well-known/jwks.json') {
    const { kid, privateKey } = madeUpKey('careless')
    return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid }] })
  }
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly query: string
      readonly variables?: Readonly<Record<string, unknown>>
    }
    return JSON.stringify(
      await graphql({ schema, source: query, ...(variables ? { variableValues: variables } : {}) }),
    )
  } catch (error) {
    return JSON.stringify({ errors: [{ message: error instanceof Error ? error.stack : '' }] })
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
