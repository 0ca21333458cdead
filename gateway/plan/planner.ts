import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import type { DocumentNode, GraphQLSchema } from 'graphql'
import { buildSchema, print } from 'graphql'

import type { PlanContext, Step } from './compile-plan'
import { compilePlan } from './compile-plan'
import type { FetchGuard } from './fetch-guard'
import type { Plumbing } from './permitted-document'
import type { ExtendPlanner, PlannerExtension } from './planner-extension'
import { findPlumbing } from './plumbing'
import { prepareSupergraph } from './prepared-supergraph'
import { DroppedRequirementError, findRequirements } from './sent-requirements'
import { createAbstractTest, createTypeMatcher } from './type-matcher'

/** Plans operations over one supergraph with the query planner of @apollo/gateway. */
export class OperationPlanner {
  /** The schema as callers see it. */
  readonly apiSchema: GraphQLSchema
  /** The supergraph with everything in it, also what callers do not see. */
  readonly wholeSchema: GraphQLSchema
  readonly #extension: PlannerExtension | null
  readonly #plannedSchema
  readonly #planner: QueryPlanner
  readonly #context: Omit<PlanContext, 'permitted'>
  readonly #plumbing: Plumbing

  /** @throws Error when the text is no supergraph; RefusedConstructError */
  constructor(supergraphSdl: string, extend?: ExtendPlanner) {
    const supergraph = prepareSupergraph(supergraphSdl)
    const extension = extend?.(supergraphSdl, supergraph) ?? null
    const given = extension?.supergraph ?? supergraph
    const planned = Supergraph.build(print(given))
    const apiSchema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()
    this.apiSchema = extension?.extendApiSchema(apiSchema) ?? apiSchema
    this.#plannedSchema = planned.apiSchema()
    extension?.extendPlannedSchema(this.#plannedSchema)
    this.#planner = new QueryPlanner(planned)
    this.wholeSchema = buildSchema(supergraphSdl, { assumeValid: true })
    const matches = createTypeMatcher(this.wholeSchema)
    const isAbstract = createAbstractTest(this.wholeSchema)
    this.#context = { extension, matches, isAbstract, requirementOf: findRequirements(given) }
    this.#extension = extension
    this.#plumbing = findPlumbing(supergraph, this.apiSchema)
  }

  /**
   * The compiled plan of a document with one operation; null when it has none.
   * @param guard what the plan may fetch; absent where there is no policy
   * @throws UndecidedFetchError
   */
  plan(document: DocumentNode, guard?: FetchGuard): Step | null {
    const { wholeSchema: schema } = this
    const permitted = guard ? { guard, schema, ...this.#plumbing } : null
    const whole = this.#extension?.completeDocument(document) ?? document
    const operation = operationFromDocument(this.#plannedSchema, whole)
    try {
      const plan = this.#planner.buildQueryPlan(operation)
      return compilePlan(plan, { ...this.#context, permitted })
    } catch (error) {
      if (error instanceof DroppedRequirementError) return null
      // Of some operations that no subgraph can answer the planner says so instead of planning nothing.
      if (error instanceof Error && error.message.includes('able to find any options')) return null
      throw error
    }
  }
}
