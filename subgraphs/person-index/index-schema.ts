import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { print } from 'graphql'

import { BoundedCache } from '../../common/bounded-cache'
import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { applyAgencyShield } from '../../policies/shield/agency-shield'
import { readClassification } from '../../schema/classification'
import { hubSubgraphSdl, referencesField } from '../../schema/instance-sdl'
import type { IndexContext } from './index-context'
import { indexResolvers } from './resolvers'

/** Different askers whose decisions are remembered: by roles, purpose and day. */
const maxAskers = 200

/** The person index's executable schema, with the rules that decide about each of its fields. */
export function buildIndexSchema(register: readonly Agency[]): GraphQLSchema {
  const typeDefs = hubSubgraphSdl(personIndexCode, register)
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: indexResolvers(register) }])
  const categories = new Map(readClassification(print(typeDefs)))
  // No caller can select these; the hub's planner does, to ask the agencies.
  categories.set('Person.isAddressProtected', [])
  for (const agency of register) categories.set(`Person.${referencesField(agency)}`, [])
  return applyAgencyShield<IndexContext>(schema, categories, {
    agency: personIndexCode,
    sourceKind: personIndexCode,
    policiesOf: ({ policies }) => policies,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    memory: new BoundedCache(maxAskers),
  })
}
