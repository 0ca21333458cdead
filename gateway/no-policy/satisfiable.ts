import type { DocumentNode, FieldNode, SelectionNode } from 'graphql'
import { Kind, visit } from 'graphql'

/** A document without the fields that no subgraph can give, and those fields. */
export interface SatisfiablePart {
  /** Null when nothing is left. */
  readonly document: DocumentNode | null
  /** Also those around them that have nothing else in them. */
  readonly unsatisfiable: ReadonlySet<FieldNode>
}

/**
 * What of an operation can be planned at all, found by planning each innermost field by itself.
 * @param canPlan says whether the planner finds a way for a document
 */
export function findSatisfiablePart(
  document: DocumentNode,
  canPlan: (document: DocumentNode) => boolean,
): SatisfiablePart {
  const leaves = leavesOf(document)
  const unsatisfiable = new Set(
    leaves.filter((leaf) => {
      const alone = keepLeaves(document, (node) => node === leaf)
      return !alone || !canPlan(alone)
    }),
  )
  const kept = keepLeaves(document, (node) => !unsatisfiable.has(node))
  addEmptied(document, unsatisfiable)
  return { document: kept, unsatisfiable }
}

/** Adds the fields that have only such fields in them, from the inside out. */
function addEmptied(document: DocumentNode, unsatisfiable: Set<FieldNode>): void {
  const sets = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  )
  const isEmptied = (node: SelectionNode): boolean => {
    if (node.kind === Kind.FIELD && !node.selectionSet) return unsatisfiable.has(node)
    const set = node.kind === Kind.FRAGMENT_SPREAD ? sets.get(node.name.value) : node.selectionSet
    return set?.selections.every(isEmptied) ?? false
  }
  visit(document, {
    Field(node) {
      if (isEmptied(node)) unsatisfiable.add(node)
    },
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
