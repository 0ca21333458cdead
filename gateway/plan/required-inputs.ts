import type { QueryPlanSelectionNode } from '@apollo/query-planner'
import { Kind, visit } from 'graphql'

import type { RefusedInput } from './fetch-guard'
import type { PermittedWith } from './permitted-document'
import type { EntityFetch } from './planner-extension'

/** Data of others that a subgraph is given so that it can compute its own. */
export interface RequiredInputs {
  /** Names of every field in what it is given. */
  readonly names: ReadonlySet<string>
  /** What of it the policy keeps back. */
  readonly refused: readonly RefusedInput[]
}

/** Says of what a subgraph is given whether it is data, about which somebody has to decide. */
export type DataTest = (typeName: string, fieldName: string) => boolean

export function isDataOf({ isPlumbing }: Pick<PermittedWith, 'isPlumbing'>): DataTest {
  return (typeName, fieldName) => fieldName !== '__typename' && !isPlumbing(typeName, fieldName)
}

/** What a fetch gives its subgraph to compute with; null when that is nothing. */
export function readInputs(
  { document, requires }: Omit<EntityFetch, 'query'>,
  permitted: PermittedWith,
): RequiredInputs | null {
  const names = new Set(dataNames(requires, { isData: isDataOf(permitted), typeName: '' }))
  if (names.size === 0) return null
  const refused = new Map<string, RefusedInput>()
  for (const coordinate of coordinatesOfEntities(document))
    for (const input of permitted.guard.refusedInputs(coordinate))
      refused.set(input.path.join('.'), input)
  return { names, refused: [...refused.values()] }
}

function dataNames(
  selections: readonly QueryPlanSelectionNode[],
  { isData, typeName }: { readonly isData: DataTest; readonly typeName: string },
): readonly string[] {
  return selections.flatMap((node) => {
    if (node.kind === 'InlineFragment')
      return dataNames(node.selections, { isData, typeName: node.typeCondition ?? typeName })
    return isData(typeName, node.name) ? namesIn(node) : []
  })
}

function namesIn(node: QueryPlanSelectionNode): readonly string[] {
  const inside = (node.selections ?? []).flatMap(namesIn)
  return node.kind === 'Field' ? [node.alias ?? node.name, ...inside] : inside
}

/** The fields that are asked of entities, as in `Person.chronology`. */
function coordinatesOfEntities(document: EntityFetch['document']): readonly string[] {
  const found: string[] = []
  visit(document, {
    InlineFragment(node) {
      const typeName = node.typeCondition?.name.value ?? ''
      for (const one of node.selectionSet.selections)
        if (one.kind === Kind.FIELD) found.push(`${typeName}.${one.name.value}`)
      return false
    },
  })
  return found
}
