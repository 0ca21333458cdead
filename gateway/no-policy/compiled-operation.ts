import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { Kind, visit } from 'graphql'

import type { Step } from '../execution/plan/compile-plan'
import type { OperationPlanner } from '../execution/plan/planner'
import type { Variables } from '../execution/selection'
import { renameFields } from './renamed-document'
import type { ResultShape } from './result-shape'
import { compileResultShape } from './result-shape'
import { findSatisfiablePart } from './satisfiable'
import { rootOf, SelectionShapes } from './selection-shapes'
import { applySwitches } from './switched-document'

/** An operation ready to run, whatever its variables but those that switch fields off. */
export interface CompiledOperation {
  /** Null when no subgraph is needed. */
  readonly plan: Step | null
  /** True when subgraphs are needed and none can give anything of it. */
  readonly isImpossible: boolean
  readonly shape: ResultShape
  /** Root fields about the schema itself. */
  readonly introspection: readonly FieldNode[]
}

/** What an operation is compiled with. */
export interface CompilingWith {
  readonly planner: OperationPlanner
  /** The schema as callers see it. */
  readonly schema: GraphQLSchema
}

/** Compiles a valid document with one operation for one outcome of its switches. */
export function compileOperation(
  document: DocumentNode,
  variables: Variables,
  { planner, schema }: CompilingWith,
): CompiledOperation {
  const switched = applySwitches(document, variables)
  const operation = operationOf(switched)
  const shapes = new SelectionShapes(schema, switched)
  const { type, sets } = rootOf(schema, operation)
  const nodes = shapes.fieldsOf(type, sets).flatMap((field) => field.nodes)
  const introspection = nodes.filter(isIntrospection)
  const isAsked = nodes.some((node) => !node.name.value.startsWith('__'))
  const { plan, unsatisfiable } = isAsked
    ? planFor(switched, { planner, schema })
    : { plan: null, unsatisfiable: new Set() }
  const shape = compileResultShape(shapes, operation, unsatisfiable)
  const isImpossible = isAsked && plan === null && introspection.length === 0
  return { plan, isImpossible, introspection, shape }
}

/** A plan; when there is none for the whole (hazard 4), one for what can be planned. */
function planFor(
  document: DocumentNode,
  { planner, schema }: CompilingWith,
): { readonly plan: Step | null; readonly unsatisfiable: ReadonlySet<unknown> } {
  const planOf = (part: DocumentNode) =>
    planner.plan(renameFields(withoutIntrospection(part), schema))
  const plan = planOf(document)
  if (plan) return { plan, unsatisfiable: new Set() }
  const part = findSatisfiablePart(document, (alone) => planOf(alone) !== null)
  return { plan: part.document && planOf(part.document), unsatisfiable: part.unsatisfiable }
}

function withoutIntrospection(document: DocumentNode): DocumentNode {
  return visit(document, { Field: (node) => (isIntrospection(node) ? null : undefined) })
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type'
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) return definition
  throw new Error('A document without an operation')
}
