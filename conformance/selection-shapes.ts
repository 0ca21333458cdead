import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { isAbstractType, isInterfaceType, isObjectType, Kind } from 'graphql'

import type { HiddenNames } from './hidden-names'
import { fetchedNameOf, takesArguments } from './renamed-document'
import { isNothing } from './switched-document'

/** A type whose fields can be selected. */
export type FieldsType = GraphQLObjectType | GraphQLInterfaceType

/** One field of an answer for one type. */
export interface ShapedField {
  readonly responseName: string
  readonly fetchedName: string
  readonly nodes: readonly FieldNode[]
}

/** What one operation selects: fields are worked out for a type when it first comes up. */
export class SelectionShapes {
  readonly schema: GraphQLSchema
  readonly hidden: HiddenNames
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(schema: GraphQLSchema, hidden: HiddenNames, document: DocumentNode) {
    this.schema = schema
    this.hidden = hidden
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
  }

  /** The fields that the selections ask of an object of this type, in the order of the answer. */
  fieldsOf(type: FieldsType, sets: readonly SelectionSetNode[]): readonly ShapedField[] {
    const groups = new Map<string, FieldNode[]>()
    const seen = new Set<string>()
    for (const set of sets) this.#collect(type, set, { groups, seen })
    return [...groups].map(([responseName, nodes]) => {
      const [first] = nodes
      const fetchedName = first
        ? fetchedNameOf(first, takesArguments(type, first.name.value))
        : responseName
      return { responseName, fetchedName, nodes }
    })
  }

  #collect(type: FieldsType, set: SelectionSetNode, into: Collected): void {
    for (const node of set.selections)
      if (node.kind === Kind.FIELD) addField(node, into.groups)
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(type, node.typeCondition?.name.value))
          this.#collect(type, node.selectionSet, into)
      } else if (!into.seen.has(node.name.value)) {
        into.seen.add(node.name.value)
        const fragment = this.#fragments.get(node.name.value)
        if (fragment && this.#applies(type, fragment.typeCondition.name.value))
          this.#collect(type, fragment.selectionSet, into)
      }
  }

  #applies(type: FieldsType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true
    const wider = this.schema.getType(condition)
    return isAbstractType(wider) && this.schema.isSubType(wider, type)
  }
}

interface Collected {
  readonly groups: Map<string, FieldNode[]>
  readonly seen: Set<string>
}

function addField(node: FieldNode, groups: Map<string, FieldNode[]>): void {
  if (isNothing(node)) return
  const responseName = node.alias?.value ?? node.name.value
  const group = groups.get(responseName)
  if (group) group.push(node)
  else groups.set(responseName, [node])
}

/** The root type and selection of an operation. @throws Error when the schema has no such root */
export function rootOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): { readonly type: GraphQLObjectType; readonly sets: readonly SelectionSetNode[] } {
  const type = schema.getRootType(operation.operation)
  if (!type) throw new Error(`The schema has no ${operation.operation}`)
  return { type, sets: [operation.selectionSet] }
}

/** The type by its name when it is one with fields. */
export function findFieldsType(schema: GraphQLSchema, name: string): FieldsType | null {
  const type = schema.getType(name)
  return isObjectType(type) || isInterfaceType(type) ? type : null
}
