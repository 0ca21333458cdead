import type { QueryPlanSelectionNode } from '@apollo/query-planner'

import type { JsonObject } from '../../common/json'
import { getOwn, isObject, setOwn } from '../../common/json'
import { mergeInto } from './merge'
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
}

/** Compiles the planner's `requires`. */
export function compilePicker(
  selections: readonly QueryPlanSelectionNode[],
  context: PickWith,
): Picker {
  const parts = selections.map((selection) => compilePart(selection, context))
  return (entity) => {
    const picked: JsonObject = {}
    for (const addTo of parts) if (!addTo(picked, entity)) return null
    return picked
  }
}

/** Adds its part; false when something is missing. */
type Part = (picked: JsonObject, entity: JsonObject) => boolean

function compilePart(selection: QueryPlanSelectionNode, context: PickWith): Part {
  if (selection.kind === 'InlineFragment')
    return compileFragment(
      selection.typeCondition ?? null,
      compilePicker(selection.selections, context),
      context,
    )
  const name = selection.alias ?? selection.name
  const sentName = context.realName(name)
  const pick = selection.selections ? compilePicker(selection.selections, context) : null
  return (picked, entity) => {
    const value = getOwn(entity, name)
    if (value === undefined) return false
    setOwn(picked, sentName, pick ? pickInside(value, pick) : value)
    return true
  }
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
