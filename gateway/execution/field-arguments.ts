import type { FieldNode, GraphQLField } from 'graphql'
import { getArgumentValues, Kind, visit } from 'graphql'

import type { Variables } from './selection'

/** The arguments of a field, coerced, for these variables (coerced too). */
export type ArgumentReader = (variables: Variables) => Readonly<Record<string, unknown>>

/** Compiles how the arguments of a field are read; without variables they are read once. */
export function argumentReader(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ArgumentReader {
  if (dependsOnVariables(node)) return (variables) => getArgumentValues(definition, node, variables)
  const values = getArgumentValues(definition, node)
  return () => values
}

function dependsOnVariables({ arguments: args = [] }: FieldNode): boolean {
  let depends = false
  for (const argument of args) visit(argument, { [Kind.VARIABLE]: () => void (depends = true) })
  return depends
}
