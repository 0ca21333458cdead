import { createHash } from 'node:crypto'

import type {
  DocumentNode,
  FieldNode,
  OperationDefinitionNode,
  SelectionNode,
  VariableDefinitionNode,
} from 'graphql'
import { getNamedType, isObjectType, Kind, print, visit } from 'graphql'

import { personType, searchType } from '../operation/selection'
import type { FetchGuard } from '../plan/fetch-guard'
import { guardFetches } from './decided-fetches'
import type { DecidedField } from './decided-selection'
import { entityIdAlias, fetchedName } from './re-alias'

/** What is planned and fetched: the permitted part of an operation under names the planner never uses. */
export interface PrunedOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /**
   * Names the plan. Two operations share a plan only when the permitted parts are the same, whatever
   * the callers sent (hazard 5).
   */
  readonly queryHash: string
  /** Names of the variables that are still used. */
  readonly variables: ReadonlySet<string>
  /** What a plan of it may fetch. */
  readonly guard: FetchGuard
}

/** The permitted part of the operation, or null when nothing is left to fetch. */
export function pruneOperation(
  operation: OperationDefinitionNode,
  fields: readonly DecidedField[],
): PrunedOperation | null {
  const selections = selectPermitted(fields.filter((field) => field.definition))
  if (selections.length === 0) return null
  const variables = usedVariables(selections)
  const pruned: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    variableDefinitions: keepDefinitions(operation, variables),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [pruned] }
  const queryHash = createHash('sha256').update(print(document)).digest('hex')
  return { document, operation: pruned, queryHash, variables, guard: guardFetches(fields) }
}

function selectPermitted(fields: readonly DecidedField[]): SelectionNode[] {
  return fields.filter((field) => field.withheld === null).map((field) => selectField(field))
}

function selectField(field: DecidedField): FieldNode {
  const [node] = field.nodes
  const name = fetchedName(field)
  // By its type: `@skip` may have taken every child away.
  const isComposite = field.definition && isObjectType(getNamedType(field.definition.type))
  return {
    kind: Kind.FIELD,
    name: node.name,
    ...(name === node.name.value ? {} : { alias: nameNode(name) }),
    ...(node.arguments ? { arguments: node.arguments } : {}),
    ...(isComposite
      ? { selectionSet: { kind: Kind.SELECTION_SET, selections: selectChildren(field) } }
      : {}),
  }
}

function selectChildren(field: DecidedField): SelectionNode[] {
  const children = selectPermitted(field.children.filter((child) => child.definition))
  const type = field.definition && getNamedType(field.definition.type).name
  if (type === personType || type === searchType)
    return [{ ...plainField('id'), alias: nameNode(entityIdAlias) }, ...children]
  return children.length > 0 ? children : [plainField('__typename')]
}

function plainField(name: string): FieldNode {
  return { kind: Kind.FIELD, name: nameNode(name) }
}

function nameNode(value: string): { readonly kind: Kind.NAME; readonly value: string } {
  return { kind: Kind.NAME, value }
}

function usedVariables(selections: readonly SelectionNode[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const selection of selections)
    visit(selection, { Variable: ({ name }) => void names.add(name.value) })
  return names
}

function keepDefinitions(
  operation: OperationDefinitionNode,
  used: ReadonlySet<string>,
): VariableDefinitionNode[] {
  return (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  )
}
