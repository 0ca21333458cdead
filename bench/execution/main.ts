import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { projectPath } from '../../common/project-root'
import { askOnce } from '../hub/ask'
import type { LoadResult } from '../hub/load'
import { load, loadInTurn } from '../hub/load'
import { memoryMib } from '../hub/process-usage'
import { median, percentile } from '../store/statistics'
import type { Gateway } from './gateways'
import { countCalls, Gateways } from './gateways'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const options = { durationMs: Number(process.env['BENCH_MS'] ?? 5000), clients: 16 }
/** One who waits for each answer: what a question costs by itself. */
const alone = { durationMs: options.durationMs / 2, clients: 1 }
/** Until what runs most is compiled: a gateway is measured as it is the rest of the day. */
const warmUpMs = Number(process.env['BENCH_WARM_UP_MS'] ?? 20_000)
/**
 * `--hive` and `--grafbase` add gateways that are installed for it; `--only` names those to measure, with
 * commas.
 */
const { values: flags } = parseArgs({
  options: {
    hive: { type: 'boolean', default: false },
    grafbase: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

/** A gateway's turn in one round. */
interface Round {
  readonly loaded: LoadResult
  readonly alone: LoadResult
}

interface Row {
  readonly name: string
  readonly cpuMsPerRequest: number
  /** Of the agencies and the index: with fewer than others it would have done less. */
  readonly callsPerAnswer: number
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of one client that waits for each answer. */
  readonly aloneP50Ms: number
  readonly memoryMib: number
}

function isWanted({ name }: Gateway): boolean {
  return flags.only?.split(',').includes(name) ?? true
}

/** A gateway that answers, and how many calls it makes for an answer. */
interface Measured extends Gateway {
  readonly callsPerAnswer: number
}

/** Warms a gateway up; says why it is left out, and gives null, when it cannot answer at all. */
async function warmUp(gateway: Gateway): Promise<Measured | null> {
  const { name, target } = gateway
  const text = await askOnce(target)
  if (text.includes('"errors":[')) {
    console.log(`${name} is left out, it answers ${text.slice(0, 300)}`)
    return null
  }
  const callsBefore = await countCalls()
  const { timesMs } = await load(target, { ...options, durationMs: warmUpMs })
  const callsPerAnswer = ((await countCalls()) - callsBefore) / timesMs.length
  const calls = `${callsPerAnswer.toFixed(2)} calls`
  console.log(`${name}: ${text.length} bytes and ${calls} for each answer`)
  return { ...gateway, callsPerAnswer }
}

/** A gateway that shares calls between callers, or spares some, is not measured against the others. */
function checkCalls(gateways: readonly Measured[]): void {
  const counts = gateways.map(({ name, callsPerAnswer }) => `${name} ${callsPerAnswer.toFixed(2)}`)
  if (new Set(gateways.map(({ callsPerAnswer }) => callsPerAnswer.toFixed(2))).size > 1)
    throw new Error(`The gateways make different numbers of calls: ${counts.join(', ')}`)
}

function toRow(
  { name, callsPerAnswer, process: { pid } }: Measured,
  results: readonly Round[],
): Row {
  const of = (read: (result: LoadResult) => number) =>
    median(results.map(({ loaded }) => read(loaded)))
  return {
    name,
    callsPerAnswer,
    cpuMsPerRequest: of((result) => result.cpuMsPerRequest),
    requestsPerSecond: of((result) => result.requestsPerSecond),
    p50Ms: of(({ timesMs }) => percentile(timesMs, 50)),
    p99Ms: of(({ timesMs }) => percentile(timesMs, 99)),
    aloneP50Ms: median(results.map((round) => percentile(round.alone.timesMs, 50))),
    memoryMib: memoryMib(pid),
  }
}

function print(rows: readonly Row[]): void {
  console.log(
    '| gateway | calls for one | CPU for one | answers/s | p50 | p99 | p50 alone | memory |',
  )
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
  for (const row of rows) {
    const cells = [
      row.name,
      row.callsPerAnswer.toFixed(2),
      `${row.cpuMsPerRequest.toFixed(2)} ms`,
      row.requestsPerSecond.toFixed(0),
      `${row.p50Ms.toFixed(1)} ms`,
      `${row.p99Ms.toFixed(1)} ms`,
      `${row.aloneP50Ms.toFixed(2)} ms`,
      `${row.memoryMib.toFixed(0)} MiB`,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  console.log(`\nMedian of ${rounds} rounds in turn, ${options.clients} clients at a time.`)
}

/** What the disclosure log costs: the same gateway with and without it. */
function printLogCost(rows: readonly Row[]): void {
  const [hub, bare] = ['hub', 'hub without log'].map((name) =>
    rows.find((row) => row.name === name),
  )
  if (!hub || !bare) return
  const share = (1 - hub.requestsPerSecond / bare.requestsPerSecond) * 100
  const aloneMs = hub.aloneP50Ms - bare.aloneP50Ms
  console.log(
    `The log: ${share.toFixed(1)} % of throughput, ${aloneMs.toFixed(2)} ms at p50 alone.`,
  )
}

function save(rows: readonly Row[]): void {
  const folder = projectPath('bench', 'results')
  mkdirSync(folder, { recursive: true })
  const date = new Date().toISOString().slice(0, 10)
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
  const text = JSON.stringify({ date, machine, rounds, ...options, rows }, null, 2)
  writeFileSync(path.join(folder, `${date}.json`), `${text}\n`)
}

async function measure(all: readonly Gateway[]): Promise<readonly Row[]> {
  const gateways: Measured[] = []
  for (const gateway of all.filter(isWanted)) {
    const measured = await warmUp(gateway)
    if (measured) gateways.push(measured)
  }
  checkCalls(gateways)
  const results = gateways.map((): Round[] => [])
  const targets = gateways.map(({ target }) => target)
  for (let round = 0; round < rounds; round += 1) {
    const loaded = await loadInTurn(targets, options)
    const waiting = await loadInTurn(targets, alone)
    for (const [index, known] of results.entries()) {
      const [busy, idle] = [loaded[index], waiting[index]]
      if (busy && idle) known.push({ loaded: busy, alone: idle })
    }
  }
  return gateways.map((gateway, index) => toRow(gateway, results[index] ?? []))
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const others = { withHive: flags.hive, withGrafbase: flags.grafbase }
  const bench = new Gateways({ folder, ...others, agencyDelayMs: 0 })
  try {
    const rows = await measure(await bench.start())
    print(rows)
    printLogCost(rows)
    if (flags.only === undefined) save(rows)
  } finally {
    await bench.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
