import type { GraphQLLeafType } from 'graphql'
import { GraphQLError, isObjectType } from 'graphql'

import type { JsonObject } from '../common/json'
import type { LeafCheck } from '../gateway/answer/leaf-check'
import { leafCheck } from '../gateway/answer/leaf-check'
import { sameOrNew } from '../gateway/answer/value-readers'
import type { HiddenNames } from './hidden-names'
import type { FieldsType } from './selection-shapes'

/** What a shape needs besides what was fetched. */
export interface ShapeInput {
  /** Answers of `__schema` and `__type`, by response name. */
  readonly introspected: JsonObject
  /** Errors that are known already, by the caller's names; those found are added. */
  readonly errors: GraphQLError[]
}

/** Reads the value at `input.path`, which it leaves as it found it. */
export type Reader = (value: unknown, input: Reading) => unknown

/** One answer in the making. */
export interface Reading extends ShapeInput {
  /** The path the reader is at: pushed and popped, so that an answer costs one list. */
  readonly path: (string | number)[]
}

/** A null where the schema promises a value: its parent becomes null too. */
export const impossible = Symbol('impossible')

/** An interface is no answer to what an object is. */
export function typeNameReader(parent: FieldsType): Reader {
  return (_fetched, input) => {
    if (isObjectType(parent)) return parent.name
    addError(input, 'What this is cannot be told.')
    return impossible
  }
}

export function nonNullReader(read: Reader): Reader {
  return (value, input) => {
    const inner = read(value, input)
    if (inner !== null) return inner
    if (!isTold(input)) addError(input, 'Cannot return null for a non-null field.')
    return impossible
  }
}

export function listReader(read: Reader): Reader {
  return (value, input) => {
    if (value === null) return null
    if (!Array.isArray(value)) return invalid(input)
    const { path } = input
    const items = sameOrNew(value, (item, step) => {
      path.push(step)
      const answer = read(item ?? null, input)
      path.pop()
      return answer
    })
    return items.includes(impossible) ? null : items
  }
}

/** A schema's own scalar may be an object. */
export function openLeafCheck(type: GraphQLLeafType): LeafCheck {
  return leafCheck(type, () => true)
}

export function leafReader(type: GraphQLLeafType, hidden: HiddenNames): Reader {
  const isValid = openLeafCheck(type)
  return (value, input) => {
    if (value === null || isValid(value)) return value
    return hidden.hasValue(type, value) ? null : invalid(input)
  }
}

export function invalid(input: Reading): null {
  addError(input, 'A subgraph gave a value that is not of its type.')
  return null
}

function addError({ errors, path }: Reading, message: string): void {
  errors.push(new GraphQLError(message, { path: [...path] }))
}

/** True when an error says already why there is nothing here. */
function isTold({ errors, path }: Reading): boolean {
  return errors.some(({ path: known = [] }) =>
    path.every((step, index) => index >= known.length || known[index] === step),
  )
}
