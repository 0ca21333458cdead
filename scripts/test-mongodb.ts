import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MongoClient } from 'mongodb'

/** Tests that depend on one of these touch storage; each opens what MONGODB_URI names. */
const storageModules = [
  'tests/helpers/store.ts',
  'subgraphs/kit/service/database.ts',
  'disclosure-log/store.ts',
]
const startTimeoutMs = 60_000

interface Server {
  readonly uri: string
  readonly description: string
  stop(): Promise<void>
}

async function findServer(): Promise<Server | null> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined) {
    return { uri, description: 'the server of MONGODB_URI', stop: () => Promise.resolve() }
  }
  const binary = process.env['MONGOD_BINARY'] ?? findOnPath('mongod')
  return binary === null ? null : startMongod(binary)
}

function findOnPath(command: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return (
    folders.map((folder) => path.join(folder, command)).find((file) => existsSync(file)) ?? null
  )
}

/** Starts a replica set of one node in a temporary directory. */
async function startMongod(binary: string): Promise<Server> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-mongod-'))
  const port = await findFreePort()
  const child = spawn(
    binary,
    ['--dbpath', directory, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', reject)
  })
  const stop = async () => {
    child.kill()
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  try {
    const endedEarly = ended.then(() => Promise.reject(new Error(`${binary} ended`)))
    await Promise.race([initiateReplicaSet(port), endedEarly])
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
  const uri = `mongodb://127.0.0.1:${port}/?replicaSet=rs`
  return { uri, description: `${binary}, a replica set of one node`, stop }
}

async function initiateReplicaSet(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: startTimeoutMs,
  })
  try {
    const admin = client.db('admin')
    await admin.command({ replSetInitiate: { _id: 'rs', members: [{ _id: 0, host }] } })
    const deadline = Date.now() + startTimeoutMs
    while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) {
      if (Date.now() > deadline) throw new Error('the replica set elected no primary')
      await delay(100)
    }
  } finally {
    await client.close()
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('no port was given'))
      })
    })
  })
}

function runTests(uri: string): number {
  const modules = storageModules.filter((file) => existsSync(file))
  const parameters = ['--findRelatedTests', ...modules, ...process.argv.slice(2)]
  console.log(`jest ${parameters.join(' ')}`)
  const result = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...parameters], {
    stdio: 'inherit',
    env: { ...process.env, MONGODB_URI: uri },
  })
  return result.status ?? 1
}

async function main(): Promise<void> {
  const server = await findServer()
  if (server === null) {
    console.log(
      'No MongoDB is at hand, so nothing ran: set MONGODB_URI or MONGOD_BINARY, or put mongod on PATH.',
    )
    return
  }
  try {
    console.log(`tests that touch storage, on ${server.description}`)
    process.exitCode = runTests(server.uri)
  } finally {
    await server.stop()
  }
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
