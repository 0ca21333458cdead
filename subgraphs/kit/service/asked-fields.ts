import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql'
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

import { hasDirective } from '../../../schema/classification'

/** A field of a document, fragments unfolded. */
export interface AskedField {
  /** From 0, different for each field of the document. */
  readonly index: number
  readonly responseName: string
  /** As in `PoliceView.incidents`; null for plumbing of federation, which is nobody's data. */
  readonly coordinate: string | null
  readonly children: readonly AskedField[]
}

/** What a document asks for. */
export interface AskedFields {
  readonly roots: readonly AskedField[]
  readonly count: number
}

const plumbing = /^(Query\.|_)|\.__typename$/

const known = new WeakMap<DocumentNode, { readonly schema: GraphQLSchema; asked: AskedFields }>()

/** The fields of a valid document; of one that was read before they are remembered. */
export function readAskedFields(schema: GraphQLSchema, document: DocumentNode): AskedFields {
  const before = known.get(document)
  if (before?.schema === schema) return before.asked
  const asked = new FieldReader(schema, document).read()
  known.set(document, { schema, asked })
  return asked
}

class FieldReader {
  readonly #document: DocumentNode
  readonly #coordinates: ReadonlyMap<FieldNode, string>
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  #count = 0

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#document = document
    this.#coordinates = readCoordinates(schema, document)
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    )
  }

  read(): AskedFields {
    const roots = this.#document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? this.#fieldsOf(definition.selectionSet) : [],
    )
    return { roots, count: this.#count }
  }

  #fieldsOf({ selections }: SelectionSetNode): readonly AskedField[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [this.#read(selection)]
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.#fieldsOf(selection.selectionSet)
      const fragment = this.#fragments.get(selection.name.value)
      return fragment ? this.#fieldsOf(fragment.selectionSet) : []
    })
  }

  #read(node: FieldNode): AskedField {
    const { alias, name, selectionSet } = node
    const coordinate = this.#coordinates.get(node)
    return {
      index: this.#count++,
      responseName: (alias ?? name).value,
      coordinate: coordinate === undefined || plumbing.test(coordinate) ? null : coordinate,
      children: selectionSet ? this.#fieldsOf(selectionSet) : [],
    }
  }
}

function readCoordinates(schema: GraphQLSchema, document: DocumentNode) {
  const types = new TypeInfo(schema)
  const found = new Map<FieldNode, string>()
  const enter = (node: FieldNode) => {
    const parent = types.getParentType()
    const definition = types.getFieldDef()?.astNode
    // What is for the hub itself is nobody's data.
    if (definition && hasDirective(definition, 'inaccessible')) return
    if (parent) found.set(node, `${parent.name}.${node.name.value}`)
  }
  visit(document, visitWithTypeInfo(types, { Field: { enter } }))
  return found
}
