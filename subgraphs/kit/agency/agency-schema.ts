import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { print } from 'graphql'

import type { Agency } from '../../../common/register'
import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import type { Policy } from '../../../policies/policy'
import { applyAgencyShield } from '../../../policies/shield/agency-shield'
import { readClassification } from '../../../schema/classification'
import { agencySdl, referencesField } from '../../../schema/instance-sdl'
import type { AgencyContext } from '../records/agency-context'
import { findRestriction } from '../records/field-restrictions'
import type { AgencyKindDefinition } from './agency-kind'
import { personResolvers } from './person-resolvers'

type Resolvers = Extract<
  Parameters<typeof buildSubgraphSchema>[0],
  readonly unknown[]
>[number] extends { resolvers?: infer R }
  ? NonNullable<R>
  : never

/**
 * An agency's executable schema. Every field decides again whether the asker may have it, whatever
 * the hub has decided before.
 */
export function buildAgencySchema(
  agency: Agency,
  { resolvers: kindResolvers, limitedAccessTypes }: AgencyKindDefinition,
  policies?: readonly Policy[],
): GraphQLSchema {
  const typeDefs = agencySdl(agency)
  const resolvers = {
    ...kindResolvers,
    Person: personResolvers(agency, referencesField(agency), limitedAccessTypes),
  } as unknown as Resolvers
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }])
  return applyAgencyShield<AgencyContext>(schema, readClassification(print(typeDefs)), {
    agency: agency.code,
    sourceKind: agency.kind,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    ...(policies ? { policies } : {}),
    restrictionOf: findRestriction,
  })
}
