import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  ResponsePath,
} from '@apollo/query-planner'
import type { DocumentNode } from 'graphql'
import { Kind, parse, print, visit } from 'graphql'

import type { PlannedFetch } from './planned-fetch'
import { bodyStartOf } from './planned-fetch'
import type { PreparedSupergraph } from './prepared-supergraph'
import type { Picker } from './requires'
import { compilePicker } from './requires'
import type { Rewriter } from './rewrites'
import { compileRewrites } from './rewrites'
import type { EntityQuestion } from '../../conformance/plan/split-requirements'
import { splitRequirements } from '../../conformance/plan/split-requirements'
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

/** What plans over one supergraph are compiled with. */
export interface PlanContext {
  readonly matches: TypeMatcher
  readonly supergraph: PreparedSupergraph
}

/**
 * Compiles what the planner made; null when it found nothing to do.
 * @throws Error for what the hub does not do: @defer, subscriptions, conditions left in the plan
 */
export function compilePlan({ node }: QueryPlan, context: PlanContext): Step | null {
  if (!node) return null
  if (node.kind === 'Subscription') throw new Error('The hub runs no subscriptions')
  const enteredLists = new Set(fetchPaths(node, []).flatMap(listsOn))
  return compileNode(node, [], { ...context, enteredLists })
}

interface NodeContext extends PlanContext {
  readonly enteredLists: ReadonlySet<string>
}

function fetchPaths(node: PlanNode, path: readonly string[]): readonly (readonly string[])[] {
  if (node.kind === 'Fetch') return [path]
  if (node.kind === 'Flatten') return fetchPaths(node.node, [...path, ...namesOf(node.path)])
  return 'nodes' in node ? node.nodes.flatMap((one) => fetchPaths(one, path)) : []
}

/** Each list that a path leads into, as the path up to it. */
function listsOn(path: readonly string[]): readonly string[] {
  return path.flatMap((step, index) => (step === '@' ? [path.slice(0, index).join('.')] : []))
}

function compileNode(node: PlanNode, path: readonly string[], context: NodeContext): Step {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, steps: node.nodes.map((one) => compileNode(one, path, context)) }
    case 'Flatten':
      return compileNode(node.node, [...path, ...namesOf(node.path)], context)
    case 'Fetch':
      return compileFetch(node, path, context)
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

function compileFetch(node: FetchNode, path: readonly string[], context: NodeContext): Step {
  if (node.contextRewrites && node.contextRewrites.length > 0)
    throw new Error('The hub runs no plans with @fromContext')
  const { requiredFields: fields, needsOf } = context.supergraph
  const question = {
    document: parse(node.operation, { noLocation: true }),
    requires: node.requires ?? [],
  }
  const questions = splitRequirements(question, {
    fields,
    needsOf: (typeName, fieldName) => needsOf(node.serviceName, typeName, fieldName),
  })
  const steps = questions.map((one) => compileQuestion(node, one, { path, ...context }))
  const [only] = steps
  return only && steps.length === 1 ? only : { kind: 'Parallel', steps }
}

function compileQuestion(
  node: FetchNode,
  question: EntityQuestion,
  { path, matches, supergraph, enteredLists }: NodeContext & { readonly path: readonly string[] },
): FetchStep {
  const { requiredFields } = supergraph
  const document = withRealFields(question.document, supergraph)
  const query = requiredFields.size > 0 ? print(document) : node.operation
  const realName = (name: string) => requiredFields.get(name)?.node.name.value ?? name
  const { requires } = question
  return {
    kind: 'Fetch',
    fetch: {
      service: node.serviceName,
      query,
      document,
      bodyStart: bodyStartOf(query),
      path,
      renamed: new Map((node.outputRewrites ?? []).flatMap(renamingOf)),
      isRewritten: (node.outputRewrites ?? []).length > 0,
      enteredLists,
    },
    variables: usedVariables(document),
    pick: requires.length > 0 ? compilePicker(requires, { matches, realName }) : null,
    rewriteInput: compileRewrites(node.inputRewrites, matches),
    rewriteOutput: compileRewrites(node.outputRewrites, matches),
  }
}

/** Fields that have a name of their own in the plan are asked for by their real one. */
function withRealFields(
  document: DocumentNode,
  { requiredFields }: PreparedSupergraph,
): DocumentNode {
  if (requiredFields.size === 0) return document
  return visit(document, {
    Field(field) {
      const required = requiredFields.get(field.name.value)
      if (!required) return undefined
      const { name, arguments: args = [] } = required.node
      return { ...field, alias: field.alias ?? field.name, name, arguments: args }
    },
  })
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
