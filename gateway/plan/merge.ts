import type { AnswerObject } from '../answer/answer-shape'

/** True for an object that is not a list. */
export function isObject(value: unknown): value is AnswerObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Writes a value under any name, also one that is special to the language. */
export function setOwn(target: AnswerObject, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  else target[name] = value
}

/** What an object itself has under a name; never what the language gives every object. */
export function getOwn(source: AnswerObject, name: string): unknown {
  return Object.hasOwn(source, name) ? source[name] : undefined
}

/** Adds what one subgraph gave to what others gave of the same object; lists are joined by place. */
export function mergeInto(target: AnswerObject, source: AnswerObject): void {
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
