import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { buildSchema } from 'graphql'

import type { Step } from './compile-plan'
import { compilePlan } from './compile-plan'
import type { TypeMatcher } from './type-matcher'
import { createTypeMatcher } from './type-matcher'

/** Plans operations over one supergraph with the planner that the gateway library brings. */
export class OperationPlanner {
  /** The whole supergraph, with what callers do not see. */
  readonly schema: GraphQLSchema
  /** The schema as callers see it. */
  readonly apiSchema: GraphQLSchema
  readonly #plannedSchema
  readonly #planner: QueryPlanner
  readonly #matches: TypeMatcher

  /** @throws Error when the text is no supergraph */
  constructor(supergraphSdl: string) {
    const supergraph = Supergraph.build(supergraphSdl)
    this.schema = buildSchema(supergraphSdl, { assumeValid: true })
    this.#plannedSchema = supergraph.apiSchema()
    this.apiSchema = this.#plannedSchema.toGraphQLJSSchema()
    this.#planner = new QueryPlanner(supergraph)
    this.#matches = createTypeMatcher(this.schema)
  }

  /** The compiled plan of a document with one operation; null when no subgraph is needed for it. */
  plan(document: DocumentNode): Step | null {
    const operation = operationFromDocument(this.#plannedSchema, document)
    return compilePlan(this.#planner.buildQueryPlan(operation), this.#matches)
  }
}
