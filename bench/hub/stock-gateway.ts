// First of all imports: see there.
import '../../gateway/telemetry/config'

import { randomUUID } from 'node:crypto'

import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'

import type { SigningKey } from '../../common/keys/keys'
import { openSigningKey } from '../../common/keys/keys'
import { signHubToken } from '../../common/tokens/hub-token'
import { hubIssuer } from '../../common/tokens/hub-token-terms'
import { readGatewaySettings } from '../../gateway/config'
import { benchStatements } from './open-enquiry'

/**
 * @apollo/gateway as it comes, over the same subgraphs: no policy, no enquiry, no coverage, no log.
 * It signs its calls, because the agencies answer nobody else.
 */
class SigningDataSource extends RemoteGraphQLDataSource {
  readonly #service: string
  readonly #key: SigningKey

  constructor(url: string, service: string, key: SigningKey) {
    super({ url })
    this.#service = service
    this.#key = key
  }

  override willSendRequest({ request }: GraphQLDataSourceProcessOptions): void {
    const { http, ...sent } = request
    const call = {
      aud: this.#service,
      sub: 'bench',
      homeAgency: 'bench',
      roles: ['mash.analyst'],
      purpose: 'ADULT_SAFEGUARDING',
      legalPower: 'Care Act 2014 s.45',
      enquiryId: 'bench',
      caseReference: 'BENCH-0001',
      stated: benchStatements,
      requestId: randomUUID(),
    }
    const token = signHubToken(call, { body: JSON.stringify(sent), key: this.#key })
    http?.headers.set('authorization', `Bearer ${token}`)
  }
}

async function main(port: number): Promise<void> {
  const settings = readGatewaySettings()
  const key = openSigningKey(settings.dataFolder, hubIssuer)
  const urls = new Map(
    settings.services.map(({ code, url }) => [code, url ?? 'http://none.invalid']),
  )
  const gateway = new ApolloGateway({
    supergraphSdl: settings.supergraphSdl,
    buildService: ({ name }) => new SigningDataSource(urls.get(name) ?? '', name, key),
  })
  const server = new ApolloServer({ gateway })
  const { url } = await startStandaloneServer(server, { listen: { port, host: settings.host } })
  console.log(`stock gateway listens on ${url}`)
}

void main(Number(process.argv[2]))
