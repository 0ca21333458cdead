import { badValue, located } from './errors'
import { isNumeric, toNumber } from './numbers'
import type { Segments } from './paths'
import { someValueAt, splitPath } from './paths'
import type { Document } from './values'
import { compareValues, isDocument } from './values'

/** One field of a sort: 1 ascending, -1 descending. */
export interface SortField {
  readonly path: string
  readonly segments: Segments
  readonly direction: 1 | -1
}

/**
 * The fields of a sort document, first the one that counts most.
 * @throws StoreError 2 BadValue, 15975 for anything but 1 and -1
 */
export function readSort(sort: unknown): readonly SortField[] {
  if (!isDocument(sort)) throw badValue('The sort must be a document')
  return Object.keys(sort).map((path) => {
    const direction = readDirection(sort[path])
    if (path === '' || path.startsWith('$')) throw badValue(`The sort path '${path}' is not valid`)
    return { path, segments: splitPath(path), direction }
  })
}

/** A new list in the order of the sort; equal documents keep their order. */
export function sortDocuments(documents: readonly Document[], sort: unknown): Document[] {
  const fields = readSort(sort)
  const keyed = documents.map((document) => ({ document, keys: sortKeys(document, fields) }))
  return keyed
    .sort((left, right) => compareKeys(left.keys, right.keys, fields))
    .map(({ document }) => document)
}

/** A new list of values in ascending (1) or descending (-1) order. */
export function sortValues(values: readonly unknown[], direction: number): unknown[] {
  const sign = readDirection(direction)
  return values.toSorted((left, right) => sign * compareValues(left, right))
}

function compareKeys(
  left: readonly unknown[],
  right: readonly unknown[],
  fields: readonly SortField[],
): number {
  for (const [place, { direction }] of fields.entries()) {
    const order = compareValues(left[place], right[place])
    if (order !== 0) return order * direction
  }
  return 0
}

/** A list sorts by its smallest item ascending and by its largest descending. */
function sortKeys(document: unknown, fields: readonly SortField[]): unknown[] {
  return fields.map(({ segments, direction }) =>
    sortableValues(document, segments).reduce((best, value) =>
      compareValues(value, best) * direction < 0 ? value : best,
    ),
  )
}

/** A missing field sorts as null; an empty list as what is below null. */
function sortableValues(document: unknown, segments: Segments): unknown[] {
  const values: unknown[] = []
  someValueAt(document, segments, (value) => {
    if (!Array.isArray(value)) values.push(value ?? null)
    else if (value.length === 0) values.push(undefined)
    else values.push(...(value as unknown[]))
    return false
  })
  return values.length === 0 ? [null] : values
}

function readDirection(direction: unknown): 1 | -1 {
  const value = isNumeric(direction) ? toNumber(direction) : Number.NaN
  if (value === 1 || value === -1) return value
  throw located(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
}
