import type { DocumentNode } from 'graphql'

import type { AnswerObject } from '../answer/answer-shape'

/** One question to one subgraph: the same object every time its plan runs. */
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
  /** True when the plan changes its answer before it is joined. */
  readonly isRewritten: boolean
  /** Lists of the whole operation, by path, in which later fetches of the plan add to the objects. */
  readonly enteredLists: ReadonlySet<string>
}

/** A path into an answer, by fetched names and places in lists. */
export type AnswerPath = readonly (string | number)[]

/** A planned question with what this request adds to it. */
export interface FetchRequest<Context> {
  readonly fetch: PlannedFetch
  /** `representations` among them when entities are asked for. */
  readonly variables: AnswerObject
  readonly context: Context
  /** Where in the answer each representation belongs, or for a root fetch its one place. */
  readonly placesOf: () => readonly AnswerPath[]
}

/** Asks one subgraph: gives `data`, where `_entities` has one element for each representation. */
export interface FetchSource<Context> {
  readonly fetch: (request: FetchRequest<Context>) => Promise<AnswerObject | null>
}

/** What the body of a question starts with. */
export function bodyStartOf(query: string): string {
  return `{"query":${JSON.stringify(query)},"variables":`
}

/** The whole body of a question. */
export function bodyOf({ bodyStart }: PlannedFetch, variables: AnswerObject): string {
  return `${bodyStart}${JSON.stringify(variables)}}`
}
