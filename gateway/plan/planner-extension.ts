import type { Schema } from '@apollo/federation-internals'
import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import type { DocumentNode, GraphQLSchema } from 'graphql'

/** A fetch of entities from one subgraph, and what each of them sends of itself. */
export interface EntityFetch {
  readonly document: DocumentNode
  /** The text of the document. */
  readonly query: string
  readonly requires: readonly QueryPlanSelectionNode[]
}

/** Reads fetches that were planned over a supergraph in which fields were renamed. */
export interface FetchExtension {
  /** The fetch in the subgraph's own names: several when not all of its inputs can be sent together. */
  readonly splitFetch: (service: string, fetch: EntityFetch) => readonly EntityFetch[]
  /** The name under which a subgraph knows what the plan has under another. */
  readonly realName: (name: string) => string
}

/**
 * What a planner needs for constructs that the hub's composition refuses, so that it can also plan
 * over supergraphs of others.
 */
export interface PlannerExtension extends FetchExtension {
  /** The supergraph as the planner is given it. */
  readonly supergraph: DocumentNode
  /** The schema as callers see it, with directives that they may write in operations. */
  readonly extendApiSchema: (schema: GraphQLSchema) => GraphQLSchema
  /** Makes those directives known to the planner's schema. */
  readonly extendPlannedSchema: (schema: Schema) => void
  /** The document as it is planned. */
  readonly completeDocument: (document: DocumentNode) => DocumentNode
}

/** Makes an extension for one supergraph: its text, and the same without keys that mislead. */
export type ExtendPlanner = (supergraphSdl: string, supergraph: DocumentNode) => PlannerExtension
