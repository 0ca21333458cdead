import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import type {
  DocumentNode,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import { Kind, visit } from 'graphql'

import type { EntityFetch } from '../../gateway/plan/planner-extension'
import type { RequiredField } from './required-arguments'

type UnprintedFetch = Omit<EntityFetch, 'query'>

/** What a split needs to know of the required fields with names of their own. */
export interface SplitWith {
  readonly fields: ReadonlyMap<string, RequiredField>
  /** Names that a field of a type needs in the subgraph that is asked. */
  readonly needsOf: (typeName: string, fieldName: string) => ReadonlySet<string>
}

/**
 * One fetch for each set of inputs that can be sent together: two fields that need the same field
 * with different arguments cannot get both in one representation.
 */
export function splitRequirements(
  fetch: UnprintedFetch,
  { fields, needsOf }: SplitWith,
): readonly UnprintedFetch[] {
  const groups: Set<string>[] = []
  visitFields(fetch.document, (typeName, fieldName) => {
    const needed = needsOf(typeName, fieldName)
    if (needed.size === 0) return
    const group = groups.find((one) => fitTogether(one, needed, fields))
    if (group) for (const name of needed) group.add(name)
    else groups.push(new Set(needed))
  })
  if (groups.length < 2) return [fetch]
  return groups.map((group, index) => ({
    document: keepFields(fetch.document, (typeName, fieldName) => {
      const needed = needsOf(typeName, fieldName)
      return needed.size === 0 ? index === 0 : [...needed].every((name) => group.has(name))
    }),
    requires: withoutOthers(fetch.requires, (name) => !fields.has(name) || group.has(name)),
  }))
}

function fitTogether(
  group: ReadonlySet<string>,
  needed: ReadonlySet<string>,
  fields: ReadonlyMap<string, RequiredField>,
): boolean {
  const realName = (name: string) => fields.get(name)?.node.name.value
  return [...needed].every((name) =>
    [...group].every((other) => other === name || realName(other) !== realName(name)),
  )
}

function withoutOthers(
  requires: readonly QueryPlanSelectionNode[],
  isKept: (name: string) => boolean,
): readonly QueryPlanSelectionNode[] {
  return requires.flatMap((node): readonly QueryPlanSelectionNode[] => {
    if (node.kind === 'Field' && !isKept(node.name)) return []
    if (!node.selections) return [node]
    const selections = [...withoutOthers(node.selections, isKept)]
    return selections.length > 0 ? [{ ...node, selections }] : []
  })
}

type FieldTest = (typeName: string, fieldName: string) => boolean

function visitFields(
  document: DocumentNode,
  see: (typeName: string, fieldName: string) => void,
): void {
  keepFields(document, (typeName, fieldName) => {
    see(typeName, fieldName)
    return true
  })
}

/** The query with those fields of entities that pass, and the variables they use. */
function keepFields(document: DocumentNode, isKept: FieldTest): DocumentNode {
  const kept = visit(document, {
    Field: (node) =>
      node.name.value === '_entities' && node.selectionSet
        ? { ...node, selectionSet: keepInEntities(node.selectionSet, isKept) }
        : undefined,
  })
  return { ...kept, definitions: kept.definitions.map((node) => withUsedVariables(node)) }
}

function keepInEntities(set: SelectionSetNode, isKept: FieldTest): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind !== Kind.INLINE_FRAGMENT) return [node]
    const inside = keepInFragment(node, isKept)
    return inside.selectionSet.selections.length > 0 ? [inside] : []
  })
  return { ...set, selections }
}

function keepInFragment(fragment: InlineFragmentNode, isKept: FieldTest): InlineFragmentNode {
  const typeName = fragment.typeCondition?.name.value ?? ''
  const selections = fragment.selectionSet.selections.filter(
    (node) => node.kind !== Kind.FIELD || isKept(typeName, node.name.value),
  )
  return { ...fragment, selectionSet: { ...fragment.selectionSet, selections } }
}

function withUsedVariables<Node extends { readonly kind: Kind }>(
  node: Node | OperationDefinitionNode,
): Node | OperationDefinitionNode {
  if (!isOperation(node)) return node
  const used = new Set<string>()
  visit(node.selectionSet, { Variable: ({ name }) => void used.add(name.value) })
  const definitions = (node.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  )
  return { ...node, variableDefinitions: definitions }
}

function isOperation(node: { readonly kind: Kind }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION
}
