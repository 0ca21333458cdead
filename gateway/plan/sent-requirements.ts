import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import type { DocumentNode, FieldDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql'
import { Kind, visit } from 'graphql'

import { readSelectionText } from '../../schema/selection-text'
import type { EntityFetch } from './planner-extension'
import { argumentOf, graphOf } from './resolvable-keys'

/** A plan that asks for a computed field without what it is computed from; nothing of it is fetched. */
export class DroppedRequirementError extends Error {
  constructor(coordinate: string) {
    super(`The plan asks for ${coordinate} without what it requires`)
    this.name = 'DroppedRequirementError'
  }
}

/** What a subgraph must be sent before it can answer for a field; null: nothing. */
export type RequirementFinder = (service: string, coordinate: string) => SelectionSetNode | null

/** Reads the requirements of a supergraph as it is given to the planner. */
export function findRequirements(supergraph: DocumentNode): RequirementFinder {
  const graphs = graphsByName(supergraph)
  const known = new Map<string, SelectionSetNode>()
  const note = (typeName: string, field: FieldDefinitionNode) => {
    for (const directive of field.directives ?? []) {
      const value = argumentOf(directive, 'requires')
      if (directive.name.value !== 'join__field' || value?.kind !== Kind.STRING) continue
      known.set(
        `${graphOf(directive) ?? ''} ${typeName}.${field.name.value}`,
        readSelectionText(value.value),
      )
    }
  }
  for (const node of supergraph.definitions)
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const field of node.fields ?? []) note(node.name.value, field)
  return (service, coordinate) => known.get(`${graphs.get(service) ?? ''} ${coordinate}`) ?? null
}

/**
 * Makes sure that with each computed field its subgraph is sent what the field requires: where a key has
 * fields below the same one, the planner sends the key alone.
 * @throws DroppedRequirementError
 */
export function checkRequirements(
  { document, requires }: Omit<EntityFetch, 'query'>,
  requirementOf: (coordinate: string) => SelectionSetNode | null,
): void {
  visit(document, {
    InlineFragment({ typeCondition, selectionSet }) {
      for (const node of selectionSet.selections) {
        if (node.kind !== Kind.FIELD) continue
        const coordinate = `${typeCondition?.name.value ?? ''}.${node.name.value}`
        const required = requirementOf(coordinate)
        if (required && !requires.some((sent) => covers(insideOf(sent), required.selections)))
          throw new DroppedRequirementError(coordinate)
      }
      return false
    },
  })
}

type Sent = readonly QueryPlanSelectionNode[]

function insideOf(node: QueryPlanSelectionNode): Sent {
  return node.selections ?? []
}

/** Fragments may be sent in other shapes than they are written, so what is in them is taken together. */
function covers(sent: Sent, required: readonly SelectionNode[]): boolean {
  return required.every((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return true
    if (node.kind === Kind.INLINE_FRAGMENT) return covers(sent, node.selectionSet.selections)
    const found = sent.flatMap((one) => fieldsNamed(one, node.name.value))
    const inside = found.flatMap(insideOf)
    return found.length > 0 && covers(inside, node.selectionSet?.selections ?? [])
  })
}

function fieldsNamed(node: QueryPlanSelectionNode, name: string): Sent {
  if (node.kind === 'Field') return node.name === name ? [node] : []
  return node.selections.flatMap((one) => fieldsNamed(one, name))
}

/** The enum value of each subgraph in the supergraph, by the subgraph's name. */
export function graphsByName({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph'
      ? (node.values ?? [])
      : [],
  )
  return new Map(
    graphs.flatMap(({ name, directives = [] }) =>
      directives.flatMap((directive) => {
        const value = argumentOf(directive, 'name')
        return value?.kind === Kind.STRING ? [[value.value, name.value] as const] : []
      }),
    ),
  )
}
