import { decodeDocument, encodeDocument, encodeWithin, maxDocumentBytes } from './bson-codec'
import { Collection } from './collection'
import { StoreError } from './errors'
import { Index } from './indexes'
import { openLog, type StoreLog } from './log'
import type { LogFiles } from './log-files'
import type { LogRecord } from './log-frames'
import type { Document } from './values'

/** Where the documents are kept, and who is told what is found there. */
export interface DatabaseOptions {
  /** Absent: in memory only. */
  readonly directory?: string | undefined
  readonly report: (line: string) => void
  /** The file system, when it is not the real one. */
  readonly files?: LogFiles | undefined
}

/** Longer commands are handed to the log in parts of about this many bytes. */
const partBytes = 8 * 1024 * 1024

/**
 * Every collection of every database. What is read is always what the log has: a change is made in
 * memory and handed to the log in the same turn of the event loop, or not at all.
 */
export class Database {
  readonly #collections = new Map<string, Collection>()
  #log: StoreLog | null = null

  /** Reads what the directory holds. @throws Error for a log that is damaged */
  static async open({ directory, report, files }: DatabaseOptions): Promise<Database> {
    const database = new Database()
    if (directory === undefined) return database
    const indexes = new Map<string, readonly Document[]>()
    database.#log = await openLog({
      directory,
      report,
      ...(files && { files }),
      onRecord: (record) => {
        database.#load(record, indexes)
      },
    })
    for (const collection of database.#collections.values())
      for (const specification of indexes.get(collection.namespace) ?? [])
        loadIndex(collection, specification, report)
    return database
  }

  get collections(): readonly Collection[] {
    return [...this.#collections.values()]
  }

  /** The collection named `database.collection`; null when there is none. */
  find(namespace: string): Collection | null {
    return this.#collections.get(namespace) ?? null
  }

  /**
   * Makes changes and hands them to the log. Changes made before the work throws are kept; those
   * that the log does not take are undone.
   * @throws StoreError of the work, or 14031 OutOfDiskSpace
   */
  write<T>(work: (changes: Changes) => T): T {
    const changes = new Changes(this.#collections, (records) => this.#log?.append(records))
    try {
      return work(changes)
    } finally {
      changes.commit()
      void this.#log?.compactIfWorthIt(() => this.#snapshot())
    }
  }

  /** Resolves when every change made so far would survive a loss of power. */
  async sync(): Promise<void> {
    await this.#log?.sync()
  }

  async close(): Promise<void> {
    await this.#log?.close()
  }

  #load(record: LogRecord, indexes: Map<string, readonly Document[]>): void {
    const { ns } = record
    if (record.kind === 'drop') {
      this.#collections.delete(ns)
      indexes.delete(ns)
      return
    }
    const collection = this.#collections.get(ns) ?? new Collection(ns)
    this.#collections.set(ns, collection)
    // A copy of the bytes: binary values are views, and would keep what the log read in memory.
    if (record.kind === 'collection') indexes.set(ns, record.meta['indexes'] as Document[])
    else if (record.kind === 'put') collection.put(decodeDocument(Buffer.from(record.document)))
    else collection.remove(decodeDocument(record.id)['_id'])
  }

  *#snapshot(): Generator<LogRecord> {
    for (const collection of this.#collections.values()) {
      yield metadataOf(collection)
      for (const document of collection.documents())
        yield { kind: 'put', ns: collection.namespace, document: encodeDocument(document) }
    }
  }
}

/** The changes of one command, in memory at once and in the log before anything else happens. */
export class Changes {
  readonly #collections: Map<string, Collection>
  readonly #append: (records: readonly LogRecord[]) => void
  #records: LogRecord[] = []
  #undo: (() => void)[] = []
  #bytes = 0
  #hasFailed = false

  constructor(
    collections: Map<string, Collection>,
    append: (records: readonly LogRecord[]) => void,
  ) {
    this.#collections = collections
    this.#append = append
  }

  /** True when the log has not taken the changes: no error of one document, but of the command. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  find(namespace: string): Collection | null {
    return this.#collections.get(namespace) ?? null
  }

  /** The collection of this name, made when it does not exist. */
  ensureCollection(namespace: string): Collection {
    const existing = this.#collections.get(namespace)
    if (existing) return existing
    const collection = new Collection(namespace)
    this.#collections.set(namespace, collection)
    this.#note(metadataOf(collection), () => this.#collections.delete(namespace))
    return collection
  }

  drop(collection: Collection): void {
    const { namespace } = collection
    this.#collections.delete(namespace)
    this.#note({ kind: 'drop', ns: namespace }, () => this.#collections.set(namespace, collection))
  }

  /**
   * Puts the document in the place of the one with its `_id`, or adds it.
   * @throws StoreError 10334 BSONObjectTooLarge, 11000, 171
   */
  put(namespace: string, document: Document): void {
    const bytes = encodeStored(document)
    const collection = this.ensureCollection(namespace)
    const previous = collection.put(document)
    this.#note({ kind: 'put', ns: collection.namespace, document: bytes }, () => {
      if (previous === null) collection.remove(document['_id'])
      else collection.put(previous)
    })
    this.#bytes += bytes.length
    if (this.#bytes >= partBytes) this.commit()
  }

  /** Puts the document in the place of the old one and says true; false when it is the same. */
  replace(namespace: string, old: Document, document: Document): boolean {
    if (Buffer.compare(encodeDocument(old), encodeStored(document)) === 0) return false
    this.put(namespace, document)
    return true
  }

  remove(namespace: string, document: Document): void {
    const collection = this.ensureCollection(namespace)
    const id = encodeDocument({ _id: document['_id'] })
    collection.remove(document['_id'])
    this.#note({ kind: 'remove', ns: collection.namespace, id }, () => collection.put(document))
  }

  /** @throws StoreError 11000 when a unique index finds documents that are not, 171 */
  addIndex(collection: Collection, index: Index): void {
    collection.addIndex(index)
    this.#note(metadataOf(collection), () => {
      collection.removeIndex(index.name)
    })
  }

  removeIndex(collection: Collection, index: Index): void {
    collection.removeIndex(index.name)
    this.#note(metadataOf(collection), () => {
      collection.addIndex(index)
    })
  }

  /**
   * Hands what was noted to the log, as one frame.
   * @throws StoreError when the log does not take it; then it is undone
   */
  commit(): void {
    const [records, undo] = [this.#records, this.#undo]
    this.#records = []
    this.#undo = []
    this.#bytes = 0
    if (records.length === 0) return
    try {
      this.#append(records)
    } catch (error) {
      this.#hasFailed = true
      for (const step of undo.reverse()) step()
      throw error
    }
  }

  #note(record: LogRecord, undo: () => unknown): void {
    this.#records.push(record)
    this.#undo.push(() => undo())
  }
}

function encodeStored(document: Document): Uint8Array {
  const bytes = encodeWithin(document, maxDocumentBytes)
  if (typeof bytes !== 'number') return bytes
  throw new StoreError(
    10334,
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
  )
}

function metadataOf(collection: Collection): LogRecord {
  const indexes = collection.indexes.map(({ specification }) => specification)
  return { kind: 'collection', ns: collection.namespace, meta: { indexes } }
}

/** What a repair has put together may break a unique index; the store says so and still starts. */
function loadIndex(
  collection: Collection,
  specification: Document,
  report: (line: string) => void,
): void {
  try {
    collection.addIndex(new Index(specification))
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 11000)) throw error
    report(`Two documents have one key, remove or change one: ${error.message}`)
    collection.addIndex(new Index(specification), 'unchecked')
  }
}
