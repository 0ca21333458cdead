import { Double, Int32 } from 'bson'
import BTree from 'sorted-btree'

import { StoreError } from './errors'
import { compileFilter, type Predicate } from './matcher'
import { toNumber, type NumericValue } from './numbers'
import { arrayIndex, ownValue, splitPath, type Segments } from './paths'
import { compareValues, isDocument, type Document } from './values'

/** One document of a collection. The document is never changed, only replaced. */
export interface StoredRecord {
  /** Place in the collection's order of insertion; breaks ties in an index. */
  readonly sequence: number
  document: Document
}

/** The values of one entry, in the order of the index's fields. */
export type IndexKey = readonly unknown[]

/**
 * An entry of the tree, or a bound: one beside every entry that begins with its values. Most indexes are of one field:
 * a tree of millions is walked quicker when its entries hold the value themselves.
 */
interface TreeKey {
  /** `none` for a bound without values. */
  readonly first: unknown
  readonly rest: IndexKey
  readonly sequence: number
}

const none = Symbol('none')
const noValues: IndexKey = []

function treeKey(values: IndexKey, sequence: number): TreeKey {
  const first = values.length === 0 ? none : comparable(values[0])
  return { first, rest: values.length < 2 ? noValues : values.slice(1), sequence }
}

/** The plain number that compares as its wrapper does. */
function comparable(value: unknown): unknown {
  return value instanceof Double || value instanceof Int32 ? value.value : value
}

/** A part of an index, both ends included, in the order of the index. */
export interface IndexRange {
  readonly from: IndexKey
  readonly to: IndexKey
}

/** One field of an index; ascending is 1. */
export interface IndexField {
  readonly path: string
  readonly segments: Segments
  readonly direction: 1 | -1
}

/** One index of a collection: its entries in order, and the keys a document has in it. */
export class Index {
  readonly name: string
  /** As listIndexes shows it. */
  readonly specification: Document
  readonly fields: readonly IndexField[]
  readonly isUnique: boolean
  readonly isSparse: boolean
  /** The filter of a partial index. */
  readonly filter: Document | null
  readonly #isCovered: Predicate | null
  readonly #compare: ReturnType<typeof keyComparer>
  readonly #tree: BTree<TreeKey, StoredRecord>
  #isMultikey = false

  constructor(specification: Document) {
    const filter = specification['partialFilterExpression']
    this.name = String(specification['name'])
    this.specification = specification
    this.fields = indexFields(specification['key'] as Document)
    this.isUnique = specification['unique'] === true
    this.isSparse = specification['sparse'] === true
    this.filter = isDocument(filter) ? filter : null
    this.#isCovered = this.filter === null ? null : compileFilter(this.filter)
    this.#compare = keyComparer(this.fields)
    this.#tree = new BTree(undefined, this.#compare)
  }

  /** True once a document had a list at an indexed path: then a document may have several keys. */
  get isMultikey(): boolean {
    return this.#isMultikey
  }

  /**
   * The keys of a document, none when a sparse or partial index leaves it out.
   * @throws StoreError 171 CannotIndexParallelArrays
   */
  keysOf(document: Document): IndexKey[] {
    if (this.#isCovered?.(document) === false) return []
    const single = this.#findSingleKey(document)
    if (single !== null) return [single]
    const found: FoundKeys = { keys: [], sawList: false }
    collectKeys(
      this.fields.map(({ segments }) => ({ start: document, segments })),
      found,
    )
    if (found.sawList) this.#isMultikey = true
    const { keys } = found
    const kept = this.isSparse ? keys.filter((key) => key.some((v) => v !== missing)) : keys
    return kept.map((key) => key.map((value) => (value === missing ? null : value)))
  }

  /** The key of a document without a list or a missing field on the way: most are, and it is quick. */
  #findSingleKey(document: Document): IndexKey | null {
    const key: unknown[] = []
    for (const { segments } of this.fields) {
      let value: unknown = document
      for (const segment of segments) {
        if (!isDocument(value)) return null
        value = ownValue(value, segment)
      }
      if (value === undefined || Array.isArray(value)) return null
      key.push(value)
    }
    return key
  }

  /** The record that already has this key; null when it is free or the record's own. */
  findOther(key: IndexKey, own: StoredRecord | null): StoredRecord | null {
    for (const record of this.records({ from: key, to: key })) if (record !== own) return record
    return null
  }

  add(keys: readonly IndexKey[], record: StoredRecord): void {
    for (const values of keys) this.#tree.set(treeKey(values, record.sequence), record)
  }

  remove(keys: readonly IndexKey[], record: StoredRecord): void {
    for (const values of keys) this.#tree.delete(treeKey(values, record.sequence))
  }

  /** The records of a range, once for every key they have in it. */
  *records(range: IndexRange, isReversed = false): Generator<StoredRecord> {
    const from = treeKey(range.from, -Infinity)
    const to = treeKey(range.to, Infinity)
    const entries = isReversed ? this.#tree.entriesReversed(to) : this.#tree.entries(from)
    for (const [key, record] of entries) {
      if (isReversed ? this.#compare(key, from) < 0 : this.#compare(key, to) > 0) return
      yield record
    }
  }
}

function indexFields(key: Document): IndexField[] {
  return Object.entries(key).map(([path, direction]) => ({
    path,
    segments: splitPath(path),
    direction: toNumber(direction as NumericValue) < 0 ? -1 : 1,
  }))
}

function keyComparer(fields: readonly IndexField[]) {
  const [first, ...others] = fields.map(({ direction }) => direction)
  return (left: TreeKey, right: TreeKey): number => {
    if (left.first !== none && right.first !== none) {
      const order = compareValues(left.first, right.first) * (first ?? 1)
      if (order !== 0) return order
    }
    const length = Math.min(left.rest.length, right.rest.length)
    for (let index = 0; index < length; index += 1) {
      const order = compareValues(left.rest[index], right.rest[index])
      if (order !== 0) return order * (others[index] ?? 1)
    }
    return left.sequence < right.sequence ? -1 : left.sequence > right.sequence ? 1 : 0
  }
}

/** Stands for a field that is not there, until it is stored as null. */
const missing = Symbol('missing')

interface FoundKeys {
  readonly keys: IndexKey[]
  sawList: boolean
}

/** How far one field of a key has been followed: the value it ended at, or the list it stopped at. */
interface Walk {
  readonly start: unknown
  readonly segments: Segments
  /** Set for a list's item that is the key's value, even when it is a list again. */
  readonly isEnd?: true
}

/** All keys of a document: one for each item of the list that the fields meet, if they meet one. */
function collectKeys(walks: readonly Walk[], found: FoundKeys): void {
  const stops = walks.map(followToList)
  const lists = stops.filter(isAtList)
  const list = lists[0]?.start
  if (list === undefined) {
    found.keys.push(stops.map(({ start }) => start))
    return
  }
  if (lists.some(({ start }) => start !== list))
    throw new StoreError(171, 'CannotIndexParallelArrays', 'cannot index parallel arrays')
  found.sawList = true
  const into = (enter: (segments: Segments) => Walk) => {
    collectKeys(
      stops.map((stop) => (isAtList(stop) ? enter(stop.segments) : stop)),
      found,
    )
  }
  if (list.length === 0) into(enterEmptyList)
  for (const item of list) into((segments) => enterItem(item, segments))
}

function isAtList(walk: Walk): walk is Walk & { readonly start: readonly unknown[] } {
  return walk.isEnd === undefined && Array.isArray(walk.start)
}

function enterItem(item: unknown, segments: Segments): Walk {
  if (segments.length > 0 && isDocument(item)) return { start: item, segments }
  return endAt(segments.length > 0 ? undefined : item)
}

/** The key of an empty list is undefined, which is below null. */
function enterEmptyList(segments: Segments): Walk {
  return segments.length > 0 ? endAt(undefined) : { start: undefined, segments, isEnd: true }
}

function endAt(value: unknown): Walk {
  return { start: value === undefined ? missing : value, segments: [], isEnd: true }
}

function followToList(walk: Walk): Walk {
  if (walk.isEnd) return walk
  let value = walk.start
  for (const [depth, segment] of walk.segments.entries()) {
    const place = arrayIndex(segment)
    if (isDocument(value)) value = ownValue(value, segment)
    else if (!Array.isArray(value)) return endAt(undefined)
    else if (place !== null && place < value.length) value = value[place]
    else return { start: value, segments: walk.segments.slice(depth) }
  }
  return Array.isArray(value) ? { start: value, segments: [] } : endAt(value)
}
