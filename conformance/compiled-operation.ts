import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { Kind, visit } from 'graphql'

import type { Variables } from '../gateway/operation/selection'
import type { Step } from '../gateway/plan/compile-plan'
import type { OperationPlanner } from '../gateway/plan/planner'
import { HiddenNames } from './hidden-names'
import { renameFields } from './renamed-document'
import type { ResultShape } from './result-shape'
import { compileResultShape } from './result-shape'
import { findUnsatisfiable } from './satisfiable'
import { rootOf, SelectionShapes } from './selection-shapes'
import { applySwitches } from './switched-document'

/** An operation ready to run, whatever its variables but those that switch fields off. */
export interface CompiledOperation {
  /** Null when no subgraph is needed, and when there is none for the whole. */
  readonly plan: Step | null
  /** Fields that no subgraph can give; null when all can be planned. */
  readonly unsatisfiable: readonly FieldNode[] | null
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
  const shapes = new SelectionShapes(schema, new HiddenNames(planner.wholeSchema), switched)
  const { type, sets } = rootOf(schema, operation)
  const nodes = shapes.fieldsOf(type, sets).flatMap((field) => field.nodes)
  const introspection = nodes.filter(isIntrospection)
  const isAsked = nodes.some((node) => !node.name.value.startsWith('__'))
  const planOf = (part: DocumentNode) =>
    planner.plan(renameFields(withoutIntrospection(part), schema))
  const plan = isAsked ? planOf(switched) : null
  const unsatisfiable =
    isAsked && plan === null
      ? findUnsatisfiable(withoutIntrospection(switched), (alone) => planOf(alone) !== null)
      : null
  return { plan, unsatisfiable, introspection, shape: compileResultShape(shapes, operation) }
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
