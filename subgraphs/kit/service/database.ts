import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import { databaseName } from '../../../common/settings'

export type { Connection } from 'mongoose'

/** A service's own database; services never share one. */
export interface Database {
  readonly connection: Connection
  /** Builds every index of the models made so far; the service is not ready before. */
  buildIndexes(): Promise<void>
  /** Whether it answers now. */
  isUp(): Promise<boolean>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly uri: string
  /** Code of the service it belongs to. */
  readonly code: string
  /** How long to look for a server. Default 10 s. */
  readonly timeoutMs?: number
}

/**
 * Connects to a service's database. Every write is acknowledged only when a majority of the replica
 * set has it in the journal.
 * @throws Error that names the service and the server, without credentials.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { uri, code, timeoutMs = 10_000 } = options
  const connection = mongoose.createConnection(uri, {
    dbName: databaseName(code),
    autoIndex: false,
    writeConcern: { w: 'majority', journal: true },
    serverSelectionTimeoutMS: timeoutMs,
    maxPoolSize: 20,
  })
  connection.set('strictQuery', 'throw')
  try {
    await connection.asPromise()
  } catch (cause) {
    await connection.destroy().catch(() => undefined)
    const where = hostsOf(uri)
    throw new Error(`${code}: no database answers at ${where}; is it running?`, { cause })
  }
  return {
    connection,
    buildIndexes: () => buildIndexes(connection),
    isUp: () => answersPing(connection),
    close: () => connection.close(),
  }
}

/** A connection that goes nowhere: models made on it check and describe records, and store none. */
export function createUnconnected(): Connection {
  return mongoose.createConnection()
}

async function buildIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection()
    await model.ensureIndexes()
  }
}

async function answersPing(connection: Connection): Promise<boolean> {
  if (connection.readyState !== mongoose.ConnectionStates.connected || !connection.db) return false
  const reply = await connection.db.command({ ping: 1 }, { timeoutMS: 1000 })
  return reply['ok'] === 1
}

/** The part of a MongoDB URI that names servers. */
function hostsOf(uri: string): string {
  const hosts = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? 'MONGODB_URI'
  return decodeURIComponent(hosts)
}
