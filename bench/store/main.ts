import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { MongoClient } from 'mongodb'
import { startStore } from '../../embedded/store/server'
import { type MeasuredServer, openMongoDb, startEmbeddedStore } from './server'
import { median, timeEach } from './statistics'
import { type Column, formatTable } from './table'
import { fill, type Measure, measureInserts, measureOperations, rewriteTenTimes } from './workload'

const total = 100_000
const databaseName = 'sightline_bench'
const starts = 5
const mostSettleSeconds = 60

async function measureServer(server: MeasuredServer): Promise<Measure[]> {
  const client = await new MongoClient(server.uri).connect()
  const database = client.db(databaseName)
  try {
    await database.dropDatabase()
    const inserts = await measureInserts(database, server.uri)
    await database.dropDatabase()
    await fill(database, total)
    const operations = await measureOperations(database, total)
    const memory = await server.readMemoryMb()
    const disk = await server.readDiskMb()
    await rewriteTenTimes(database)
    const settled = await readSettledDiskMb(server)
    return [
      ...inserts,
      ...operations,
      { name: `memory with ${total} records`, unit: 'MB', value: memory },
      { name: `disk with ${total} records`, unit: 'MB', value: disk },
      { name: 'disk after rewriting all 10 times', unit: 'MB', value: settled },
    ]
  } finally {
    await client.close()
  }
}

/** Returns the disk used once it has not changed for three seconds: the tidying up is over. */
async function readSettledDiskMb(server: MeasuredServer): Promise<number> {
  const recent: number[] = []
  for (let second = 0; second < mostSettleSeconds; second += 1) {
    recent.unshift(await server.readDiskMb())
    if (recent.length > 3 && recent.slice(0, 4).every((size) => size === recent[0])) break
    await delay(1_000)
  }
  return recent[0] ?? NaN
}

async function measureEmbedded(): Promise<Column> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  try {
    const emptyMs = await measureEmptyStarts()
    const first = await startEmbeddedStore(path.join(directory, 'process'))
    const measures = await measureServer(first)
    await first.stop()
    const again = await startEmbeddedStore(path.join(directory, 'process'))
    await again.stop()
    const measure = (name: string, value: number | null): Measure => ({
      name,
      unit: 'ms',
      value: value ?? NaN,
    })
    return {
      title: 'embedded store',
      measures: [
        measure('ready, empty, in a running process', emptyMs),
        measure('ready, empty, new process', first.startMs),
        measure(`ready, ${total} records, new process`, again.startMs),
        ...measures,
      ],
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function measureEmptyStarts(): Promise<number> {
  const stores: { stop(): Promise<void> }[] = []
  const times = await timeEach(starts, async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
    const store = await startStore({ directory, report: () => undefined })
    stores.push({
      stop: async () => {
        await store.stop()
        await rm(directory, { recursive: true, force: true })
      },
    })
  })
  for (const store of stores) await store.stop()
  return median(times)
}

async function measureMongoDb(uri: string): Promise<Column> {
  const server = await openMongoDb(uri, databaseName)
  try {
    return { title: 'MongoDB', measures: await measureServer(server) }
  } finally {
    await server.stop()
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } })
  const uri = process.env['MONGODB_URI']
  const columns = [await measureEmbedded()]
  if (uri !== undefined) columns.push(await measureMongoDb(uri))
  console.log(formatTable(columns))
  if (uri === undefined) console.log('\nNo MongoDB beside it: MONGODB_URI is not set.')
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(columns, null, 2))
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
