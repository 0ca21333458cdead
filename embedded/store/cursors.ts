import { randomBytes } from 'node:crypto'
import { calculateObjectSize, Long } from 'bson'

import { maxDocumentBytes } from './bson-codec'
import { StoreError } from './errors'
import type { Document } from './values'

/** Documents that a client reads batch by batch. */
export interface CursorSource {
  readonly namespace: string
  readonly documents: readonly Document[]
  /** What a client is shown of a document. */
  readonly shape?: ((document: Document) => Document) | undefined
}

/** How a client wants to read them. */
export interface CursorOptions {
  readonly connectionId: number
  /** Number of documents in the first batch; default 101, as MongoDB gives. */
  readonly batchSize?: number | undefined
  /** No further batch is wanted. */
  readonly isSingleBatch?: boolean | undefined
  readonly isWithoutTimeout?: boolean | undefined
}

interface Cursor extends CursorSource {
  readonly options: CursorOptions
  position: number
  lastUsedMs: number
}

const idleTimeoutMs = 10 * 60_000
const maxOpenPerConnection = 1_000
const defaultFirstBatch = 101
/** A document in a batch also takes its type and its place, written out. */
const placeBytes = 10

/** The open cursors of a store, whichever connection reads on. */
export class Cursors {
  readonly #open = new Map<string, Cursor>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /**
   * The `cursor` field of a first reply; its id is 0 when that is all.
   * @throws StoreError 146 for a connection that keeps too many open
   */
  open(source: CursorSource, options: CursorOptions): Document {
    this.#closeIdle()
    const cursor = { ...source, options, position: 0, lastUsedMs: this.#now() }
    const firstBatch = readBatch(cursor, options.batchSize ?? defaultFirstBatch)
    const isDone = cursor.position >= source.documents.length || options.isSingleBatch === true
    const id = isDone ? Long.ZERO : this.#keep(cursor)
    return { id, ns: source.namespace, firstBatch }
  }

  /** @throws StoreError 43 CursorNotFound, 13 for a cursor of another collection */
  readOn(id: Long, namespace: string, batchSize = Infinity): Document {
    this.#closeIdle()
    const cursor = this.#open.get(id.toString())
    if (!cursor) throw new StoreError(43, 'CursorNotFound', `cursor id ${id.toString()} not found`)
    if (cursor.namespace !== namespace)
      throw new StoreError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    cursor.lastUsedMs = this.#now()
    const nextBatch = readBatch(cursor, batchSize)
    const isDone = cursor.position >= cursor.documents.length
    if (isDone) this.close(id)
    return { id: isDone ? Long.ZERO : id, ns: namespace, nextBatch }
  }

  /** True when there was one to close. */
  close(id: Long): boolean {
    return this.#open.delete(id.toString())
  }

  #keep(cursor: Cursor): Long {
    const { connectionId } = cursor.options
    const own = [...this.#open.values()].filter(
      (open) => open.options.connectionId === connectionId,
    )
    if (own.length >= maxOpenPerConnection)
      throw new StoreError(
        146,
        'ExceededMemoryLimit',
        `This connection has ${own.length} open cursors, the most that the embedded store keeps`,
      )
    const id = Long.fromBigInt(randomBytes(8).readBigInt64LE() & 0x7fff_ffff_ffff_ffffn)
    this.#open.set(id.toString(), cursor)
    return id
  }

  #closeIdle(): void {
    const oldest = this.#now() - idleTimeoutMs
    for (const [id, { lastUsedMs, options }] of this.#open)
      if (lastUsedMs < oldest && options.isWithoutTimeout !== true) this.#open.delete(id)
  }
}

/** As many documents as fit into one reply, at least one. */
function readBatch(cursor: Cursor, batchSize: number): Document[] {
  const batch: Document[] = []
  let bytes = 0
  while (batch.length < batchSize) {
    const document = cursor.documents[cursor.position]
    if (document === undefined) break
    const shown = cursor.shape ? cursor.shape(document) : document
    bytes += sizeOf(shown) + placeBytes
    if (batch.length > 0 && bytes > maxDocumentBytes) break
    batch.push(shown)
    cursor.position += 1
  }
  return batch
}

/** Sizes of stored documents, which nothing changes: most are shown again and again. */
const knownSizes = new WeakMap<Document, number>()

function sizeOf(shown: Document): number {
  const known = knownSizes.get(shown)
  if (known !== undefined) return known
  const size = calculateObjectSize(shown, { ignoreUndefined: false })
  knownSizes.set(shown, size)
  return size
}
