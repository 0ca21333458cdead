import type { Document } from './values'
import { isDocument } from './values'

/** The names of a dotted path, outermost first. */
export type Segments = readonly string[]

const arrayIndexPattern = /^(0|[1-9]\d*)$/

/** The names of a dotted path. */
export function splitPath(path: string): Segments {
  return path.includes('.') ? path.split('.') : [path]
}

/** The document's own field; undefined when it has none, whatever its prototype has. */
export function ownValue(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}

/** Sets an own field, even one that a prototype also has. */
export function setOwn(document: Document, name: string, value: unknown): void {
  if (Object.hasOwn(document, name) || !(name in Object.prototype)) document[name] = value
  else
    Object.defineProperty(document, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
}

/** The place in a list that a path segment names; null when it is not a number. */
export function arrayIndex(segment: string): number | null {
  return arrayIndexPattern.test(segment) ? Number(segment) : null
}

/**
 * True when the test holds for a value at the path. Arrays on the way are searched, and a number in
 * the path is also a place in a list; a missing field is tested as undefined.
 */
export function someValueAt(
  start: unknown,
  segments: Segments,
  test: (value: unknown) => boolean,
  from = 0,
): boolean {
  const segment = segments[from]
  if (segment === undefined) return test(start)
  if (isDocument(start)) return someValueAt(ownValue(start, segment), segments, test, from + 1)
  if (!Array.isArray(start)) return test(undefined)
  const index = arrayIndex(segment)
  if (index !== null && index < start.length && someValueAt(start[index], segments, test, from + 1))
    return true
  return start.some((item) => isDocument(item) && someValueAt(item, segments, test, from))
}

/** The values at the path for `distinct` and `$lookup`: list items one by one; missing fields left out. */
export function valuesAtPath(document: Document, segments: Segments): unknown[] {
  const values: unknown[] = []
  someValueAt(document, segments, (value) => {
    if (Array.isArray(value)) values.push(...(value as unknown[]))
    else if (value !== undefined) values.push(value)
    return false
  })
  return values
}

/** The value of a path in an expression: a list on the way gives the list of its documents' values. */
export function expressionValue(start: unknown, segments: Segments, from = 0): unknown {
  const segment = segments[from]
  if (segment === undefined) return start
  if (isDocument(start)) return expressionValue(ownValue(start, segment), segments, from + 1)
  if (!Array.isArray(start)) return undefined
  return start
    .filter((item) => isDocument(item) || Array.isArray(item))
    .map((item: unknown) => expressionValue(item, segments, from))
    .filter((value) => value !== undefined)
}

/** A copy whose documents and lists are its own; scalar values are shared, nothing changes them. */
export function cloneValue<T>(value: T): T
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cloneValue(item))
  if (!isDocument(value)) return value
  const copy: Document = {}
  for (const name of Object.keys(value)) setOwn(copy, name, cloneValue(value[name]))
  return copy
}
