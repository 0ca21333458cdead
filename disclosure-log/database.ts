import type { Connection, mongo } from 'mongoose'
import { createConnection } from 'mongoose'

export interface LogDatabaseOptions {
  readonly uri: string
  readonly database: string
  readonly timeoutMs: number
}

export type Collection<Document extends object> = mongo.Collection<Document>
export type ClientSession = mongo.ClientSession

/** Written so that it is still there after a crash. */
export const durable = { w: 'majority', journal: true } as const

/** The database, connected. */
export interface OpenDatabase {
  readonly db: mongo.Db
  /** For a writer who keeps it. */
  readonly startSession: () => ClientSession
}

/** A database that is connected to when it is needed. */
export interface LogDatabase<Collections> {
  /** Its collections, prepared. @throws when it cannot be reached: the next call tries anew */
  opened(): Promise<Collections>
  close(): Promise<void>
}

/** Opens also while the store is down: a first connection that fails is not tried again by mongoose, but here. */
export function openLazily<Collections>(
  options: LogDatabaseOptions,
  prepare: (opened: OpenDatabase) => Promise<Collections>,
): LogDatabase<Collections> {
  let connection: Connection | null = null
  let opening: Promise<Collections> | null = null
  let isClosed = false
  const open = async () => {
    connection = connect(options)
    const client = (await connection.asPromise()).getClient()
    const startSession = () => client.startSession({ causalConsistency: false })
    return prepare({ db: client.db(options.database), startSession })
  }
  return {
    opened() {
      if (isClosed) return Promise.reject(new Error('The log is closed'))
      opening ??= open().catch(async (error: unknown) => {
        opening = null
        await connection?.close()
        throw error
      })
      return opening
    },
    async close() {
      isClosed = true
      await opening?.catch(() => undefined)
      await connection?.close()
    },
  }
}

function connect({ uri, database, timeoutMs }: LogDatabaseOptions): Connection {
  return createConnection(uri, {
    dbName: database,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
    // After an outage the log takes entries again within about this time.
    heartbeatFrequencyMS: 1000,
    maxPoolSize: 4,
    ignoreUndefined: true,
  })
}
