import type {
  DirectiveNode,
  DocumentNode,
  FieldNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
} from 'graphql'

import type { Variables } from '../gateway/operation/selection'

/** Asked for where nothing is left of a selection; no answer shows it. */
const nothing: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: 'hub__nothing' },
  name: { kind: Kind.NAME, value: '__typename' },
}

/** The variables that decide which fields of a document there are. */
export function switchesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive({ name, arguments: args = [] }) {
      if (!isSwitch(name.value)) return
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

/** The document as it is for these variables: without what is skipped, without the switches. */
export function applySwitches(document: DocumentNode, variables: Variables): DocumentNode {
  return visit(document, {
    SelectionSet: (set) => keepIncluded(set, variables),
  })
}

function keepIncluded(set: SelectionSetNode, variables: Variables): SelectionSetNode {
  const included = set.selections.filter((node) => isIncluded(node, variables))
  const selections = included.map((node) => withoutSwitches(node))
  return { ...set, selections: selections.length > 0 ? selections : [nothing] }
}

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)
  return skip?.['if'] !== true && include?.['if'] !== false
}

function withoutSwitches<Node extends SelectionNode>(node: Node): Node {
  const kept = (node.directives ?? []).filter((one: DirectiveNode) => !isSwitch(one.name.value))
  return kept.length === node.directives?.length ? node : { ...node, directives: kept }
}

function isSwitch(name: string): boolean {
  return name === 'skip' || name === 'include'
}

/** True for what stands in an empty selection. */
export function isNothing(node: FieldNode): boolean {
  return node === nothing
}
