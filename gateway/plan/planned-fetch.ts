import type { DocumentNode } from 'graphql'

import type { JsonObject } from '../../common/json'
import type { RequiredInputs } from './required-inputs'

/**
 * One query of a plan to one subgraph: the same object every time the plan runs, so that what is known of
 * it can be kept by it.
 */
export interface PlannedFetch {
  readonly service: string
  readonly query: string
  readonly document: DocumentNode
  /** The body up to the variables: what follows is their JSON and a brace. */
  readonly bodyStart: string
  /** Where in the operation it belongs, by fetched names; lists are `@`. Empty for a root fetch. */
  readonly path: readonly string[]
  /** Names of the planner's own in its answer, and what they become in the joined one. */
  readonly renamed: ReadonlyMap<string, string>
  /** What of others its subgraph is given to compute with; null: nothing. */
  readonly inputs: RequiredInputs | null
}

/** A path into an answer, by fetched names and indexes of lists. */
export type ResponsePath = readonly (string | number)[]

/** A planned fetch with what this request adds to it. */
export interface FetchRequest<Context> {
  readonly fetch: PlannedFetch
  /** `representations` among them when entities are asked for. */
  readonly variables: JsonObject
  readonly context: Context
  /** Where in the answer each representation belongs, or for a root fetch its one path. */
  readonly pathsOf: () => readonly ResponsePath[]
}

/** Asks one subgraph: gives `data`, where `_entities` has one element for each representation. */
export interface FetchSource<Context> {
  readonly fetch: (request: FetchRequest<Context>) => Promise<JsonObject | null>
}

/** The start of a request's body, which is the same every time. */
export function bodyStartOf(query: string): string {
  return `{"query":${JSON.stringify(query)},"variables":`
}

/** The whole body of a request. */
export function bodyOf(bodyStart: string, variables: JsonObject): string {
  return `${bodyStart}${JSON.stringify(variables)}}`
}
