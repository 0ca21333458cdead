import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Db } from 'mongodb'
import mongoose, { type Connection } from 'mongoose'
import { startStore } from '../../../embedded/store/server'

/** A database of a suite's own, on whichever server the run is about. */
export interface Storage {
  readonly connection: Connection
  readonly database: Db
  /** Drops the database, disconnects and stops what was started for it. */
  close(): Promise<void>
}

interface Server {
  readonly uri: string
  stop(): Promise<void>
}

/**
 * Returns an empty database with a random name: on the server that MONGODB_URI names, or else on
 * an embedded store started for the caller in a temporary directory. This is the only place that
 * knows which; no test does.
 */
export async function openStorage(): Promise<Storage> {
  const uri = process.env['MONGODB_URI']
  const server = uri === undefined ? await startOwnStore() : { uri, stop: () => Promise.resolve() }
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

async function startOwnStore(): Promise<Server> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-behaviour-'))
  const store = await startStore({ directory, report: () => undefined })
  return {
    uri: store.uri,
    stop: async () => {
      await store.stop()
      await rm(directory, { recursive: true, force: true })
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
