import type { ConstDirectiveNode, FieldDefinitionNode } from 'graphql'
import { Kind, parse } from 'graphql'

/** Data categories by coordinate, as in `Person.id`; an empty list means "no more than what led here". */
export type Classification = ReadonlyMap<string, readonly string[]>

/**
 * The classification of every field of a supergraph or subgraph.
 * Fields without `@classified` are absent: whoever asks must then refuse.
 */
export function readClassification(sdl: string): Classification {
  const classification = new Map<string, readonly string[]>()
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION)
      continue
    for (const field of type.fields ?? []) {
      const categories = categoriesOf(field)
      if (categories) classification.set(`${type.name.value}.${field.name.value}`, categories)
    }
  }
  return classification
}

/** The categories of one field definition, or null when it is not classified. */
export function categoriesOf(field: FieldDefinitionNode): readonly string[] | null {
  const directive = field.directives?.find(({ name }) => name.value === 'classified')
  return directive ? readCategories(directive) : null
}

/** True when the field carries a directive of this name, imported or fully qualified. */
export function hasDirective(field: FieldDefinitionNode, name: string): boolean {
  const names = [name, `federation__${name}`]
  return field.directives?.some((directive) => names.includes(directive.name.value)) ?? false
}

function readCategories(directive: ConstDirectiveNode): readonly string[] | null {
  const value = directive.arguments?.find((argument) => argument.name.value === 'as')?.value
  if (value?.kind !== Kind.LIST) return null
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
}
