import type { DocumentNode, FieldNode, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { SelectionSetNode } from 'graphql'
import { getNamedType, isObjectType, Kind, parse } from 'graphql'

/** A leaf with a value, and the coordinates that lead to it. */
export interface Leaf {
  readonly path: string
  readonly coordinates: readonly string[]
  /** Set on what stands for an event as a whole. */
  readonly event?: EventWords
}

/** What an event says it is; null: the answer does not say. */
export interface EventWords {
  readonly kind: string | null
  readonly category: string | null
}

/** Every leaf of an answer that is not null, and every event; `__typename` is one of what it is in. */
export function readLeaves(schema: GraphQLSchema, query: string, data: unknown): readonly Leaf[] {
  const reader = new LeafReader(parse(query))
  const type = schema.getQueryType()
  for (const definition of reader.document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && type)
      reader.read(data, definition.selectionSet, { type, coordinates: [], path: 'data' })
  return reader.leaves
}

interface Place {
  readonly type: GraphQLObjectType
  readonly coordinates: readonly string[]
  readonly path: string
}

class LeafReader {
  readonly leaves: Leaf[] = []
  readonly document: DocumentNode

  constructor(document: DocumentNode) {
    this.document = document
  }

  read(value: unknown, selection: SelectionSetNode, at: Place): void {
    if (Array.isArray(value))
      for (const [index, item] of value.entries())
        this.read(item, selection, { ...at, path: `${at.path}.${index}` })
    else if (typeof value === 'object' && value !== null) {
      const nodes = this.#fieldsOf(selection)
      if (at.type.name === 'Event') this.#noteEvent(value, nodes, at)
      for (const node of nodes) this.#readField(value, node, at)
    }
  }

  #noteEvent(value: object, nodes: readonly FieldNode[], { path, coordinates }: Place): void {
    const read = (name: string) => {
      const node = nodes.find((one) => one.name.value === name)
      const key = node?.alias?.value ?? name
      const found = node && (value as Readonly<Record<string, unknown>>)[key]
      return typeof found === 'string' ? found : null
    }
    const event = { kind: read('kind'), category: read('category') }
    this.leaves.push({ path, coordinates, event })
  }

  #readField(value: object, node: FieldNode, at: Place): void {
    const name = node.alias?.value ?? node.name.value
    const inside = (value as Readonly<Record<string, unknown>>)[name] ?? null
    const path = `${at.path}.${name}`
    const field = at.type.getFields()[node.name.value]
    const own = field ? [`${at.type.name}.${field.name}`] : []
    const coordinates = [...at.coordinates, ...own]
    const type = field && getNamedType(field.type)
    if (isObjectType(type) && node.selectionSet)
      this.read(inside, node.selectionSet, { type, coordinates, path })
    else if (inside !== null) this.leaves.push({ path, coordinates })
  }

  #fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
    return selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node]
      if (node.kind === Kind.INLINE_FRAGMENT) return this.#fieldsOf(node.selectionSet)
      const fragment = this.document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
      )
      return fragment?.kind === Kind.FRAGMENT_DEFINITION
        ? this.#fieldsOf(fragment.selectionSet)
        : []
    })
  }
}
