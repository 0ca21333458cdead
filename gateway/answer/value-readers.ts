import type { GraphQLNamedType, GraphQLOutputType } from 'graphql'
import { isListType, isNonNullType } from 'graphql'

import { leafCheck } from './leaf-check'

/** An answer that is not of the shape its query asked for. */
export class ShapeError extends Error {
  constructor(at: Trail, problem: string) {
    super(`${at.length > 0 ? at.join('.') : 'answer'}: ${problem}`)
    this.name = 'ShapeError'
  }
}

/** The path a reader is at: pushed and popped, so that an answer costs one list, not one each value. */
export type Trail = (string | number)[]

/** Reads the value at the path `at`, which it leaves as it was unless it throws. */
export type ValueReader = (value: unknown, at: Trail) => unknown

/** Most items of a list without a bound of its own: the most that may be asked for. */
export const maxListItems = 1000

/** @param maxItems of the outermost list */
export function typeReader(
  type: GraphQLOutputType,
  readNamed: ValueReader,
  maxItems = maxListItems,
): ValueReader {
  if (isNonNullType(type)) {
    const read = typeReader(type.ofType as GraphQLOutputType, readNamed, maxItems)
    return (value, at) => {
      if (value === null) throw new ShapeError(at, 'is null but may not be')
      return read(value, at)
    }
  }
  if (isListType(type)) {
    const read = typeReader(type.ofType, readNamed)
    return (value, at) => {
      if (value === null) return null
      if (!Array.isArray(value)) throw new ShapeError(at, 'expected a list')
      if (value.length > maxItems) throw new ShapeError(at, `has more than ${maxItems} items`)
      return sameOrNew(value, (item, index) => {
        at.push(index)
        const answer = read(item, at)
        at.pop()
        return answer
      })
    }
  }
  return (value, at) => (value === null ? null : readNamed(value, at))
}

export function leafReader(type: GraphQLNamedType): ValueReader {
  const isValid = leafCheck(type)
  return (value, at) => {
    if (!isValid(value)) throw new ShapeError(at, `is not of type ${type.name}`)
    return value
  }
}

export function exactText(expected: string): ValueReader {
  return (value, at) => {
    if (value !== expected) throw new ShapeError(at, `is not ${expected}`)
    return value
  }
}

/** The list itself when reading changes none of its items: it then stands in the answer as it came. */
export function sameOrNew(
  list: readonly unknown[],
  read: (item: unknown, index: number) => unknown,
): readonly unknown[] {
  let answers: unknown[] | null = null
  // `list.entries()` would allocate a pair for each item.
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index]
    const answer = read(item, index)
    if (answer !== item) answers ??= list.slice(0, index)
    answers?.push(answer)
  }
  return answers ?? list
}
