import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import type { GraphQLSchema } from 'graphql'

/** Serves a subgraph by Apollo Server as it comes. */
export async function serveStock(
  schema: GraphQLSchema,
  port: number,
  createContext: () => object,
): Promise<void> {
  const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
    listen: { port, host: '127.0.0.1' },
    context: () => Promise.resolve(createContext()),
  })
  console.log(`stock subgraph listens on ${url}`)
}
