import type { FieldNode, GraphQLField } from 'graphql'
import { getArgumentValues, Kind, visit } from 'graphql'

import type { Variables } from './selection'

type Arguments = Readonly<Record<string, unknown>>

/** Arguments of fields that depend on no variable; null: they do. */
const fixed = new WeakMap<FieldNode, Arguments | null>()

/** The arguments of a field, coerced, for these variables (coerced too); read once when they never change. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Arguments {
  let known = fixed.get(node)
  if (known === undefined) {
    known = dependsOnVariables(node) ? null : getArgumentValues(definition, node)
    fixed.set(node, known)
  }
  return known ?? getArgumentValues(definition, node, variables)
}

function dependsOnVariables({ arguments: args = [] }: FieldNode): boolean {
  let depends = false
  for (const argument of args) visit(argument, { [Kind.VARIABLE]: () => void (depends = true) })
  return depends
}
