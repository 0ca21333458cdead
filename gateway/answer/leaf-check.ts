import type { GraphQLNamedType } from 'graphql'
import { isEnumType } from 'graphql'

/** True for a value that a subgraph may give for a leaf; null is for the caller to judge. */
export type LeafCheck = (value: unknown) => boolean

/**
 * The check of an enum or scalar.
 * @param ofOwn what the schema's own scalars may be: by default anything but an object
 */
export function leafCheck(type: GraphQLNamedType, ofOwn: LeafCheck = isPrimitive): LeafCheck {
  return isEnumType(type)
    ? (value) => typeof value === 'string' && type.getValue(value) !== undefined
    : (scalarChecks[type.name] ?? ofOwn)
}

const scalarChecks: Readonly<Record<string, LeafCheck>> = {
  Int: (value) => Number.isInteger(value),
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' && value !== undefined
}
