import type { DocumentNode, GraphQLSchema } from 'graphql'
import { isObjectType, Kind } from 'graphql'

import type { Plumbing } from './permitted-document'
import { argumentOf } from './resolvable-keys'

/**
 * What of a supergraph is nobody's data: the keys of its entities, and what callers cannot see, which
 * composition lets only the hub's own subgraphs have, and echoes, which no subgraph may require.
 */
export function findPlumbing(supergraph: DocumentNode, apiSchema: GraphQLSchema): Plumbing {
  const keys = readKeys(supergraph)
  return {
    isPlumbing: (typeName, fieldName) => {
      const type = apiSchema.getType(typeName)
      const isVisible = isObjectType(type) && fieldName in type.getFields()
      return !isVisible || keys.has(`${typeName}.${fieldName}`)
    },
  }
}

function readKeys({ definitions }: DocumentNode): ReadonlySet<string> {
  const keys = definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
    return (node.directives ?? []).flatMap((directive) => {
      const key = directive.name.value === 'join__type' ? argumentOf(directive, 'key') : undefined
      const names = key?.kind === Kind.STRING ? (key.value.match(/\w+/g) ?? []) : []
      return names.map((name) => `${node.name.value}.${name}`)
    })
  })
  return new Set(keys)
}
