import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Collection, MongoClient } from 'mongodb'
import { type Item, Ledger } from './ledger'
import { startStoreProcess } from './store-process'
import { type Findings, verifyStore } from './verify'
import { type Sequence, writeUntilCut } from './writer'

const writers = 6
const longestRunMs = 600
const longestStartMs = 1_500
/** One round in this many ends while the store is still starting. */
const roundsPerCutStart = 5

interface Run {
  readonly directory: string
  readonly ledger: Ledger
  readonly sequence: Sequence
}

async function playRound(run: Run, round: number): Promise<Findings> {
  if (round % roundsPerCutStart === 0) await cutStart(run.directory)
  const store = startStoreProcess(run.directory)
  let client: MongoClient | undefined
  try {
    client = await connect(await store.ready)
    const items = await openItems(client)
    const findings = await verifyStore(items, run.ledger)
    const writing = Promise.all(
      Array.from({ length: writers }, (_, writer) => writeUntilCut(items, writer, run)),
    )
    await Promise.race([writing, delay(30 + Math.random() * longestRunMs)])
    await store.kill()
    await writing
    return findings
  } finally {
    await store.kill()
    await client?.close()
  }
}

/** Kills the store while it reads its files, which a next start has to live with. */
async function cutStart(directory: string): Promise<void> {
  const store = startStoreProcess(directory)
  await Promise.race([store.ready, delay(Math.random() * longestStartMs)])
  store.ready.catch(() => undefined)
  await store.kill()
}

function connect(uri: string): Promise<MongoClient> {
  return new MongoClient(uri, {
    retryWrites: false,
    retryReads: false,
    serverSelectionTimeoutMS: 1_000,
    writeConcern: { w: 'majority', journal: true },
  }).connect()
}

async function openItems(client: MongoClient): Promise<Collection<Item>> {
  const items = client.db('kill').collection<Item>('items')
  await items.createIndexes([
    { key: { key: 1 }, unique: true },
    { key: { writer: 1, version: -1 } },
  ])
  return items
}

/** Verifies what the last kill left. */
async function verifyLast(run: Run): Promise<Findings> {
  const store = startStoreProcess(run.directory)
  const client = await connect(await store.ready)
  try {
    return await verifyStore(await openItems(client), run.ledger)
  } finally {
    await client.close()
    await store.kill()
  }
}

async function runLoop(rounds: number, run: Run): Promise<boolean> {
  const total = { lost: 0, wrong: 0 }
  const note = (label: string, findings: Findings) => {
    total.lost += findings.lost
    total.wrong += findings.wrong
    const { documents, lost, wrong } = findings
    const { acknowledgedWrites } = run.ledger
    console.log(
      `${label}: ${acknowledgedWrites} writes acknowledged, ${documents} documents, ` +
        `${lost} lost, ${wrong} wrong`,
    )
    for (const detail of findings.details.slice(0, 20)) console.log(`    ${detail}`)
  }
  for (let round = 1; round <= rounds; round += 1) {
    note(`round ${String(round).padStart(3)}`, await playRound(run, round))
  }
  note('at the end', await verifyLast(run))
  console.log(
    `\n${rounds} rounds of kill -9 under ${writers} writers, ` +
      `${run.ledger.acknowledgedWrites} acknowledged writes: ${total.lost} lost, ${total.wrong} wrong`,
  )
  return total.lost === 0 && total.wrong === 0
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' } } })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error('--rounds takes a whole number above 0')
  const directory = await mkdtemp(path.join(tmpdir(), 'sightline-kill-'))
  try {
    const run = { directory, ledger: new Ledger(), sequence: { next: 1 } }
    process.exitCode = (await runLoop(rounds, run)) ? 0 : 1
  } finally {
    if (process.exitCode === 0) await rm(directory, { recursive: true, force: true })
    else console.log(`the store's files are kept in ${directory}`)
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
