import type { GraphQLFieldResolver } from 'graphql'

import type { Agency } from '../../../common/register'
import type { AgencyContext } from '../records/agency-context'
import type { RecordModel } from '../records/record-collection'
import type { Connection } from '../service/database'
import type { EventTellers } from './event-teller'
import type { ListResolver } from './view-resolvers'

/** A field's resolver in an agency's subgraph. */
export type AgencyFieldResolver<Parent> = GraphQLFieldResolver<Parent, AgencyContext>

/** Resolvers by type and field. */
export type TypeResolvers = Readonly<
  Record<string, Readonly<Record<string, AgencyFieldResolver<never>>>>
>

/** A record of a kind, as the contract test of all kinds loads it and asks for it. */
export interface KindExample {
  /** One of the kind's lists, with a selection that reads something of a record. */
  readonly list: string
  readonly selection: string
  /** The parts of a record of that list beside the envelope, and what the selection gives of it. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Of a kind that discloses only with consent: the fields of a record of it, by which it is shown. */
  readonly consent?: Readonly<Record<string, unknown>>
  readonly shown: Readonly<Record<string, unknown>>
  /** Whom the kind's agreement gives nothing of that list. */
  readonly refused: { readonly role: string; readonly purpose: string }
}

/** What one kind of agency adds to the kit; an instance adds nothing but its line in the register. */
export interface AgencyKind {
  /** As the register, the kind's SDL and its agreement are called: lower case, as in `housing`. */
  readonly name: string
  /** The models of an instance by record type; `person` is one of them. */
  readonly createModels: (
    connection: Connection,
    agency: Agency,
  ) => Readonly<Record<string, RecordModel>>
  /** The record type behind each list of the kind's view. */
  readonly lists: Readonly<Record<string, string>>
  /** Lists that are not shown as they are kept, by their field. */
  readonly computedLists?: Readonly<Record<string, ListResolver>>
  /** How each list is told as events; a list without is in none. */
  readonly events: EventTellers
  /** Record types whose mark of limited access holds for everything about the person. */
  readonly limitedAccessTypes: readonly string[]
  /**
   * The record type without which nothing of a person is told: their consent, or the agency's own
   * override. To whoever asks on another ground than its records give, the person is unknown here.
   */
  readonly disclosesOnlyWith?: string
  /** What is computed; `Person` belongs to the kit. */
  readonly resolvers: TypeResolvers
}

/** A kind that the project has. */
export interface AgencyKindDefinition extends AgencyKind {
  readonly example: KindExample
}
