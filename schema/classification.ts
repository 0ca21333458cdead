import type { FieldDefinitionNode } from 'graphql'
import { Kind, parse } from 'graphql'

/** Data categories by coordinate, as in `Person.id`; an empty list means "no more than what led here". */
export type Classification = ReadonlyMap<string, readonly string[]>

/**
 * The classification of every field of a supergraph or subgraph.
 * Fields without `@classified` are absent: whoever asks must then refuse.
 */
export function readClassification(sdl: string): Classification {
  return readFields(sdl, categoriesOf)
}

/**
 * The categories that the rows of a list may have, by the list's coordinate; lists whose rows have none of
 * their own are absent.
 */
export function readRowCategories(sdl: string): Classification {
  return readFields(sdl, rowCategoriesOf)
}

function readFields(
  sdl: string,
  read: (field: FieldDefinitionNode) => readonly string[] | null,
): Classification {
  const found = new Map<string, readonly string[]>()
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION)
      continue
    for (const field of type.fields ?? []) {
      const categories = read(field)
      if (categories) found.set(`${type.name.value}.${field.name.value}`, categories)
    }
  }
  return found
}

/** The categories of one field definition, or null when it is not classified. */
export function categoriesOf(field: FieldDefinitionNode): readonly string[] | null {
  return readCategories(field, 'as')
}

/** The categories that the rows of one list may have, or null when they have none of their own. */
export function rowCategoriesOf(field: FieldDefinitionNode): readonly string[] | null {
  return readCategories(field, 'rows')
}

/** True when the field carries a directive of this name, imported or fully qualified. */
export function hasDirective(field: FieldDefinitionNode, name: string): boolean {
  const names = [name, `federation__${name}`]
  return field.directives?.some((directive) => names.includes(directive.name.value)) ?? false
}

function readCategories(field: FieldDefinitionNode, argument: string): readonly string[] | null {
  const directive = field.directives?.find(({ name }) => name.value === 'classified')
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value
  if (value?.kind !== Kind.LIST) return null
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
}
