import type { GraphQLSchema, DangerousChangeType } from 'graphql'
import { BreakingChangeType, findBreakingChanges, findDangerousChanges } from 'graphql'

import type { ChangeSort, SchemaChange } from './sorts'
import { sorts } from './sorts'

/** Where a change is, read from the sentence that graphql-js makes of it. */
const places: readonly (readonly [pattern: RegExp, at: string])[] = [
  [/^(\w+\.\w+) arg (\w+) /, '$1($2:)'],
  [/ arg (\w+) on (\w+\.\w+) was added/, '$2($1:)'],
  [/^(\w+) was removed from enum type (\w+)/, '$2.$1'],
  [/^(\w+) was added to enum type (\w+)/, '$2.$1'],
  [/ field (\w+) on input type (\w+) was added/, '$2.$1'],
  [/^(\w+\.\w+) /, '$1'],
  [/^(\w+) /, '$1'],
]

/** Nobody asks the hub for these: composition has its own say about them. */
const ofDirectives: ReadonlySet<string> = new Set([
  BreakingChangeType.DIRECTIVE_REMOVED,
  BreakingChangeType.DIRECTIVE_ARG_REMOVED,
  BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED,
  BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED,
  BreakingChangeType.DIRECTIVE_LOCATION_REMOVED,
])

/** What GraphQL itself calls breaking or dangerous. */
export function findLibraryChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
): readonly SchemaChange[] {
  const found = [...findBreakingChanges(before, after), ...findDangerousChanges(before, after)]
  return found
    .filter(({ type, description }) => !ofDirectives.has(type) && !isOfScalar(description))
    .map(({ type, description }) => ({
      ...{ sort: sortOf(type), at: placeOf(description), says: description },
    }))
}

/** A built-in scalar that nothing uses any more is told by the field that used it. */
function isOfScalar(description: string): boolean {
  return description.startsWith('Standard scalar ')
}

function sortOf(type: BreakingChangeType | DangerousChangeType): ChangeSort {
  return type in sorts ? (type as ChangeSort) : 'OTHER'
}

function placeOf(description: string): string {
  for (const [pattern, at] of places) {
    const found = pattern.exec(description)
    if (found) return at.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '')
  }
  return description
}
