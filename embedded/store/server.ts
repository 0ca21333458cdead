import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { createAnswer } from './commands'
import { serveConnection } from './connection'
import { Cursors } from './cursors'
import { Database } from './database'
import { type Address, listen } from './listener'
import { lockDirectory } from './lock'
import type { LogFiles } from './log-files'
import { socketPathFor } from './socket-path'

/** How a store is started. Everything may be left out. */
export interface StoreOptions {
  /** Where it keeps its data; absent: in memory only. */
  readonly directory?: string
  /** A path that ends with `.sock`. Default: `store.sock` in the directory. */
  readonly socketPath?: string
  /** A name of this machine's loopback. Given, or with a port, the store listens on TCP. */
  readonly host?: string
  /** 0 or absent: a free one. */
  readonly port?: number
  /** Told what a person should know, a line at a time. */
  readonly report?: (line: string) => void
  /** `production` is refused. */
  readonly environment?: string
  /** Default: the system's. */
  readonly files?: LogFiles
}

/** A running store. */
export interface RunningStore {
  /** What a driver connects with. */
  readonly uri: string
  /** Closes connections and the log; resolves when everything is on disk. */
  stop(): Promise<void>
}

/**
 * Starts an embedded store and returns it when it takes connections.
 * @throws Error in production, and for a directory or an address that is taken or damaged
 */
export async function startStore(options: StoreOptions = {}): Promise<RunningStore> {
  if (options.environment === 'production')
    throw new Error(
      'The embedded store does not serve production. Set MONGODB_URI to a MongoDB replica set.',
    )
  const startedMs = performance.now()
  const { directory, files, report = () => undefined } = options
  // Undone from the last to the first, at the end or when a later step fails.
  const closers: (() => unknown)[] = []
  const stop = once(async () => {
    for (const close of closers.reverse()) await close()
  })
  try {
    if (directory !== undefined) {
      const lock = await lockDirectory(directory)
      closers.push(() => lock.release())
    }
    const database = await Database.open({ directory, report, files })
    closers.push(() => database.close())
    const { address, remove } = chooseAddress(options)
    closers.push(remove)
    const uri = await serve(database, address, { report, closers })
    const tookMs = Math.round(performance.now() - startedMs)
    report(`Embedded store (stands in for MongoDB): ${describe(database, directory)}, ${tookMs} ms`)
    return { uri, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function serve(
  database: Database,
  address: Address,
  { report, closers }: { report: (line: string) => void; closers: (() => unknown)[] },
): Promise<string> {
  const answer = createAnswer({ database, cursors: new Cursors() }, report)
  let connections = 0
  const listener = await listen(address, (socket) => {
    connections += 1
    serveConnection(socket, connections, answer).catch((error: unknown) => {
      report(`A connection failed: ${String(error)}`)
    })
  })
  closers.push(() => listener.close())
  return listener.uri
}

/** Where to listen, and what to remove afterwards. */
function chooseAddress(options: StoreOptions): { address: Address; remove: () => void } {
  const { directory, socketPath, host, port } = options
  const keep = () => undefined
  if (socketPath !== undefined)
    return { address: { socketPath: path.resolve(socketPath) }, remove: keep }
  if (host !== undefined || port !== undefined || process.platform === 'win32')
    return { address: { host: host ?? '127.0.0.1', port: port ?? 0 }, remove: keep }
  if (directory !== undefined)
    return { address: { socketPath: socketPathFor(directory, 'store.sock') }, remove: keep }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sightline-store-'))
  return {
    address: { socketPath: path.join(folder, 'store.sock') },
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function describe({ collections }: Database, directory: string | undefined): string {
  const documents = collections.reduce((total, { size }) => total + size, 0)
  return `${documents} documents in ${collections.length} collections, ${directory ?? 'in memory'}`
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => (done ??= work())
}
