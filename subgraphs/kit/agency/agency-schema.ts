import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode, GraphQLSchema, ObjectTypeDefinitionNode } from 'graphql'
import { Kind, print } from 'graphql'

import { BoundedCache } from '../../../common/bounded-cache'
import type { Agency } from '../../../common/register'
import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import type { Policy } from '../../../policies/policy'
import { applyAgencyShield } from '../../../policies/shield/agency-shield'
import { readClassification } from '../../../schema/classification'
import { agencySdl, referencesField } from '../../../schema/instance-sdl'
import type { AgencyContext } from '../records/agency-context'
import { agencyRestrictions } from '../records/field-restrictions'
import type { AgencyKindDefinition } from './agency-kind'
import { personResolvers } from './person-resolvers'
import { viewResolvers } from './view-resolvers'

type Resolvers = Extract<
  Parameters<typeof buildSubgraphSchema>[0],
  readonly unknown[]
>[number] extends { resolvers?: infer R }
  ? NonNullable<R>
  : never

/** Different askers whose decisions are remembered: by roles, purpose and day. */
const maxAskers = 200

/**
 * An agency's executable schema. Every field decides again whether the asker may have it, whatever
 * the hub has decided before.
 */
export function buildAgencySchema(
  agency: Agency,
  kind: AgencyKindDefinition,
  policies?: readonly Policy[],
): GraphQLSchema {
  const typeDefs = agencySdl(agency)
  const view = getViewType(typeDefs, agency)
  const viewName = view.name.value
  const ofView = { ...viewResolvers(kind.lists), ...kind.resolvers[viewName] }
  checkView(view, Object.keys(ofView))
  const resolvers = {
    ...kind.resolvers,
    [viewName]: ofView,
    Person: personResolvers(agency, referencesField(agency), kind.limitedAccessTypes),
  } as unknown as Resolvers
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }])
  return applyAgencyShield<AgencyContext>(schema, readClassification(print(typeDefs)), {
    agency: agency.code,
    sourceKind: agency.kind,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    ...(policies ? { policies } : {}),
    restrictions: agencyRestrictions,
    memory: new BoundedCache(maxAskers),
  })
}

/** The type of the agency's field on `Person`. */
function getViewType({ definitions }: DocumentNode, agency: Agency): ObjectTypeDefinitionNode {
  const types = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
  const person = types.find(({ name }) => name.value === 'Person')
  const type = person?.fields?.find(({ name }) => name.value === agency.field)?.type
  const view =
    type?.kind === Kind.NAMED_TYPE && types.find(({ name }) => name.value === type.name.value)
  if (view) return view
  throw new Error(`schema/subgraphs/${agency.kind}.graphql: Person.agency is of no type of its own`)
}

/** A list that nothing stands behind would be null: as if there were something nobody may say. */
function checkView({ name, fields }: ObjectTypeDefinitionNode, answered: readonly string[]): void {
  const missing = fields?.find((field) => !answered.includes(field.name.value))
  if (missing)
    throw new Error(`${name.value}.${missing.name.value} has neither records nor a resolver`)
}
