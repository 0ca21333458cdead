import type {
  ArgumentNode,
  DefinitionNode,
  DocumentNode,
  FieldNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import { getNamedType, isObjectType, Kind } from 'graphql'

import type { FetchGuard } from './fetch-guard'

/**
 * A list that is required has no arguments of its own: it is asked for up to this many items, which is
 * the most an agency gives. Of one that is as long, more may have been left off.
 */
export const maxRequiredItems = 1000

/** What the planner adds without anybody's data in it. */
export interface Plumbing {
  /** True for keys and for fields that no caller sees. */
  readonly isPlumbing: (typeName: string, fieldName: string) => boolean
}

export interface PermittedWith extends Plumbing {
  readonly schema: GraphQLSchema
  readonly guard: FetchGuard
}

/**
 * The query to a subgraph without the fields that may not be fetched; null when nothing is left of it.
 * @throws UndecidedFetchError
 */
export function permittedDocument(
  document: DocumentNode,
  service: string,
  context: PermittedWith,
): DocumentNode | null {
  const pruner = new Pruner(service, context)
  const definitions = document.definitions.flatMap((node): readonly DefinitionNode[] => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [node]
    const root = context.schema.getRootType(node.operation)
    const selectionSet = root && pruner.prune(node.selectionSet, root)
    return selectionSet ? [{ ...node, selectionSet }] : []
  })
  const isLeft = definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return isLeft ? { ...document, definitions } : null
}

class Pruner {
  readonly #service: string
  readonly #context: PermittedWith

  constructor(service: string, context: PermittedWith) {
    this.#service = service
    this.#context = context
  }

  /** Null when nothing but names of types is left. */
  prune(set: SelectionSetNode, type: GraphQLNamedType): SelectionSetNode | null {
    const selections = set.selections.flatMap((node) => this.#pruneNode(node, type))
    return selections.some((node) => !isTypename(node)) ? { ...set, selections } : null
  }

  #pruneNode(node: SelectionNode, type: GraphQLNamedType): readonly SelectionNode[] {
    if (node.kind === Kind.FIELD) return this.#pruneField(node, type)
    if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('A plan with named fragments')
    const condition = node.typeCondition?.name.value
    const inside = condition === undefined ? type : this.#context.schema.getType(condition)
    const selectionSet = inside && this.prune(node.selectionSet, inside)
    return selectionSet ? [{ ...node, selectionSet }] : []
  }

  #pruneField(node: FieldNode, type: GraphQLNamedType): readonly FieldNode[] {
    const name = node.name.value
    if (name === '__typename') return [node]
    // The types of what is inside stand in its fragments.
    if (name === '_entities') return this.#pruneInside(node, type)
    const field = isObjectType(type) ? type.getFields()[name] : undefined
    if (!field) throw new Error(`A plan with ${type.name}.${name}, which is not in the supergraph`)
    const { isPlumbing, guard } = this.#context
    const isOpen = isPlumbing(type.name, name)
    if (!isOpen && !guard.mayFetch(this.#service, `${type.name}.${name}`)) return []
    return this.#pruneInside(withBound(node, field), getNamedType(field.type))
  }

  #pruneInside(node: FieldNode, type: GraphQLNamedType): readonly FieldNode[] {
    if (!node.selectionSet) return [node]
    const selectionSet = this.prune(node.selectionSet, type)
    if (selectionSet) return [{ ...node, selectionSet }]
    // A caller who asks for nothing but names of types gets them.
    return node.selectionSet.selections.every(isTypename) ? [node] : []
  }
}

function isTypename(node: SelectionNode): boolean {
  return node.kind === Kind.FIELD && node.name.value === '__typename'
}

/** What callers ask for has an alias of the hub's where there may be arguments: see `fetchedName`. */
function withBound(node: FieldNode, field: GraphQLField<unknown, unknown>): FieldNode {
  const isRequired = !node.alias && (node.arguments ?? []).length === 0
  if (!isRequired || !field.args.some(({ name }) => name === 'first')) return node
  const first: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'first' },
    value: { kind: Kind.INT, value: String(maxRequiredItems) },
  }
  return { ...node, arguments: [first] }
}
