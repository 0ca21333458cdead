import type { Model } from 'mongoose'
import mongoose, { Schema } from 'mongoose'

/** A person as a person index without tokens would keep them. */
export interface IndexedPerson {
  /** The id that the hub's person index has given them: answers can be compared. */
  readonly _id: string
  readonly nhsNumber: string
  /** References by the agency's code. */
  readonly references: Readonly<Record<string, readonly string[]>>
}

/** The people of the stock person index, in a database of its own. */
export async function openPeople(mongodbUri: string): Promise<Model<IndexedPerson>> {
  const connection = await openStockDatabase(mongodbUri, 'bench-person-index')
  const schema = new Schema<IndexedPerson>({ _id: String, nhsNumber: String, references: Object })
  schema.index({ nhsNumber: 1 })
  return connection.model<IndexedPerson>('person', schema, 'people')
}

/** A connection to a database of the store. */
export function openStockDatabase(mongodbUri: string, dbName: string) {
  return mongoose.createConnection(mongodbUri, { dbName }).asPromise()
}
