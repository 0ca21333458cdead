import type { GraphQLFieldResolver } from 'graphql'

import type { Agency } from '../../../common/register'
import type { AgencyContext } from '../records/agency-context'
import type { RecordModel } from '../records/record-collection'
import type { Connection } from '../service/database'

/** A field's resolver in an agency's subgraph. */
export type AgencyFieldResolver<Parent> = GraphQLFieldResolver<Parent, AgencyContext>

/** Resolvers by type and field. */
export type TypeResolvers = Readonly<
  Record<string, Readonly<Record<string, AgencyFieldResolver<never>>>>
>

/** What one kind of agency adds to the kit; an instance adds nothing but its line in the register. */
export interface AgencyKindDefinition {
  /** The models of an instance by record type; `person` is one of them. */
  readonly createModels: (
    connection: Connection,
    agency: Agency,
  ) => Readonly<Record<string, RecordModel>>
  /** Record types whose mark of limited access holds for everything about the person. */
  readonly limitedAccessTypes: readonly string[]
  /** Resolvers of the kind's own types; `Person` belongs to the kit. */
  readonly resolvers: TypeResolvers
}
