import { EJSON, Int32, ObjectId } from 'bson'

import { StoreError } from './errors'
import { Index, type IndexKey, type StoredRecord } from './indexes'
import { idKey, type Document } from './values'

/** The documents of one collection in memory, in order of insertion, and its indexes. */
export class Collection {
  /** Database and name, as in `db.people`. */
  readonly namespace: string
  readonly #records = new Map<string, StoredRecord>()
  readonly #indexes = new Map<string, Index>()
  #idIndex: Index | null = null
  #nextSequence = 1

  constructor(namespace: string) {
    this.namespace = namespace
  }

  get size(): number {
    return this.#records.size
  }

  records(): Iterable<StoredRecord> {
    return this.#records.values()
  }

  *documents(): Generator<Document> {
    for (const { document } of this.#records.values()) yield document
  }

  findById(id: unknown): StoredRecord | null {
    return this.#records.get(idKey(id)) ?? null
  }

  /** Every index but that of `_id`, oldest first. */
  get indexes(): readonly Index[] {
    return [...this.#indexes.values()]
  }

  /** The order of `_id`, made when it is first asked for: most collections only look ids up. */
  get idIndex(): Index {
    if (this.#idIndex === null) {
      this.#idIndex = new Index(idIndexSpecification())
      this.#fill(this.#idIndex)
    }
    return this.#idIndex
  }

  /**
   * Inserts the document, or puts it in the place of the one with its `_id`; returns that one.
   * @throws StoreError 11000, 171; then nothing is changed
   */
  put(document: Document): Document | null {
    const id = idKey(document['_id'])
    const old = this.#records.get(id) ?? null
    const entries = this.#allIndexes().map((index) => ({ index, keys: index.keysOf(document) }))
    for (const { index, keys } of entries) this.#checkUnique(index, keys, old)
    const previous = old?.document ?? null
    const record = old ?? { sequence: this.#nextSequence++, document }
    for (const { index, keys } of entries) {
      if (previous !== null) index.remove(index.keysOf(previous), record)
      index.add(keys, record)
    }
    record.document = document
    this.#records.set(id, record)
    return previous
  }

  /** Removes the document with this `_id` and returns it; null when there is none. */
  remove(id: unknown): Document | null {
    const record = this.findById(id)
    if (record === null) return null
    for (const index of this.#allIndexes()) index.remove(index.keysOf(record.document), record)
    this.#records.delete(idKey(id))
    return record.document
  }

  /**
   * Fills an index and keeps it from now on.
   * @throws StoreError 11000 when it is unique and the documents are not, 171
   */
  addIndex(index: Index, check: 'checked' | 'unchecked' = 'checked'): void {
    this.#fill(index, (keys, record) => {
      if (check === 'checked') this.#checkUnique(index, keys, record)
    })
    this.#indexes.set(index.name, index)
  }

  removeIndex(name: string): void {
    this.#indexes.delete(name)
  }

  #allIndexes(): Index[] {
    const indexes = [...this.#indexes.values()]
    return this.#idIndex === null ? indexes : [...indexes, this.#idIndex]
  }

  #fill(index: Index, check?: (keys: readonly IndexKey[], record: StoredRecord) => void): void {
    for (const record of this.#records.values()) {
      const keys = index.keysOf(record.document)
      check?.(keys, record)
      index.add(keys, record)
    }
  }

  #checkUnique(index: Index, keys: readonly IndexKey[], own: StoredRecord | null): void {
    if (!index.isUnique) return
    const taken = keys.find((key) => index.findOther(key, own) !== null)
    if (taken !== undefined) throw duplicateKey(this.namespace, index.specification, taken)
  }
}

/** As listIndexes shows the index that every collection has. */
export function idIndexSpecification(): Document {
  return { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' }
}

/** 11000, with the message and the fields that clients read. */
export function duplicateKey(
  namespace: string,
  specification: Document,
  key: IndexKey,
): StoreError {
  const keyPattern = specification['key'] as Document
  const entries = Object.keys(keyPattern).map((path, place) => [path, key[place] ?? null] as const)
  const shown = entries.map(([path, value]) => `${path}: ${showValue(value)}`).join(', ')
  return new StoreError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${String(specification['name'])} dup key: { ${shown} }`,
    { keyPattern, keyValue: Object.fromEntries(entries) },
  )
}

function showValue(value: unknown): string {
  return value instanceof ObjectId ? `ObjectId('${value.toHexString()}')` : EJSON.stringify(value)
}
