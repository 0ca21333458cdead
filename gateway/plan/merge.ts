import type { JsonObject } from '../../common/json'
import { getOwn, isObject, setOwn } from '../../common/json'

/** Adds what one subgraph gave to what others gave of the same object; lists are joined by index. */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const name of Object.keys(source))
    setOwn(target, name, merged(getOwn(target, name), source[name]))
}

function merged(left: unknown, right: unknown): unknown {
  if (isObject(left) && isObject(right)) {
    mergeInto(left, right)
    return left
  }
  if (!Array.isArray(left) || !Array.isArray(right)) return right
  const longer: readonly unknown[] = left.length > right.length ? left : right
  return longer.map((_, index) =>
    index in right ? merged(left[index], right[index]) : (left[index] as unknown),
  )
}
