import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { print } from 'graphql'

import { BoundedCache } from '../../common/bounded-cache'
import { searchTokensCode } from '../../common/services'
import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { applyAgencyShield } from '../../policies/shield/agency-shield'
import { readClassification } from '../../schema/classification'
import { hubSubgraphSdl } from '../../schema/instance-sdl'
import type { SearchContext } from './context'
import { searchTokensResolvers } from './resolvers'

/** Different askers whose decisions are remembered: by roles, purpose and day. */
const maxAskers = 200

/** The executable schema, with the rules that decide about each of its fields again. */
export function buildSearchTokensSchema(): GraphQLSchema {
  const typeDefs = hubSubgraphSdl(searchTokensCode, [])
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: searchTokensResolvers }])
  const categories = new Map(readClassification(print(typeDefs)))
  // No caller can select it; the hub's planner does, to ask the index.
  categories.set('PersonSearch.tokens', [])
  return applyAgencyShield<SearchContext>(schema, categories, {
    agency: searchTokensCode,
    sourceKind: searchTokensCode,
    policiesOf: ({ policies }) => policies,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    memory: new BoundedCache(maxAskers),
  })
}
