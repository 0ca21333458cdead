import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  ResponsePath,
} from '@apollo/query-planner'
import type { DocumentNode } from 'graphql'
import { Kind, parse, print } from 'graphql'

import type { PermittedWith } from './permitted-document'
import { permittedDocument } from './permitted-document'
import type { PlannedFetch } from './planned-fetch'
import { bodyStartOf } from './planned-fetch'
import type { EntityFetch, FetchExtension } from './planner-extension'
import { isDataOf, readInputs } from './required-inputs'
import type { Picker } from './requires'
import { compilePicker } from './requires'
import type { Rewriter } from './rewrites'
import { compileRewrites } from './rewrites'
import type { RequirementFinder } from './sent-requirements'
import { checkRequirements } from './sent-requirements'
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
  /**
   * True for the name of an interface, which a subgraph that has it as an object gives as
   * `__typename`: it says less than what others say of the same object.
   */
  readonly isAbstract: (typeName: unknown) => boolean
}

/** What plans over one supergraph are compiled with. */
export interface PlanContext {
  readonly matches: TypeMatcher
  readonly isAbstract: FetchStep['isAbstract']
  readonly requirementOf: RequirementFinder
  /** Null for supergraphs that the composition checks let through. */
  readonly extension: FetchExtension | null
  /** Null: everything may be fetched, as there is no policy. */
  readonly permitted: PermittedWith | null
}

/**
 * Compiles what the planner made; null when it found nothing to do.
 * @throws Error for what the hub does not do: @defer, subscriptions, conditions left in the plan
 */
export function compilePlan({ node }: QueryPlan, context: PlanContext): Step | null {
  if (!node) return null
  if (node.kind === 'Subscription') throw new Error('The hub runs no subscriptions')
  return compileNode(node, [], context)
}

/** Null when nothing of it may be fetched. */
function compileNode(node: PlanNode, path: readonly string[], context: PlanContext): Step | null {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return inOrder(
        node.kind,
        node.nodes.flatMap((one) => compileNode(one, path, context) ?? []),
      )
    case 'Flatten':
      return compileNode(node.node, [...path, ...namesOf(node.path)], context)
    case 'Fetch':
      return compileFetch(node, path, context)
    case 'Condition':
    case 'Defer':
      throw new Error(`The hub runs no plans with ${node.kind}`)
  }
}

function inOrder(kind: 'Sequence' | 'Parallel', steps: readonly Step[]): Step | null {
  const [only] = steps
  if (!only) return null
  return steps.length === 1 ? only : { kind, steps }
}

function namesOf(path: ResponsePath): readonly string[] {
  return path.map((step) => {
    if (typeof step === 'string') return step
    throw new Error('A plan that leads to one index of a list')
  })
}

function compileFetch(node: FetchNode, path: readonly string[], context: PlanContext): Step | null {
  if (node.contextRewrites && node.contextRewrites.length > 0)
    throw new Error('The hub runs no plans with @fromContext')
  const { extension, permitted } = context
  const planned = parse(node.operation, { noLocation: true })
  const document = permitted ? permittedDocument(planned, node.serviceName, permitted) : planned
  if (!document) return null
  const query = permitted ? print(document) : node.operation
  const whole = { document, query, requires: node.requires ?? [] }
  checkRequirements(whole, (coordinate) => context.requirementOf(node.serviceName, coordinate))
  const fetches = extension ? extension.splitFetch(node.serviceName, whole) : [whole]
  const steps = fetches.map((one) => compileEntityFetch(node, one, { path, ...context }))
  return inOrder('Parallel', steps)
}

function compileEntityFetch(
  node: FetchNode,
  { document, query, requires }: EntityFetch,
  {
    path,
    matches,
    isAbstract,
    extension,
    permitted,
  }: PlanContext & { readonly path: readonly string[] },
): FetchStep {
  const isData = permitted ? isDataOf(permitted) : () => false
  const realName = extension ? extension.realName : (name: string) => name
  return {
    kind: 'Fetch',
    fetch: {
      service: node.serviceName,
      query,
      document,
      bodyStart: bodyStartOf(query),
      path,
      renamed: new Map((node.outputRewrites ?? []).flatMap(renamingOf)),
      inputs: permitted ? readInputs({ document, requires }, permitted) : null,
    },
    variables: usedVariables(document),
    pick: requires.length > 0 ? compilePicker(requires, { matches, realName, isData }) : null,
    rewriteInput: compileRewrites(node.inputRewrites, matches),
    rewriteOutput: compileRewrites(node.outputRewrites, matches),
    isAbstract,
  }
}

function usedVariables({ definitions }: DocumentNode): readonly string[] {
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? (node.variableDefinitions ?? [])
          .map(({ variable }) => variable.name.value)
          .filter((name) => name !== 'representations')
      : [],
  )
}

function renamingOf(rewrite: FetchDataRewrite): readonly (readonly [string, string])[] {
  const name = rewrite.path.at(-1)
  return rewrite.kind === 'KeyRenamer' && name !== undefined ? [[name, rewrite.renameKeyTo]] : []
}
