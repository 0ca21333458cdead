import type { FieldNode, GraphQLError, GraphQLSchema, SelectionSetNode } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode } from 'graphql'
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

import { hasDirective } from '../../../schema/classification'

/** An operation that was executed, and what came of it. */
export interface ExecutedOperation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly data: unknown
  readonly errors: readonly GraphQLError[]
}

/** What an answer gives away, by coordinates such as `PoliceView.incidents`; each list sorted. */
export interface DisclosedFields {
  readonly fields: readonly string[]
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
}

type Path = readonly (string | number)[]

/**
 * What an answer gave of each field: that there is nothing is an answer to all that was asked below
 * it; what failed is neither given nor withheld.
 */
export function readDisclosedFields(operation: ExecutedOperation): DisclosedFields {
  const walk = new Walk(operation)
  for (const definition of operation.document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      walk.visitObject(operation.data, definition.selectionSet, [])
  return walk.result()
}

/** Plumbing of federation, which is nobody's data. */
const plumbing = /^(Query\.|_)|\.__typename$/

class Walk {
  readonly #coordinates: ReadonlyMap<FieldNode, string>
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly #errors: ReadonlyMap<string, GraphQLError>
  readonly #fields = new Set<string>()
  readonly #withheld = new Map<string, string>()

  constructor({ schema, document, errors }: ExecutedOperation) {
    this.#coordinates = readCoordinates(schema, document)
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    )
    this.#errors = new Map(errors.map((error) => [keyOf(error.path ?? []), error]))
  }

  result(): DisclosedFields {
    const withheld = [...this.#withheld].map(([field, reason]) => ({ field, reason }))
    return {
      fields: [...this.#fields].toSorted(),
      withheld: withheld.toSorted((one, other) => (one.field < other.field ? -1 : 1)),
    }
  }

  visitObject(value: unknown, selection: SelectionSetNode, path: Path): void {
    for (const node of this.#fieldsOf(selection)) {
      const name = node.alias?.value ?? node.name.value
      const inside = (value as Readonly<Record<string, unknown>> | null)?.[name]
      // A fragment on another type, or skipped: nothing was asked.
      if (inside !== undefined) this.#visitField(node, inside, [...path, name])
    }
  }

  #visitField(node: FieldNode, value: unknown, path: Path): void {
    const error = this.#errors.get(keyOf(path))
    if (error) this.#markWithheld(node, error)
    else if (isNothing(value)) this.#markAll(node, (coordinate) => this.#fields.add(coordinate))
    else {
      this.#mark(node, (coordinate) => this.#fields.add(coordinate))
      this.#visitValue(node, value, path)
    }
  }

  #visitValue(node: FieldNode, value: unknown, path: Path): void {
    if (!node.selectionSet) return
    if (!Array.isArray(value)) this.visitObject(value, node.selectionSet, path)
    else for (const [index, item] of value.entries()) this.#visitItem(node, item, [...path, index])
  }

  #visitItem(node: FieldNode, item: unknown, path: Path): void {
    const error = this.#errors.get(keyOf(path))
    if (error) this.#markWithheld(node, error)
    else if (item === null) this.#markAll(node, (coordinate) => this.#fields.add(coordinate))
    else this.#visitValue(node, item, path)
  }

  #markWithheld(node: FieldNode, { extensions }: GraphQLError): void {
    const { code, reason } = extensions
    if (code !== 'WITHHELD') return
    this.#markAll(node, (coordinate) => {
      this.#withheld.set(coordinate, typeof reason === 'string' ? reason : code)
    })
  }

  /** The field and everything that was asked below it. */
  #markAll(node: FieldNode, mark: (coordinate: string) => void): void {
    this.#mark(node, mark)
    if (node.selectionSet)
      for (const child of this.#fieldsOf(node.selectionSet)) this.#markAll(child, mark)
  }

  #mark(node: FieldNode, mark: (coordinate: string) => void): void {
    const coordinate = this.#coordinates.get(node)
    if (coordinate !== undefined && !plumbing.test(coordinate)) mark(coordinate)
  }

  #fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection]
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.#fieldsOf(selection.selectionSet)
      const fragment = this.#fragments.get(selection.name.value)
      return fragment ? this.#fieldsOf(fragment.selectionSet) : []
    })
  }
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

function keyOf(path: Path): string {
  return path.join('.')
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
