import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'

import { findAmong } from '../../../../common/keys/keys'
import { unobserved } from '../../../../common/observing/observing'
import { ServiceCounts } from '../../../../subgraphs/kit/service/service-counts'
import type { StartService } from '../../../../subgraphs/kit/service/service-start'
import { startSubgraphService } from '../../../../subgraphs/kit/service/subgraph-service'

const typeDefs = parse('type Query { sum(of: [Int!]!): Int }')
const resolvers = {
  Query: {
    sum: (_: unknown, { of }: { readonly of: readonly number[] }) =>
      of.reduce((sum, one) => sum + one, 0),
  },
}

/** A service that works out what it answers: it has no database. */
export const startService: StartService = ({
  settings,
  port,
  mongodbUri,
  hubKeys,
  observing = unobserved,
}) => {
  if (mongodbUri !== null) throw new Error('A computed service was given a database')
  return startSubgraphService({
    code: 'tiny',
    host: settings.host,
    port,
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    database: null,
    hubKeys: hubKeys ?? findAmong([]),
    createContext: (claims) => ({ claims }),
    counts: new ServiceCounts(),
    recordTypes: [],
    observing,
  })
}
