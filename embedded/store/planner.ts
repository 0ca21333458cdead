import { type Bounds, excludesNull, rangeEnds, readBounds } from './bounds'
import type { Collection } from './collection'
import { badValue, StoreError } from './errors'
import type { Index, IndexField, IndexKey, IndexRange, StoredRecord } from './indexes'
import { compileFilter } from './matcher'
import { isNumeric, toNumber } from './numbers'
import { arrayIndex, type Segments } from './paths'
import { readSort, type SortField } from './sort'
import { compareValues, type Document, equalValues, isDocument } from './values'

/** What is asked of a collection. */
export interface Query {
  readonly filter: Document
  readonly sort?: Document | undefined
  /** Name or key pattern of the index to use. */
  readonly hint?: unknown
}

/** Which records to look at: all that the filter may match, and maybe more. */
export interface Plan {
  /** Name of the index; null for a scan of the collection. */
  readonly index: string | null
  /** True when the records come in the order of the sort. */
  readonly isSorted: boolean
  readonly records: () => Iterable<StoredRecord>
}

interface Candidate extends Plan {
  readonly score: number
}

/** A filter as the planner reads it. */
interface Demand {
  readonly filter: Document
  readonly bounds: ReadonlyMap<string, Bounds>
  readonly sort: readonly SortField[]
}

/** More combinations than this of `$in` lists are not worth a look each. */
const maxPrefixes = 2_000

/**
 * The cheapest way to the documents of a query.
 * @throws StoreError 2 for a hint that names no index, 291 for one whose index leaves documents out
 */
export function planQuery(collection: Collection, query: Query): Plan {
  const { filter, hint } = query
  const demand = { filter, bounds: readBounds(filter), sort: readSort(query.sort ?? {}) }
  if (hint !== undefined) return planHint(collection, hint, demand)
  // One of no values is nothing: nobody need look.
  if ([...demand.bounds.values()].some(({ points }) => points?.length === 0)) return noRecords
  const byId = planIdLookup(collection, demand)
  if (byId) return byId
  const candidates = [...collection.indexes, ...(needsIdOrder(demand) ? [collection.idIndex] : [])]
    .map((index) => planIndex(index, demand))
    .filter((candidate) => candidate !== null && candidate.score > 0)
  return candidates.reduce<Plan & { score?: number }>(
    (best, next) => (next && next.score > (best.score ?? 0) ? next : best),
    planScan(collection, demand),
  )
}

const noRecords: Plan = { index: null, isSorted: true, records: () => [] }

function planScan(collection: Collection, { sort }: Demand): Plan {
  return { index: null, isSorted: sort.length === 0, records: () => collection.records() }
}

function planIdLookup(collection: Collection, { bounds, sort }: Demand): Plan | null {
  const points = bounds.get('_id')?.points
  if (!points) return null
  return {
    index: '_id_',
    isSorted: sort.length === 0 || points.length === 1,
    records: () =>
      new Set(points.toSorted(compareValues).flatMap((id) => collection.findById(id) ?? [])),
  }
}

function needsIdOrder({ bounds, sort }: Demand): boolean {
  return bounds.has('_id') || sort[0]?.path === '_id'
}

function planHint(collection: Collection, hint: unknown, demand: Demand): Plan {
  if (isDocument(hint) && isNumeric(hint['$natural'])) {
    if (toNumber(hint['$natural']) > 0) return planScan(collection, demand)
    const records = () => [...collection.records()].reverse()
    return { ...planScan(collection, demand), records }
  }
  const named = [...collection.indexes, collection.idIndex].find((index) =>
    isDocument(hint) ? equalValues(index.specification['key'], hint) : index.name === hint,
  )
  if (!named)
    throw badValue(
      `error processing query: ns=${collection.namespace} planner returned error :: caused by :: hint provided does not correspond to an existing index`,
    )
  const plan = planIndex(named, demand)
  if (plan) return plan
  throw new StoreError(
    291,
    'NoQueryExecutionPlans',
    `error processing query: ns=${collection.namespace} planner returned error :: caused by :: index ${named.name} leaves out documents that the filter may match`,
  )
}

/** How an index would serve the demand; null when it leaves out documents that may match. */
function planIndex(index: Index, demand: Demand): Candidate | null {
  const prefixes = readPrefixes(index, demand)
  const depth = prefixes[0]?.length ?? 0
  const range = readRange(index, demand, depth)
  if (!isComplete(index, demand, depth + (range ? 1 : 0))) return null
  const order = prefixes.length === 1 ? servedOrder(index, demand, depth) : null
  const isOrdered = demand.sort.length > 0 && order !== null
  const ranges = prefixes.map((prefix) => (range ? extend(prefix, range) : all(prefix)))
  return {
    index: index.name,
    isSorted: demand.sort.length === 0 || isOrdered,
    score: depth * 10 + (range ? 5 : 0) + (isOrdered ? 4 : 0),
    records: () => readRanges(index, ranges, order === -1),
  }
}

/** The beginnings of the keys to look at: every combination of the values demanded, in order. */
function readPrefixes(index: Index, demand: Demand): readonly IndexKey[] {
  let prefixes: readonly IndexKey[] = [[]]
  for (const [depth, field] of index.fields.entries()) {
    const points = usableBounds(index, field, { demand, depth })?.points
    if (!points || (depth > 0 && prefixes.length * points.length > maxPrefixes)) break
    const ordered = points.toSorted((a, b) => compareValues(a, b) * field.direction)
    prefixes = prefixes.flatMap((prefix) => ordered.map((point) => [...prefix, point]))
  }
  return prefixes
}

function usableBounds(
  index: Index,
  field: IndexField,
  { demand, depth }: { demand: Demand; depth: number },
): Bounds | undefined {
  if (!isPlainPath(field.segments)) return undefined
  // Two fields of one list may be met by two items of it, which have two keys.
  const isSibling = index.fields
    .slice(0, depth)
    .some(({ segments }) => segments[0] === field.segments[0])
  return isSibling && index.isMultikey ? undefined : demand.bounds.get(field.path)
}

/** A number in a path may be a place in a list or a name: an index and a filter see it differently. */
function isPlainPath(segments: Segments): boolean {
  return segments.every((segment) => arrayIndex(segment) === null)
}

function isComplete(index: Index, demand: Demand, usedFields: number): boolean {
  const demanded = index.fields.slice(0, usedFields).map(({ path }) => demand.bounds.get(path))
  if (index.isSparse && !demanded.some((bounds) => bounds && excludesNull(bounds))) return false
  return index.filter === null || isImplied(index.filter, demand)
}

/** True when every document that meets the demand is surely in the partial index. */
function isImplied(filter: Document, demand: Demand): boolean {
  return Object.entries(filter).every(([path, condition]) => {
    if (equalValues(demand.filter[path], condition)) return true
    const bounds = demand.bounds.get(path)
    if (!bounds || path.startsWith('$')) return false
    if (equalValues(condition, { $exists: true })) return excludesNull(bounds)
    const holds = compileFilter({ value: condition })
    return bounds.points?.every((value) => holds({ value })) === true
  })
}

/** 1 or -1 when reading the index forwards or backwards gives the order of the sort. */
function servedOrder(index: Index, { sort }: Demand, depth: number): 1 | -1 | null {
  if (index.isMultikey) return null
  const constant = index.fields.slice(0, depth).map(({ path }) => path)
  const open = sort.filter(({ path }) => !constant.includes(path))
  const signs = open.map(({ path, direction }, place) => {
    const field = index.fields[depth + place]
    return field?.path === path && isPlainPath(field.segments) ? direction * field.direction : 0
  })
  if (signs.every((sign) => sign === 1)) return 1
  return signs.every((sign) => sign === -1) ? -1 : null
}

/** The ends of a range on the field after the prefix, in the order of the index. */
function readRange(index: Index, demand: Demand, depth: number): readonly unknown[] | null {
  const field = index.fields[depth]
  const bounds = field && usableBounds(index, field, { demand, depth })
  const ends = bounds ? rangeEnds(bounds, index.isMultikey) : null
  return field?.direction === -1 ? (ends?.toReversed() ?? null) : ends
}

function extend(prefix: IndexKey, [first, last]: readonly unknown[]): IndexRange {
  return { from: [...prefix, first], to: [...prefix, last] }
}

function all(prefix: IndexKey): IndexRange {
  return { from: prefix, to: prefix }
}

function* readRanges(
  index: Index,
  ranges: readonly IndexRange[],
  isReversed: boolean,
): Generator<StoredRecord> {
  const seen = index.isMultikey || ranges.length > 1 ? new Set<StoredRecord>() : null
  for (const range of ranges)
    for (const record of index.records(range, isReversed)) {
      if (seen?.has(record)) continue
      seen?.add(record)
      yield record
    }
}
