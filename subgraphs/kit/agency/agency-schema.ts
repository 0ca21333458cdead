import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode, GraphQLSchema, ObjectTypeDefinitionNode } from 'graphql'
import { Kind, print } from 'graphql'

import { BoundedCache } from '../../../common/bounded-cache'
import type { Agency } from '../../../common/register'
import { dayOfAsking } from '../../../common/tokens/hub-token-claims'
import { applyAgencyShield } from '../../../policies/shield/agency-shield'
import { readClassification, rowCategoriesOf } from '../../../schema/classification'
import type { SdlReader } from '../../../schema/instance-sdl'
import { agencySdl, echoField, readSdlFile } from '../../../schema/instance-sdl'
import type { AgencyContext } from '../records/agency-context'
import { agencyRestrictions } from '../records/field-restrictions'
import type { AgencyKind } from './agency-kind'
import { eventResolvers } from './event-resolvers'
import type { EventTellers } from './event-teller'
import { involvements, involvementTeller } from './involvements'
import { personResolvers } from './person-resolvers'
import type { ListResolver } from './view-resolvers'
import { listOf, viewResolvers } from './view-resolvers'

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
  kind: AgencyKind,
  read: SdlReader = readSdlFile,
): GraphQLSchema {
  const typeDefs = agencySdl(agency, read)
  const view = getViewType(typeDefs, agency)
  const viewName = view.name.value
  const ofView = resolversOfView(kind, viewName)
  checkView(view, Object.keys(ofView))
  checkEvents(view, tellersOf(kind))
  if (kind.disclosesOnlyWith !== undefined) checkNamesNobody(typeDefs, agency)
  const resolvers = {
    ...kind.resolvers,
    [viewName]: ofView,
    Person: personResolvers(agency, kind),
  } as unknown as Resolvers
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }])
  return applyAgencyShield<AgencyContext>(schema, readClassification(print(typeDefs)), {
    agency: agency.code,
    sourceKind: agency.kind,
    factsOf: ({ claims }) => ({ ...claims, askedOn: dayOfAsking(claims) }),
    policiesOf: ({ policies }) => policies,
    restrictions: agencyRestrictions,
    open: [`Person.${echoField(agency)}`],
    memory: new BoundedCache(maxAskers),
  })
}

/** Its own lists, what every agency offers, and what the kind computes. */
function resolversOfView(kind: AgencyKind, viewName: string) {
  const namesOthers = kind.disclosesOnlyWith === undefined
  const recordTypes = { ...kind.lists, [involvements.list]: involvements.recordType }
  const asKept = Object.entries(recordTypes).map(([field, type]): [string, ListResolver] => [
    field,
    listOf(type),
  ])
  const lists: Readonly<Record<string, ListResolver>> = {
    ...Object.fromEntries(asKept),
    ...kind.computedLists,
  }
  return {
    ...viewResolvers(lists),
    ...eventResolvers({ viewName, lists, tellers: tellersOf(kind), namesOthers }),
    ...kind.resolvers[viewName],
  }
}

function tellersOf(kind: AgencyKind): EventTellers {
  return { ...kind.events, [involvements.list]: involvementTeller }
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

/** Somebody else in a record may be somebody of whom nothing may be told. */
const sharedEvent = 'Event'

function checkNamesNobody({ definitions }: DocumentNode, { kind }: Agency): void {
  for (const node of definitions)
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value !== sharedEvent)
      for (const field of node.fields ?? [])
        if (print(field.type).includes('InvolvedPerson'))
          throw new Error(
            `${kind} discloses only with consent: ${node.name.value}.${field.name.value} must not name others`,
          )
}

/** A list that nothing stands behind would be null: as if there were something nobody may say. */
function checkView({ name, fields }: ObjectTypeDefinitionNode, answered: readonly string[]): void {
  const missing = fields?.find((field) => !answered.includes(field.name.value))
  if (missing)
    throw new Error(`${name.value}.${missing.name.value} has neither records nor a resolver`)
}

/** The hub decides about the categories that the SDL names: an event of another would be told undecided. */
function checkEvents({ name, fields }: ObjectTypeDefinitionNode, tellers: EventTellers): void {
  const events = fields?.find((field) => field.name.value === 'events')
  const rows = (events && rowCategoriesOf(events)) ?? []
  for (const [list, { category }] of Object.entries(tellers)) {
    if (!fields?.some((field) => field.name.value === list))
      throw new Error(`${name.value} has no list ${list}, and events are told of it`)
    if (!rows.includes(category))
      throw new Error(`${name.value}: @view(events: [...]) lacks ${category}, as ${list} are told`)
  }
}
