import { setTimeout as delay } from 'node:timers/promises'
import { type Collection, MongoClient } from 'mongodb'
import { runRounds } from '../kill-rounds'
import { type Item, Ledger } from './ledger'
import { type StoreProcess, startStoreProcess } from './store-process'
import { type Findings, verifyStore } from './verify'
import { type Sequence, writeUntilKilled } from './writer'

const writers = 6
const longestRunMs = 600
const longestStartMs = 1_500
const answerTimeoutMs = 30_000
const closeTimeoutMs = 2_000
/** One round in this many ends while the store is still starting. */
const roundsPerCutStart = 5

interface Run {
  readonly directory: string
  readonly ledger: Ledger
  readonly sequence: Sequence
}

/** A store that is running and the collection that is written to. */
interface OpenStore {
  readonly items: Collection<Item>
  readonly process: StoreProcess
  disconnect(): Promise<void>
}

async function openStore(directory: string): Promise<OpenStore> {
  const store = startStoreProcess(directory)
  const client = new MongoClient(await store.ready, {
    retryWrites: false,
    retryReads: false,
    serverSelectionTimeoutMS: 1_000,
    socketTimeoutMS: answerTimeoutMs,
    writeConcern: { w: 'majority', journal: true },
  })
  const items = client.db('kill').collection<Item>('items')
  await items.createIndexes([
    { key: { key: 1 }, unique: true },
    { key: { writer: 1, version: -1 } },
  ])
  return { items, process: store, disconnect: () => disconnect(client) }
}

/** The driver can wait without end for a server that was killed at the wrong moment; this does not. */
async function disconnect(client: MongoClient): Promise<void> {
  await Promise.race([client.close(), delay(closeTimeoutMs)])
}

async function writeAndKill(open: OpenStore, { ledger, sequence }: Run): Promise<void> {
  let killed = false
  const shared = { ledger, sequence, isKilled: () => killed }
  const writing = Promise.all(
    Array.from({ length: writers }, (_, writer) => writeUntilKilled(open.items, writer, shared)),
  )
  try {
    await Promise.race([writing, delay(30 + Math.random() * longestRunMs)])
    killed = true
    await open.process.kill()
    await writing
  } finally {
    await open.process.kill()
    await open.disconnect()
  }
}

/** Kills the store while it reads its files, which a next start has to live with. */
async function cutStart(directory: string): Promise<void> {
  const store = startStoreProcess(directory)
  await Promise.race([store.ready, delay(Math.random() * longestStartMs)])
  store.ready.catch(() => undefined)
  await store.kill()
}

async function runLoop(rounds: number, run: Run): Promise<boolean> {
  const total = { lost: 0, wrong: 0 }
  let open = await openStore(run.directory)
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await writeAndKill(open, run)
      if (round % roundsPerCutStart === 0) await cutStart(run.directory)
      open = await openStore(run.directory)
      const findings = await verifyStore(open.items, run.ledger)
      total.lost += findings.lost
      total.wrong += findings.wrong
      printRound(round, run, findings)
    }
  } finally {
    await open.disconnect()
    await open.process.kill()
  }
  console.log(
    `\n${rounds} rounds of kill -9 under ${writers} writers, ` +
      `${run.ledger.acknowledgedWrites} acknowledged writes: ${total.lost} lost, ${total.wrong} wrong`,
  )
  return total.lost === 0 && total.wrong === 0
}

function printRound(round: number, run: Run, findings: Findings): void {
  const { documents, lost, wrong, details } = findings
  console.log(
    `round ${String(round).padStart(3)}: ${run.ledger.acknowledgedWrites} writes acknowledged, ` +
      `${documents} documents, ${lost} lost, ${wrong} wrong`,
  )
  for (const detail of details.slice(0, 20)) console.log(`    ${detail}`)
}

void runRounds('kill', 100, (rounds, directory) =>
  runLoop(rounds, { directory, ledger: new Ledger(), sequence: { next: 1 } }),
)
  // Whatever the driver still waits for has nothing to say any more.
  .finally(() => process.exit())
