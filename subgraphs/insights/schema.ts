import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { isObjectType, print } from 'graphql'

import { BoundedCache } from '../../common/bounded-cache'
import type { Agency } from '../../common/register'
import { dayOfAsking } from '../../common/tokens/hub-token-claims'
import { applyAgencyShield } from '../../policies/shield/agency-shield'
import { readClassification } from '../../schema/classification'
import { computedSdl } from '../../schema/instance-sdl'
import type { InsightsContext } from './context'
import { insightsResolvers } from './resolvers'

/** Its name in the supergraph, and the kind of source under which its agreement stands. */
export const insightsCode = 'insights'

/** Different askers whose decisions are remembered: by roles, purpose and day. */
const maxAskers = 200

/** Codes of agencies that publish nothing that can be computed over: what they know is missing in every result. */
export function unreadAgencies(
  schema: GraphQLSchema,
  register: readonly Agency[],
): readonly string[] {
  const person = schema.getType('Person')
  const read = isObjectType(person) ? person.getFields() : {}
  return register.filter(({ field }) => !(field in read)).map(({ code }) => code)
}

/** The executable schema of insights, with the rules that decide about each of its fields again. */
export function buildInsightsSchema(register: readonly Agency[]): GraphQLSchema {
  const typeDefs = computedSdl(insightsCode, register)
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: insightsResolvers }])
  const categories = new Map(readClassification(print(typeDefs)))
  // The hub has them from the index, and gets them back: by them it knows whom an answer is about.
  for (const key of ['Person.id', 'Address.id']) categories.set(key, [])
  return applyAgencyShield<InsightsContext>(schema, categories, {
    agency: insightsCode,
    sourceKind: insightsCode,
    policiesOf: ({ policies }) => policies,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    memory: new BoundedCache(maxAskers),
  })
}
