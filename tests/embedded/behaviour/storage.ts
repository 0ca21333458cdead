import { randomBytes } from 'node:crypto'
import type { Db } from 'mongodb'
import mongoose, { type Connection } from 'mongoose'
import { startTestStore } from '../../helpers/store'

/** A database of a suite's own, on whichever server the run is about. */
export interface Storage {
  readonly connection: Connection
  readonly database: Db
  /** Drops the database, disconnects and stops what was started for it. */
  close(): Promise<void>
}

/**
 * Returns an empty database with a random name, on the server that tests are to use: the one that
 * MONGODB_URI names, or else an embedded store of the suite's own. No test knows which.
 */
export async function openStorage(): Promise<Storage> {
  const server = await startTestStore()
  const name = `sightline_test_${randomBytes(8).toString('hex')}`
  const connection = await mongoose.createConnection(server.uri, { dbName: name }).asPromise()
  const database = connection.getClient().db(name)
  return {
    connection,
    database,
    close: async () => {
      await Promise.allSettled(Object.values(connection.models).map((model) => model.init()))
      await database.dropDatabase()
      await connection.close()
      await server.stop()
    },
  }
}

/** Returns what the promise was rejected with; fails when it was fulfilled. */
export async function rejection(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
    throw new TypeError('rejected with something that is no Error', { cause: error })
  }
  throw new Error('was expected to be rejected')
}
