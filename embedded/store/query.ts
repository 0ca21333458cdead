import type { Collection } from './collection'
import { compileFilter, type Predicate } from './matcher'
import { type Plan, planQuery, type Query } from './planner'
import { readSort, sortDocuments } from './sort'
import type { Document } from './values'

/** A query and how much of its result is wanted. */
export interface LimitedQuery extends Query {
  readonly skip?: number | undefined
  /** 0 or absent: all. */
  readonly limit?: number | undefined
}

/**
 * The documents of a query, found and sorted now: later writes do not change the list.
 * @throws StoreError for a filter, sort or hint that is refused, even when there is nothing to read
 */
export function findDocuments(collection: Collection | null, query: LimitedQuery): Document[] {
  const { filter, sort = {}, skip = 0, limit = 0 } = query
  const matches = compileFilter(filter)
  readSort(sort)
  if (collection === null) return []
  const plan = planQuery(collection, query)
  const end = limit === 0 ? Infinity : skip + limit
  const found = readMatches(plan, matches, plan.isSorted ? end : Infinity)
  const sorted = plan.isSorted ? found : sortDocuments(found, sort)
  return skip === 0 && sorted.length <= end ? sorted : sorted.slice(skip, end)
}

function readMatches(plan: Plan, matches: Predicate, enough: number): Document[] {
  const found: Document[] = []
  for (const { document } of plan.records()) {
    if (matches(document) && found.push(document) >= enough) break
  }
  return found
}

/** How many documents the query gives. */
export function countDocuments(collection: Collection | null, query: LimitedQuery): number {
  const { filter, hint, skip = 0, limit = 0 } = query
  if (collection === null || Object.keys(filter).length > 0 || hint !== undefined)
    return findDocuments(collection, query).length
  const rest = Math.max(0, collection.size - skip)
  return limit === 0 ? rest : Math.min(limit, rest)
}
