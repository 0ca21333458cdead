import { buildSubgraphSchema } from '@apollo/subgraph'
import { GraphQLError, parse } from 'graphql'

import { HubError } from '../../../../common/errors'
import type { HttpServer } from '../../../../common/http/server'
import type { KeyFinder } from '../../../../common/keys/keys'
import { findAmong } from '../../../../common/keys/keys'
import { createLogger } from '../../../../common/observing/logger'
import { unobserved } from '../../../../common/observing/observing'
import { asReferenceResolver } from '../../../../subgraphs/kit/service/reference-resolver'
import { ServiceCounts } from '../../../../subgraphs/kit/service/service-counts'
import { startSubgraphService } from '../../../../subgraphs/kit/service/subgraph-service'
import { makeSigningKey } from '../../../helpers/signed-call'

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { greeting: String, refusal: String, failure: String, withheld: String, slow: String }
  type Person @key(fields: "id") { id: ID! name: String }
`)

/** A subgraph that greets, and fails in each of the ways there are. */
export class GreetingService {
  readonly hubKey = makeSigningKey()
  /** What it wrote down, a line each. */
  readonly log: string[] = []
  /** Where its resolvers are. */
  readonly file = __filename
  isDatabaseUp = true
  /** Called when it is asked what it never answers. */
  onSlow: () => void = () => undefined

  start(port = 0, hubKeys: KeyFinder = findAmong([this.hubKey])): Promise<HttpServer> {
    const logger = createLogger({
      ...{ service: 'test-agency', level: 'debug' },
      write: (line) => this.log.push(line),
    })
    return startSubgraphService({
      code: 'test-agency',
      host: '127.0.0.1',
      port,
      schema: buildSubgraphSchema([{ typeDefs, resolvers: this.#resolvers() }]),
      database: { isUp: () => Promise.resolve(this.isDatabaseUp) },
      hubKeys,
      createContext: (claims) => ({ claims }),
      counts: new ServiceCounts(),
      recordTypes: [],
      observing: { ...unobserved, logger },
    })
  }

  #resolvers() {
    return {
      Query: {
        greeting: () => 'good morning',
        refusal: () => {
          throw new HubError('BAD_USER_INPUT', 'Argument "first" is too long.', {
            reason: 'TOO_LONG',
          })
        },
        failure: () => {
          throw new Error('Victor Ashdown was not found at mongodb://10.0.0.7')
        },
        withheld: () => {
          throw new GraphQLError('withheld', { extensions: { code: 'WITHHELD', secret: 'x' } })
        },
        slow: () => {
          this.onSlow()
          return new Promise(() => undefined)
        },
      },
      Person: {
        __resolveReference: asReferenceResolver(({ id }: { id: string }) => {
          if (id === 'broken') throw new Error('synchronous')
          return { id, name: `name of ${id}` }
        }),
      },
    }
  }
}
