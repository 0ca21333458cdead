import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { buildSchema } from 'graphql'

import type { PlanContext, Step } from './compile-plan'
import { compilePlan } from './compile-plan'
import { prepareSupergraph } from './prepared-supergraph'
import { createTypeMatcher } from './type-matcher'

/** Plans operations over one supergraph with the planner that the gateway library brings. */
export class OperationPlanner {
  /** The schema as callers see it. */
  readonly apiSchema: GraphQLSchema
  readonly #plannedSchema
  readonly #planner: QueryPlanner
  readonly #context: PlanContext

  /** @throws Error when the text is no supergraph; RefusedConstructError */
  constructor(supergraphSdl: string) {
    const supergraph = prepareSupergraph(supergraphSdl)
    const planned = Supergraph.build(supergraph.sdl)
    this.apiSchema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()
    this.#plannedSchema = planned.apiSchema()
    this.#planner = new QueryPlanner(planned)
    const schema = buildSchema(supergraphSdl, { assumeValid: true })
    this.#context = { supergraph, matches: createTypeMatcher(schema) }
  }

  /** The compiled plan of a document with one operation; null when no subgraph is needed for it. */
  plan(document: DocumentNode): Step | null {
    const operation = operationFromDocument(this.#plannedSchema, document)
    return compilePlan(this.#planner.buildQueryPlan(operation), this.#context)
  }
}
