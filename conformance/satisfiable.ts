import type { DocumentNode, FieldNode } from 'graphql'
import { Kind, visit } from 'graphql'

/**
 * The innermost fields that no subgraph can give, found by planning each of them by itself.
 * @param canPlan says whether the planner finds a way for a document
 */
export function findUnsatisfiable(
  document: DocumentNode,
  canPlan: (document: DocumentNode) => boolean,
): readonly FieldNode[] {
  return leavesOf(document).filter((leaf) => {
    const alone = keepLeaves(document, (node) => node === leaf)
    return !alone || !canPlan(alone)
  })
}

function leavesOf(document: DocumentNode): readonly FieldNode[] {
  const leaves: FieldNode[] = []
  visit(document, {
    Field(node) {
      if (!node.selectionSet) leaves.push(node)
    },
  })
  return leaves
}

/** Null when nothing is left of the operation. */
function keepLeaves(
  document: DocumentNode,
  isKept: (leaf: FieldNode) => boolean,
): DocumentNode | null {
  const emptied = new Set<string>()
  let kept = document
  for (let before = -1; before !== emptied.size;) {
    before = emptied.size
    kept = dropEmpty(document, { isKept, emptied })
  }
  const hasOperation = kept.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return hasOperation ? kept : null
}

/** Fragments that lose everything are noted, so that the next pass drops what spreads them. */
function dropEmpty(
  document: DocumentNode,
  { isKept, emptied }: { isKept: (leaf: FieldNode) => boolean; emptied: Set<string> },
): DocumentNode {
  const isEmpty = (set: { readonly selections: readonly unknown[] }) => set.selections.length === 0
  return visit(document, {
    FragmentSpread: (node) => (emptied.has(node.name.value) ? null : undefined),
    InlineFragment: { leave: (node) => (isEmpty(node.selectionSet) ? null : undefined) },
    Field: {
      leave: (node) => {
        if (node.selectionSet) return isEmpty(node.selectionSet) ? null : undefined
        return isKept(node) ? undefined : null
      },
    },
    FragmentDefinition: {
      leave: (node) => {
        if (!isEmpty(node.selectionSet)) return undefined
        emptied.add(node.name.value)
        return null
      },
    },
    OperationDefinition: { leave: (node) => (isEmpty(node.selectionSet) ? null : undefined) },
  })
}
