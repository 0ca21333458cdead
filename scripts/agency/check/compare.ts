import type { ConstDirectiveNode, DocumentNode, FieldDefinitionNode } from 'graphql'
import { buildASTSchema, Kind } from 'graphql'

import { categoriesOf, hasDirective, rowCategoriesOf } from '../../../schema/classification'
import { findLibraryChanges } from './library-changes'
import type { SchemaChange } from './sorts'

/** The schema of a subgraph as graphql-js has it; federation's own directives are not looked at. */
export function schemaOf(sdl: DocumentNode) {
  return buildASTSchema(withDefinitions(sdl), { assumeValid: true, assumeValidSDL: true })
}

/** What is different in `after`, the worst first as far as GraphQL knows. */
export function compareSchemas(before: DocumentNode, after: DocumentNode): readonly SchemaChange[] {
  const [old, now] = [fieldsByCoordinate(before), fieldsByCoordinate(after)]
  const added = [...now].flatMap(([at, field]): SchemaChange[] => {
    const earlier = old.get(at)
    if (earlier) return compareFields(at, earlier, field)
    return isAskable(field) ? [{ sort: 'FIELD_ADDED', at, says: `${at} is new.` }] : []
  })
  return [...findLibraryChanges(schemaOf(before), schemaOf(after)), ...added]
}

/** The fields of object types by coordinate, as in `HomeVisit.uprn`. */
export function fieldsByCoordinate(sdl: DocumentNode): ReadonlyMap<string, FieldDefinitionNode> {
  const fields = withDefinitions(sdl).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (type.fields ?? []).map(
          (field) => [`${type.name.value}.${field.name.value}`, field] as const,
        )
      : [],
  )
  return new Map(fields)
}

/** False for what other subgraphs answer, and for what no caller sees. */
export function isAskable(field: FieldDefinitionNode): boolean {
  return !hasDirective(field, 'external') && !hasDirective(field, 'inaccessible')
}

/** `extend type` may stand alone in a subgraph; graphql-js would leave such a type out. */
function withDefinitions(sdl: DocumentNode): DocumentNode {
  const defined = new Set(
    sdl.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node.name.value] : [],
    ),
  )
  const definitions = sdl.definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION || defined.has(node.name.value)) return node
    defined.add(node.name.value)
    return { ...node, kind: Kind.OBJECT_TYPE_DEFINITION } as const
  })
  return { ...sdl, definitions }
}

function compareFields(
  at: string,
  old: FieldDefinitionNode,
  now: FieldDefinitionNode,
): SchemaChange[] {
  const [had, has] = [categoriesOf(old) ?? [], categoriesOf(now) ?? []]
  const gained = has.filter((one) => !had.includes(one))
  const lost = had.filter((one) => !has.includes(one))
  const [rowsBefore, rowsAfter] = [wordsOf(rowCategoriesOf(old)), wordsOf(rowCategoriesOf(now))]
  const [asked, asks] = [requirementOf(old), requirementOf(now)]
  const changes: SchemaChange[] = []
  if (gained.length > 0)
    changes.push({ sort: 'CATEGORY_ADDED', at, says: `${at} is now ${wordsOf(gained)} too.` })
  if (lost.length > 0)
    changes.push({ sort: 'CATEGORY_REMOVED', at, says: `${at} is no longer ${wordsOf(lost)}.` })
  if (rowsBefore !== rowsAfter)
    changes.push({
      ...{ sort: 'ROWS_CHANGED', at },
      says: `The rows of ${at} are of ${rowsAfter}; they were of ${rowsBefore}.`,
    })
  if (asked !== asks)
    changes.push({
      ...{ sort: 'REQUIREMENT_CHANGED', at },
      says: `${at} requires "${asks}"; it required "${asked}".`,
    })
  return changes
}

function wordsOf(categories: readonly string[] | null): string {
  return categories ? categories.toSorted().join(', ') : 'nothing of their own'
}

function requirementOf({ directives = [] }: FieldDefinitionNode): string {
  const requires = directives.find(({ name }) => /^(federation__)?requires$/.test(name.value))
  const value = fieldsOf(requires)
  return value.split(/\s+/).filter(Boolean).toSorted().join(' ')
}

function fieldsOf(directive: ConstDirectiveNode | undefined): string {
  const value = directive?.arguments?.find(({ name }) => name.value === 'fields')?.value
  return value?.kind === Kind.STRING ? value.value : ''
}
