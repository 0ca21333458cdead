import type { JsonObject } from '../../common/json'
import { getOwn, isObject } from '../../common/json'
import type { ResponsePath } from './planned-fetch'

/** The objects at a path of a plan, in the order of the answer; nulls and gaps are none. */
export function findTargets(data: JsonObject, path: readonly string[]): readonly JsonObject[] {
  let here: readonly unknown[] = [data]
  for (const step of path) {
    const next: unknown[] = []
    for (const value of here) addValuesAt(value, step, next)
    here = next
  }
  return here.filter(isObject)
}

/** Where each of the same objects is. */
export function findPaths(data: JsonObject, path: readonly string[]): readonly ResponsePath[] {
  let here: readonly Located[] = [{ value: data, at: [] }]
  for (const step of path) here = here.flatMap((located) => locatedAt(located, step))
  return here.flatMap(locatedIn).map(({ at }) => at)
}

interface Located {
  readonly value: unknown
  readonly at: ResponsePath
}

/** Lists in lists have one `@` for each level, so what is left over is an object or nothing. */
function addValuesAt(value: unknown, step: string, to: unknown[]): void {
  if (step !== '@') {
    if (isObject(value)) to.push(getOwn(value, step))
  } else if (Array.isArray(value)) for (const item of value) to.push(item)
}

function locatedAt({ value, at }: Located, step: string): readonly Located[] {
  if (step === '@') return Array.isArray(value) ? locatedItems(value, at) : []
  return isObject(value) ? [{ value: getOwn(value, step), at: [...at, step] }] : []
}

function locatedItems(items: readonly unknown[], at: ResponsePath): readonly Located[] {
  return items.map((value, index) => ({ value, at: [...at, index] }))
}

function locatedIn(located: Located): readonly Located[] {
  return isObject(located.value) ? [located] : []
}
