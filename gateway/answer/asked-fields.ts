import type {
  FieldNode,
  FragmentDefinitionNode,
  FragmentSpreadNode,
  InlineFragmentNode,
  SelectionSetNode,
} from 'graphql'
import { Kind } from 'graphql'

/** A field of a query, with all that is selected of it. */
export interface AskedField {
  readonly name: string
  readonly set: SelectionSetNode | null
  /** Most items of the list it is, where the query says so itself; null: it does not. */
  readonly first: number | null
}

type FieldMap = Map<string, AskedField>

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The fields a selection comes to, by response name; every fragment in it applies. */
export function askedFields(set: SelectionSetNode, fragments: Fragments): FieldMap {
  const fields: FieldMap = new Map()
  for (const node of set.selections)
    if (node.kind === Kind.FIELD)
      addField(fields, node.alias?.value ?? node.name.value, {
        name: node.name.value,
        set: node.selectionSet ?? null,
        first: firstOf(node),
      })
    else for (const [name, field] of fragmentFields(node, fragments)) addField(fields, name, field)
  return fields
}

function fragmentFields(
  node: FragmentSpreadNode | InlineFragmentNode,
  fragments: Fragments,
): FieldMap {
  const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
  return fragment ? askedFields(fragment.selectionSet, fragments) : new Map<string, AskedField>()
}

function addField(fields: FieldMap, responseName: string, { name, set, first }: AskedField): void {
  const joined = joinSets(fields.get(responseName)?.set ?? null, set)
  fields.set(responseName, { name, set: joined, first })
}

function firstOf({ arguments: args = [] }: FieldNode): number | null {
  const value = args.find(({ name }) => name.value === 'first')?.value
  return value?.kind === Kind.INT ? Number(value.value) : null
}

function joinSets(
  left: SelectionSetNode | null,
  right: SelectionSetNode | null,
): SelectionSetNode | null {
  if (!left || !right) return left ?? right
  return { kind: Kind.SELECTION_SET, selections: [...left.selections, ...right.selections] }
}
