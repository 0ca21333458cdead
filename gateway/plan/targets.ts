import type { AnswerObject } from '../answer/answer-shape'
import { getOwn, isObject } from './merge'
import type { AnswerPath } from './planned-fetch'

/** The objects at a place of a plan, in the order of the answer; nulls and gaps are none. */
export function findTargets(data: AnswerObject, path: readonly string[]): readonly AnswerObject[] {
  let here: readonly unknown[] = [data]
  for (const step of path) {
    const next: unknown[] = []
    for (const value of here) addValuesAt(value, step, next)
    here = next
  }
  return here.filter(isObject)
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

/** Lists in lists have one `@` for each level, so what is left over is an object or nothing. */
function addValuesAt(value: unknown, step: string, to: unknown[]): void {
  if (step !== '@') {
    if (isObject(value)) to.push(getOwn(value, step))
  } else if (Array.isArray(value)) for (const item of value) to.push(item)
}

function placedAt({ value, at }: Placed, step: string): readonly Placed[] {
  if (step === '@') return Array.isArray(value) ? placedItems(value, at) : []
  return isObject(value) ? [{ value: getOwn(value, step), at: [...at, step] }] : []
}

function placedItems(items: readonly unknown[], at: AnswerPath): readonly Placed[] {
  return items.map((value, index) => ({ value, at: [...at, index] }))
}

function placedIn(placed: Placed): readonly Placed[] {
  return isObject(placed.value) ? [placed] : []
}
