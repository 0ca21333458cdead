import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  ResponsePath,
} from '@apollo/query-planner'
import { parse } from 'graphql'

import type { PlannedFetch } from './planned-fetch'
import { bodyStartOf } from './planned-fetch'
import type { Picker } from './requires'
import { compilePicker } from './requires'
import type { Rewriter } from './rewrites'
import { compileRewrites } from './rewrites'
import type { TypeMatcher } from './type-matcher'

/** A plan with everything in it that does not depend on the request worked out. */
export type Step =
  | { readonly kind: 'Sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'Parallel'; readonly steps: readonly Step[] }
  | FetchStep

export interface FetchStep {
  readonly kind: 'Fetch'
  readonly fetch: PlannedFetch
  /** Names of the operation's variables that its query uses. */
  readonly variables: readonly string[]
  /** What each object sends of itself; null for a query of its own. */
  readonly pick: Picker | null
  readonly rewriteInput: Rewriter | null
  readonly rewriteOutput: Rewriter | null
}

/**
 * Compiles what the planner made; null when it found nothing to do.
 * @throws Error for what the hub does not do: @defer, subscriptions, conditions left in the plan
 */
export function compilePlan({ node }: QueryPlan, matches: TypeMatcher): Step | null {
  if (!node) return null
  if (node.kind === 'Subscription') throw new Error('The hub runs no subscriptions')
  return compileNode(node, [], matches)
}

function compileNode(node: PlanNode, path: readonly string[], matches: TypeMatcher): Step {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, steps: node.nodes.map((one) => compileNode(one, path, matches)) }
    case 'Flatten':
      return compileNode(node.node, [...path, ...namesOf(node.path)], matches)
    case 'Fetch':
      return compileFetch(node, path, matches)
    case 'Condition':
    case 'Defer':
      throw new Error(`The hub runs no plans with ${node.kind}`)
  }
}

function namesOf(path: ResponsePath): readonly string[] {
  return path.map((step) => {
    if (typeof step === 'string') return step
    throw new Error('A plan that leads to one place of a list')
  })
}

function compileFetch(node: FetchNode, path: readonly string[], matches: TypeMatcher): FetchStep {
  if (node.contextRewrites && node.contextRewrites.length > 0)
    throw new Error('The hub runs no plans with @fromContext')
  const { serviceName: service, operation: query } = node
  return {
    kind: 'Fetch',
    fetch: {
      service,
      query,
      document: parse(query, { noLocation: true }),
      bodyStart: bodyStartOf(query),
      path,
      renamed: new Map((node.outputRewrites ?? []).flatMap(renamingOf)),
    },
    variables: node.variableUsages ?? [],
    pick: pickerOf(node.requires, matches),
    rewriteInput: compileRewrites(node.inputRewrites, matches),
    rewriteOutput: compileRewrites(node.outputRewrites, matches),
  }
}

function pickerOf(
  requires: readonly QueryPlanSelectionNode[] | undefined,
  matches: TypeMatcher,
): Picker | null {
  return requires && requires.length > 0 ? compilePicker(requires, matches) : null
}

function renamingOf(rewrite: FetchDataRewrite): readonly (readonly [string, string])[] {
  const name = rewrite.path.at(-1)
  return rewrite.kind === 'KeyRenamer' && name !== undefined ? [[name, rewrite.renameKeyTo]] : []
}
