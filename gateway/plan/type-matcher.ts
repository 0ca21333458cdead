import type { GraphQLSchema } from 'graphql'
import { isAbstractType, isInterfaceType } from 'graphql'

/** True when an object whose `__typename` is the first is also of the second type. */
export type TypeMatcher = (typeName: string, condition: string) => boolean

/** Knows which types are which, for objects as subgraphs name them. */
export function createTypeMatcher(schema: GraphQLSchema): TypeMatcher {
  const known = new Map<string, ReadonlySet<string>>()
  return (typeName, condition) => {
    if (typeName === condition) return true
    const names = known.get(condition) ?? subtypesOf(schema, condition)
    known.set(condition, names)
    return names.has(typeName)
  }
}

/** Interfaces count too: where a subgraph has an interface as an object, that is its `__typename`. */
function subtypesOf(schema: GraphQLSchema, name: string): ReadonlySet<string> {
  const type = schema.getType(name)
  if (!isAbstractType(type)) return new Set()
  const interfaces = isInterfaceType(type) ? schema.getImplementations(type).interfaces : []
  return new Set([...schema.getPossibleTypes(type), ...interfaces].map((one) => one.name))
}

/** Knows the names of interfaces and unions. */
export function createAbstractTest(schema: GraphQLSchema): (typeName: unknown) => boolean {
  const types = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type))
  const names = new Set<unknown>(types.map(({ name }) => name))
  return (typeName) => names.has(typeName)
}
