import { badValue, failedToParse } from './errors'
import { compileFilter, compileItem, compileOperand, isOperatorDocument } from './matcher'
import { ownValue, splitPath } from './paths'
import type { Document } from './values'
import { isDocument } from './values'

/** The place of the first list item that made the filter match, for `$`; null when none did. */
export function findMatchedItem(document: Document, filter: Document): number | null {
  let matched: number | null = null
  for (const name of Object.keys(filter)) {
    const operand = filter[name]
    if (name === '$and' && Array.isArray(operand))
      for (const clause of operand)
        matched = findMatchedItem(document, clause as Document) ?? matched
    else if (!name.startsWith('$')) matched = findItemOf(document, name, operand) ?? matched
  }
  return matched
}

function findItemOf(document: Document, path: string, operand: unknown): number | null {
  const segments = splitPath(path)
  let value: unknown = document
  for (const [depth, segment] of segments.entries()) {
    value = isDocument(value) ? ownValue(value, segment) : undefined
    if (!Array.isArray(value)) continue
    const rest = segments.slice(depth + 1)
    const found = value.findIndex((item: unknown) => itemMatches(item, rest, operand))
    return found < 0 ? null : found
  }
  return null
}

function itemMatches(item: unknown, rest: readonly string[], operand: unknown): boolean {
  if (rest.length > 0) return compileOperand(operand)(item, rest)
  if (isDocument(operand) && isOperatorDocument(operand) && isDocument(operand['$elemMatch']))
    return compileItem(operand['$elemMatch'])(item)
  return compileOperand(operand)(item, [])
}

/**
 * The array filters by the name they use.
 * @throws StoreError 9 FailedToParse for a filter with no name, several, or one the update never uses
 */
export function readArrayFilters(
  filters: readonly Document[],
  changes: readonly { readonly path: string }[],
): ReadonlyMap<string, (item: unknown) => boolean> {
  const named = new Map<string, (item: unknown) => boolean>()
  for (const filter of filters) {
    const [name, ...others] = new Set(namesIn(filter))
    if (name === undefined || others.length > 0 || !/^[a-z][A-Za-z0-9]*$/.test(name))
      throw failedToParse('Each array filter must use exactly one top-level field name')
    if (named.has(name))
      throw failedToParse(`Found multiple array filters with the same name ${name}`)
    if (!changes.some(({ path }) => path.includes(`$[${name}]`)))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`)
    const matches = compileFilter(filter)
    named.set(name, (item) => matches({ [name]: item }))
  }
  return named
}

function namesIn(filter: Document): string[] {
  return Object.keys(filter).flatMap((name) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? '']
    const clauses = filter[name]
    if (!Array.isArray(clauses)) throw badValue(`${name} in an array filter must be an array`)
    return clauses.flatMap((clause) => namesIn(clause as Document))
  })
}
