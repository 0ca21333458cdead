import type { AnswerObject } from '../answer-shape'
import { getOwn, isObject } from './merge'
import type { AnswerPath } from './planned-fetch'

/** The objects at a place of a plan, in the order of the answer; nulls and gaps are none. */
export function findTargets(data: AnswerObject, path: readonly string[]): readonly AnswerObject[] {
  let here: readonly unknown[] = [data]
  for (const step of path) here = here.flatMap((value) => valuesAt(value, step))
  return here.flatMap(objectsIn)
}

/** Where each of the same objects is. */
export function findPlaces(data: AnswerObject, path: readonly string[]): readonly AnswerPath[] {
  let here: readonly Placed[] = [{ value: data, at: [] }]
  for (const step of path) here = here.flatMap((placed) => placedAt(placed, step))
  return here.flatMap(placedIn).map(({ at }) => at)
}

interface Placed {
  readonly value: unknown
  readonly at: AnswerPath
}

function valuesAt(value: unknown, step: string): readonly unknown[] {
  if (step === '@') return Array.isArray(value) ? value : []
  return isObject(value) ? [getOwn(value, step)] : []
}

function placedAt({ value, at }: Placed, step: string): readonly Placed[] {
  if (step === '@') return Array.isArray(value) ? placedItems(value, at) : []
  return isObject(value) ? [{ value: getOwn(value, step), at: [...at, step] }] : []
}

function placedItems(items: readonly unknown[], at: AnswerPath): readonly Placed[] {
  return items.map((value, index) => ({ value, at: [...at, index] }))
}

/** Lists in lists have one `@` for each level, so what is left over is an object or nothing. */
function objectsIn(value: unknown): readonly AnswerObject[] {
  return isObject(value) ? [value] : []
}

function placedIn(placed: Placed): readonly Placed[] {
  return isObject(placed.value) ? [placed] : []
}
