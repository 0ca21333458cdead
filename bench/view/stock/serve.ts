import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'

import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import type { GraphQLSchema } from 'graphql'

/** Serves a subgraph by Apollo Server as it comes. */
export async function serveStock(
  schema: GraphQLSchema,
  port: number,
  createContext: () => object,
): Promise<void> {
  keepConnections()
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
    listen: { port, host: '127.0.0.1' },
    context: () => Promise.resolve(createContext()),
  })
  console.log(`stock subgraph listens on ${url}`)
}

/**
 * Keeps connections longer than a gateway rests between its turns: it would send questions into those
 * that are just being closed. The server of its own has no option for it.
 */
function keepConnections(): void {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { readonly server: Server }
    server.keepAliveTimeout = 120_000
  })
}
