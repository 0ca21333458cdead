import type { DocumentNode } from 'graphql'
import { Kind } from 'graphql'

/** The response names of the root fields of a subgraph query. */
export function responseNamesOf({ definitions }: DocumentNode): readonly string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD ? [node.alias?.value ?? node.name.value] : [],
        )
      : [],
  )
}
