import type { Connection, Database } from '../service/database'

/** A record as it is stored: the envelope's parts that the kit itself reads, and all others. */
export interface StoredRecord extends Readonly<Record<string, unknown>> {
  /** The source's own id of the record; the same id is the same record. */
  readonly _id: string
  /** Local references of the people it is about. */
  readonly personRefs?: readonly string[]
  readonly occurredAt?: Date | null
  readonly uprn?: string | null
}

/** The records of one type, read and written as they are stored. */
export type RecordCollection = ReturnType<typeof openCollection>

/** An agency's collections by record type. */
export type RecordCollections = Readonly<Record<string, RecordCollection>>

/** What the kit needs of a model: it validates; records are read as they are stored. */
export interface RecordModel {
  new (fields: object): {
    /** @throws mongoose's ValidationError that says which fields do not fit and why. */
    validate(): Promise<void>
    /** The record as it is to be stored. */
    toObject(): object
  }
  readonly collection: { readonly collectionName: string }
}

/** The collections behind an agency's models. */
export function openCollections(
  { connection }: Pick<Database, 'connection'>,
  models: Readonly<Record<string, RecordModel>>,
): RecordCollections {
  return Object.fromEntries(
    Object.entries(models).map(([recordType, { collection }]) => [
      recordType,
      openCollection(connection, collection.collectionName),
    ]),
  )
}

/**
 * The collection of one record type.
 * @throws Error when the agency keeps no records of this type.
 */
export function getCollection(
  collections: RecordCollections,
  recordType: string,
): RecordCollection {
  const collection = collections[recordType]
  if (collection) return collection
  throw new Error(`This agency keeps no records of type "${recordType}"`)
}

function openCollection(connection: Connection, name: string) {
  return connection.collection<StoredRecord>(name)
}
