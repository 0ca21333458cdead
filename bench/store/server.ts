import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { MongoClient } from 'mongodb'

/** A server under measurement. */
export interface MeasuredServer {
  readonly uri: string
  /** Milliseconds from the start of the process until it was ready; null when not started here. */
  readonly startMs: number | null
  readMemoryMb(): Promise<number>
  readDiskMb(): Promise<number>
  stop(): Promise<void>
}

/** One that was started here. */
export interface MeasuredProcess extends MeasuredServer {
  readonly pid: number
}

/**
 * Starts the embedded store in a process of its own, as `npm run store` does.
 * @param flags of Node.js
 */
export async function startEmbeddedStore(
  directory: string,
  flags: readonly string[] = [],
): Promise<MeasuredProcess> {
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [...flags, '--import', 'tsx', 'embedded/store/main.ts', '--data', directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const uri = await readUri(child)
  const pid = child.pid ?? 0
  return {
    ...{ uri, pid },
    startMs: performance.now() - startedAt,
    readMemoryMb: () => Promise.resolve(residentMb(pid)),
    readDiskMb: () => Promise.resolve(sizeMb(directory)),
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Returns the MongoDB server of the uri; what it uses is asked of itself. */
export async function openMongoDb(uri: string, databaseName: string): Promise<MeasuredServer> {
  const client = await new MongoClient(uri).connect()
  return {
    uri,
    startMs: null,
    readMemoryMb: async () => {
      const status = await client.db('admin').command({ serverStatus: 1 })
      return (status['mem'] as { resident: number }).resident
    },
    readDiskMb: async () => {
      const stats = await client.db(databaseName).command({ dbStats: 1, scale: 1024 * 1024 })
      return Number(stats['totalSize'])
    },
    stop: () => client.close(),
  }
}

function readUri(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const uri = /mongodb:\/\/\S+(?=\s)/.exec(output)?.[0]
      if (uri !== undefined) resolve(uri)
    })
    child.once('exit', () => {
      reject(new Error(`the store ended before it was ready: ${output}`))
    })
  })
}

/** Linux only: NaN elsewhere, printed as a dash. */
function residentMb(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

function sizeMb(directory: string): number {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  // A file may be gone by the time it is looked at.
  const bytes = files.map(
    (file) => statSync(path.join(directory, file), { throwIfNoEntry: false })?.size ?? 0,
  )
  return bytes.reduce((sum, size) => sum + size, 0) / 1024 / 1024
}
