import type { ObjectTypeDefinitionNode, SelectionSetNode } from 'graphql'
import { Kind, parse } from 'graphql'

import { readSelectionText } from './selection-text'

/**
 * What a subgraph must be given of others before it can answer for a field, by the field's coordinate
 * as in `Person.chronology`: one selection for each subgraph that answers for it.
 * @see https://specs.apollo.dev/join/v0.4/#@field, argument `requires`
 */
export type Requirements = ReadonlyMap<string, readonly SelectionSetNode[]>

/** Reads from a supergraph what its fields require. */
export function readRequirements(supergraphSdl: string): Requirements {
  const { definitions } = parse(supergraphSdl, { noLocation: true })
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ? requirementsOf(node) : [],
    ),
  )
}

type Requirement = readonly [coordinate: string, selections: readonly SelectionSetNode[]]

function requirementsOf({ name, fields = [] }: ObjectTypeDefinitionNode): Requirement[] {
  return fields.flatMap((field): Requirement[] => {
    const selections = (field.directives ?? []).flatMap((directive) => {
      if (directive.name.value !== 'join__field') return []
      const value = directive.arguments?.find((one) => one.name.value === 'requires')?.value
      return value?.kind === Kind.STRING ? [readSelectionText(value.value)] : []
    })
    return selections.length > 0 ? [[`${name.value}.${field.name.value}`, selections]] : []
  })
}
