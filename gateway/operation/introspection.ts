import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { executeSync, Kind } from 'graphql'

import type { JsonObject } from '../../common/json'
import type { SelectedField, Variables } from './selection'

/** True for `__schema` and `__type`, the fields that tell what the hub could be asked. */
export function isIntrospection(field: SelectedField): boolean {
  return ['__schema', '__type'].includes(field.nodes[0].name.value)
}

/** Answers the introspection fields of an operation from the schema callers see; no agency is asked. */
export function introspect(
  schema: GraphQLSchema,
  fields: readonly SelectedField[],
  request: {
    readonly document: DocumentNode
    readonly operation: OperationDefinitionNode
    readonly variables: Variables
  },
): JsonObject {
  const selections: FieldNode[] = fields.flatMap((field) => [...field.nodes])
  if (selections.length === 0) return {}
  const operation = {
    ...request.operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  } as const
  const fragments = request.document.definitions.filter(
    (node) => node.kind === Kind.FRAGMENT_DEFINITION,
  )
  const { data } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variableValues: request.variables,
  })
  return { ...data }
}
