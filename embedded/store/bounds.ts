import { ObjectId, Timestamp } from 'bson'

import { bracket, type Bracket, bracketOf, isDocument, type Document } from './values'

/** What a filter demands of one path, as far as an index can serve it. */
export interface Bounds {
  /** The values the field may have; null when it need not equal any of a list. */
  readonly points: readonly unknown[] | null
  readonly lower?: unknown
  readonly upper?: unknown
}

/** What the values of one type lie between; a range that is open at one end stops there. */
const edges: Partial<Record<Bracket, { readonly least: unknown; readonly beyond: unknown }>> = {
  [bracket.number]: { least: Number.NaN, beyond: '' },
  [bracket.string]: { least: '', beyond: {} },
  [bracket.objectId]: { least: new ObjectId('0'.repeat(24)), beyond: false },
  [bracket.date]: { least: true, beyond: new Timestamp({ t: 0, i: 0 }) },
}

/**
 * The bounds of every path that the whole filter demands something of. They may let through more
 * than the filter does, never less.
 */
export function readBounds(filter: Document, found = new Map<string, Bounds>()) {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(operand)) {
      for (const part of operand) if (isDocument(part)) readBounds(part, found)
    } else if (!name.startsWith('$')) {
      const bounds = fieldBounds(operand)
      const known = found.get(name)
      if (bounds) found.set(name, known ? narrower(known, bounds) : bounds)
    }
  }
  return found
}

/** Both ends of a range; only one of the given ends when one document may have several keys. */
export function rangeEnds(bounds: Bounds, isMultikey: boolean): readonly [unknown, unknown] | null {
  const { lower, upper } = bounds
  if (lower !== undefined && upper !== undefined && !isMultikey) return [lower, upper]
  if (lower !== undefined) return [lower, edges[bracketOf(lower)]?.beyond]
  return upper === undefined ? null : [edges[bracketOf(upper)]?.least, upper]
}

/** True when a document without the field, or with null, cannot be within the bounds. */
export function excludesNull(bounds: Bounds): boolean {
  return bounds.points?.every((value) => value !== null) ?? true
}

function narrower(left: Bounds, right: Bounds): Bounds {
  if (left.points) return left
  if (right.points) return right
  return { points: null, lower: left.lower ?? right.lower, upper: left.upper ?? right.upper }
}

function fieldBounds(operand: unknown): Bounds | null {
  if (!isDocument(operand) || Object.keys(operand)[0]?.startsWith('$') !== true)
    return pointBounds([operand])
  if (operand['$eq'] !== undefined) return pointBounds([operand['$eq']])
  if (operand['$in'] !== undefined) return pointBounds(operand['$in'])
  const lower = [operand['$gte'], operand['$gt']].find(isRangeEnd)
  const upper = [operand['$lte'], operand['$lt']].find(isRangeEnd)
  return lower === undefined && upper === undefined ? null : { points: null, lower, upper }
}

function pointBounds(list: unknown): Bounds | null {
  const isUsable = Array.isArray(list) && list.every(isPoint)
  return isUsable ? { points: list } : null
}

/** A value that is equal to nothing but an equal index key. */
function isPoint(value: unknown): boolean {
  const kind = bracketOf(value)
  return kind !== bracket.missing && kind !== bracket.array && kind !== bracket.regex
}

function isRangeEnd(value: unknown): boolean {
  return edges[bracketOf(value)] !== undefined
}
