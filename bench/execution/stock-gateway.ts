// First of all imports: see there.
import '../../gateway/telemetry/config'

import { readFileSync } from 'node:fs'

import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'

/** @apollo/gateway in its own server, as they come: no policy, no tokens, no log. */
async function main(file: string, port: number): Promise<void> {
  const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file, 'utf8') })
  const server = new ApolloServer({ gateway })
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } })
  console.log(`stock gateway listens on ${url}`)
}

void main(process.argv[2] ?? '', Number(process.argv[3]))
