import type { DocumentNode, FieldNode, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { SelectionSetNode } from 'graphql'
import { getNamedType, isObjectType, Kind, parse } from 'graphql'

import type { Origin } from './computed-leaves'
import { readOrigin } from './computed-leaves'

/** A leaf with a value, and the coordinates that lead to it. */
export interface Leaf {
  readonly path: string
  readonly coordinates: readonly string[]
  /** Set on what stands for an event as a whole. */
  readonly event?: EventWords
  /** Of what is in a computed result: what it says is behind it. */
  readonly origin?: Origin | null
  /** Hub id of the person in whose object it is. */
  readonly person?: string | null
  /** Set on what stands for a person as a whole. */
  readonly isPerson?: true
}

/** What an event says it is; null: the answer does not say. */
export interface EventWords {
  readonly kind: string | null
  readonly category: string | null
}

/** Every leaf of an answer that is not null, every person and every event; `__typename` is one of what it is in. */
export function readLeaves(schema: GraphQLSchema, query: string, data: unknown): readonly Leaf[] {
  const reader = new LeafReader(parse(query))
  const type = schema.getQueryType()
  for (const definition of reader.document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION && type)
      reader.read(data, definition.selectionSet, {
        ...{ type, coordinates: [], path: 'data', origin: null, person: null },
      })
  return reader.leaves
}

interface Place {
  readonly type: GraphQLObjectType
  readonly coordinates: readonly string[]
  readonly path: string
  readonly origin: Origin | null
  readonly person: string | null
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
      const inside = this.#enter(value, nodes, at)
      for (const node of nodes) this.#readField(value, node, inside)
    }
  }

  #enter(value: object, nodes: readonly FieldNode[], at: Place): Place {
    const { type, origin: around, path, coordinates } = at
    if (type.name === 'Event') this.#noteEvent(value, nodes, at)
    const origin = readOrigin(value, nodes, { type, around })
    if (type.name !== 'Person') return { ...at, origin }
    const node = nodes.find((one) => one.name.value === 'id')
    const id = node && (value as Readonly<Record<string, unknown>>)[node.alias?.value ?? 'id']
    const person = typeof id === 'string' ? id : null
    this.leaves.push({ path, coordinates, person, isPerson: true })
    return { ...at, origin, person }
  }

  #noteEvent(value: object, nodes: readonly FieldNode[], at: Place): void {
    const { path, coordinates, person } = at
    const read = (name: string) => {
      const node = nodes.find((one) => one.name.value === name)
      const key = node?.alias?.value ?? name
      const found = node && (value as Readonly<Record<string, unknown>>)[key]
      return typeof found === 'string' ? found : null
    }
    const event = { kind: read('kind'), category: read('category') }
    this.leaves.push({ path, coordinates, person, event })
  }

  #readField(value: object, node: FieldNode, at: Place): void {
    const name = node.alias?.value ?? node.name.value
    const inside = (value as Readonly<Record<string, unknown>>)[name] ?? null
    const path = `${at.path}.${name}`
    const field = at.type.getFields()[node.name.value]
    const own = field ? [`${at.type.name}.${field.name}`] : []
    const coordinates = [...at.coordinates, ...own]
    const type = field && getNamedType(field.type)
    const { origin, person } = at
    if (isObjectType(type) && node.selectionSet)
      this.read(inside, node.selectionSet, { type, coordinates, path, origin, person })
    else if (inside !== null) this.leaves.push({ path, coordinates, origin, person })
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
