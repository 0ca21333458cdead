import type { QueryPlanSelectionNode } from '@apollo/query-planner'

import type { JsonObject } from '../../common/json'
import { getOwn, isObject, setOwn } from '../../common/json'
import { mergeInto } from './merge'
import type { DataTest } from './required-inputs'
import type { TypeMatcher } from './type-matcher'

/**
 * Takes from an object what a subgraph needs to know it by; null when something of it is missing or
 * it is of another type, so that the subgraph cannot be asked.
 */
export type Picker = (entity: JsonObject) => JsonObject | null

export interface PickWith {
  readonly matches: TypeMatcher
  /** The name under which a subgraph knows what the plan has under another. */
  readonly realName: (name: string) => string
  /** True for data: where it is missing the subgraph is given null, and is told why elsewhere. */
  readonly isData: DataTest
}

/** Compiles the planner's `requires`. */
export function compilePicker(
  selections: readonly QueryPlanSelectionNode[],
  context: PickWith,
  typeName = '',
): Picker {
  const parts = selections.map((selection) => compilePart(selection, context, typeName))
  return (entity) => {
    const picked: JsonObject = {}
    for (const addTo of parts) if (!addTo(picked, entity)) return null
    return picked
  }
}

/** Adds its part; false when something is missing. */
type Part = (picked: JsonObject, entity: JsonObject) => boolean

function compilePart(selection: QueryPlanSelectionNode, context: PickWith, typeName: string): Part {
  if (selection.kind === 'InlineFragment') {
    const condition = selection.typeCondition ?? null
    const pick = compilePicker(selection.selections, context, condition ?? typeName)
    return compileFragment(condition, pick, context)
  }
  const name = selection.alias ?? selection.name
  if (context.isData(typeName, selection.name)) return dataPart(selection)
  const sentName = context.realName(name)
  const pick = selection.selections ? compilePicker(selection.selections, context) : null
  return (picked, entity) => {
    const value = getOwn(entity, name)
    if (value === undefined) return false
    setOwn(picked, sentName, pick ? pickInside(value, pick) : value)
    return true
  }
}

/** Adds data, or null in the place of what is refused or did not come: that never stops a question. */
function dataPart({ alias, name, selections }: DataNode): Part {
  const key = alias ?? name
  const parts = (selections ?? []).map((node) => dataPart(asDataNode(node)))
  const copy = (value: unknown): unknown => {
    if (parts.length === 0) return value ?? null
    if (Array.isArray(value)) return value.map(copy)
    if (!isObject(value)) return null
    const picked: JsonObject = {}
    for (const addTo of parts) addTo(picked, value)
    return picked
  }
  return (picked, entity) => {
    setOwn(picked, key, copy(getOwn(entity, key)))
    return true
  }
}

type DataNode = Extract<QueryPlanSelectionNode, { readonly kind: 'Field' }>

function asDataNode(node: QueryPlanSelectionNode): DataNode {
  if (node.kind === 'Field') return node
  throw new Error('A plan that requires data of several types: composition refuses it')
}

function compileFragment(condition: string | null, pick: Picker, { matches }: PickWith): Part {
  return (picked, entity) => {
    if (condition !== null && !isOf(entity, condition, matches)) return true
    const inside = pick(entity)
    // Of several fragments that apply one may lack something: what the others have is sent.
    if (inside) mergeInto(picked, inside)
    return true
  }
}

function isOf(entity: JsonObject, condition: string, matches: TypeMatcher): boolean {
  const typeName = entity['__typename']
  return typeof typeName === 'string' && matches(typeName, condition)
}

function pickInside(value: unknown, pick: Picker): unknown {
  if (Array.isArray(value)) return value.map((item) => pickInside(item, pick))
  return isObject(value) ? pick(value) : null
}
