import type {
  DefinitionNode,
  DocumentNode,
  EnumTypeDefinitionNode,
  FieldDefinitionNode,
  TypeNode,
} from 'graphql'
import { Kind } from 'graphql'

import { rowCategoriesOf } from '../../../schema/classification'

/** Deeper than that nothing is made up. */
const maxDepth = 3

/** References of the people who are made up. */
export const sampleReferences = ['EX-0001', 'EX-0002'] as const

/** Made-up records for two people, by reference: one record of each list that the view of an agency has. */
export function sampleRecords(sdl: DocumentNode, field: string): Readonly<Record<string, object>> {
  const types = new Map(sdl.definitions.flatMap(namedDefinition))
  const person = fieldsOf(types.get('Person'))
  const view = person.find(({ name }) => name.value === field)
  if (!view) throw new Error(`The SDL has no field Person.${field}`)
  const entries = sampleReferences.map((ref) => [ref, sampleObject(view.type, types, maxDepth)])
  return Object.fromEntries(entries) as Readonly<Record<string, object>>
}

type Types = ReadonlyMap<string, DefinitionNode>

function namedDefinition(node: DefinitionNode): readonly (readonly [string, DefinitionNode])[] {
  const isNamed =
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION
  return isNamed ? [[node.name.value, node]] : []
}

function sampleObject(type: TypeNode, types: Types, depth: number): object {
  const fields = fieldsOf(types.get(typeName(type)))
  return Object.fromEntries(fields.map((one) => [one.name.value, sampleField(one, types, depth)]))
}

function sampleField(field: FieldDefinitionNode, types: Types, depth: number): unknown {
  const { type } = field
  const given = types.get(typeName(type))
  if (isListType(type)) return isRowsLeftOut(field, depth) ? [] : sampleList(type, types, depth)
  if (given?.kind === Kind.OBJECT_TYPE_DEFINITION)
    return depth === 0 ? null : sampleObject(type, types, depth - 1)
  if (given?.kind === Kind.ENUM_TYPE_DEFINITION) return firstOf(given)
  return sampleScalar(field.name.value, typeName(type))
}

function firstOf({ values = [] }: EnumTypeDefinitionNode): string | null {
  return values[0]?.name.value ?? null
}

/** A row whose category is decided by itself is left to whoever writes the agency. */
function isRowsLeftOut(field: FieldDefinitionNode, depth: number): boolean {
  return depth === 0 || rowCategoriesOf(field) !== null
}

function sampleList(type: TypeNode, types: Types, depth: number): readonly object[] {
  const isObject = types.get(typeName(type))?.kind === Kind.OBJECT_TYPE_DEFINITION
  return isObject ? [sampleObject(type, types, depth - 1)] : []
}

function isListType(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isListType(type.type)
  return type.kind === Kind.LIST_TYPE
}

function sampleScalar(name: string, type: string): unknown {
  if (type === 'Boolean') return false
  if (type === 'Int' || type === 'Float') return 0
  if (/(At|Date|dateOfBirth|day)$/.test(name)) return '2025-06-01'
  return type === 'ID' ? `EX-${name}` : 'Made up'
}

function fieldsOf(node: DefinitionNode | undefined): readonly FieldDefinitionNode[] {
  return node?.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []) : []
}

function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type)
}
