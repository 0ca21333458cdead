import type { GraphQLLeafType, GraphQLOutputType } from 'graphql'
import { isLeafType, isListType, isNonNullType } from 'graphql'

import type { LeafCheck } from './leaf-check'
import { maxListItems } from './value-readers'

/** A leaf of an object, or a list of leaves: its name there, and what may stand under it. */
export interface NamedLeaf {
  readonly name: string
  readonly isValid: LeafCheck
}

/** True for an object that can stand in the answer as it is. */
export type SameLeaves = (value: object) => boolean

/**
 * Compiles the check that an object has exactly these leaves in this order, each as it should be.
 * Most records do, and need not be built anew, which costs more than all checks of them together.
 * @param leaves null when there is more to it than leaves: such an object is never the same
 */
export function compileSameLeaves(leaves: readonly NamedLeaf[] | null): SameLeaves {
  if (!leaves || leaves.some(({ name }) => name in Object.prototype)) return never
  const count = leaves.length
  return (value) => {
    let index = 0
    for (const name in value) {
      const leaf = leaves[index]
      if (leaf?.name !== name || !leaf.isValid((value as Record<string, unknown>)[name]))
        return false
      index += 1
    }
    return index === count
  }
}

/** The check of a leaf or a list of leaves, nulls included; null for every other type. */
export function leavesCheck(
  type: GraphQLOutputType,
  checkOf: (leaf: GraphQLLeafType) => LeafCheck,
): LeafCheck | null {
  if (isNonNullType(type)) {
    const check = leavesCheck(type.ofType as GraphQLOutputType, checkOf)
    return check && ((value) => value !== null && check(value))
  }
  if (isListType(type)) {
    const check = leavesCheck(type.ofType, checkOf)
    return check && ((value) => value === null || isListOf(value, check))
  }
  const check = isLeafType(type) ? checkOf(type) : null
  return check && ((value) => value === null || check(value))
}

function isListOf(value: unknown, check: LeafCheck): boolean {
  if (!Array.isArray(value) || value.length > maxListItems) return false
  return value.every((item) => check(item))
}

function never(): boolean {
  return false
}

/** All of them, or null when one is null. */
export function allOrNull<Item>(items: readonly (Item | null)[]): readonly Item[] | null {
  const found = items.filter((item) => item !== null)
  return found.length === items.length ? found : null
}
