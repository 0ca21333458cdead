import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import type { DirectiveDefinitionNode, DocumentNode, GraphQLSchema } from 'graphql'
import { buildSchema } from 'graphql'

import type { PlanContext, Step } from './compile-plan'
import { compilePlan } from './compile-plan'
import {
  declareForPlanner,
  readOperationDirectives,
  withDirectiveDefaults,
  withOperationDirectives,
} from '../../conformance/plan/operation-directives'
import { prepareSupergraph } from './prepared-supergraph'
import { createTypeMatcher } from './type-matcher'

/** Plans operations over one supergraph with the planner that the gateway library brings. */
export class OperationPlanner {
  /** The schema as callers see it. */
  readonly apiSchema: GraphQLSchema
  /** The supergraph with everything in it, also what callers do not see. */
  readonly wholeSchema: GraphQLSchema
  readonly #directives: readonly DirectiveDefinitionNode[]
  readonly #plannedSchema
  readonly #planner: QueryPlanner
  readonly #context: PlanContext

  /** @throws Error when the text is no supergraph; RefusedConstructError */
  constructor(supergraphSdl: string) {
    const supergraph = prepareSupergraph(supergraphSdl)
    const planned = Supergraph.build(supergraph.sdl)
    const apiSchema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()
    this.#directives = readOperationDirectives(supergraphSdl)
    this.apiSchema = withOperationDirectives(apiSchema, this.#directives)
    this.#plannedSchema = planned.apiSchema()
    declareForPlanner(this.#plannedSchema, this.#directives)
    this.#planner = new QueryPlanner(planned)
    this.wholeSchema = buildSchema(supergraphSdl, { assumeValid: true })
    this.#context = { supergraph, matches: createTypeMatcher(this.wholeSchema) }
  }

  /** The compiled plan of a document with one operation; null when it has none. */
  plan(document: DocumentNode): Step | null {
    const whole = withDirectiveDefaults(document, this.#directives)
    const operation = operationFromDocument(this.#plannedSchema, whole)
    try {
      return compilePlan(this.#planner.buildQueryPlan(operation), this.#context)
    } catch (error) {
      // Of some operations that no subgraph can answer the planner says so instead of planning nothing.
      if (error instanceof Error && error.message.includes('able to find any options')) return null
      throw error
    }
  }
}
