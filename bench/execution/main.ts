import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { projectPath } from '../../common/project-root'
import { askOnce } from '../hub/ask'
import type { LoadResult } from '../hub/load'
import { load, loadInTurn } from '../hub/load'
import { median, percentile } from '../store/statistics'
import type { Gateway } from './gateways'
import { Gateways } from './gateways'
import { memoryMib } from './pinned-process'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const options = { durationMs: Number(process.env['BENCH_MS'] ?? 5000), clients: 16 }
/** One who waits for each answer: what a question costs by itself. */
const alone = { durationMs: options.durationMs / 2, clients: 1 }
/** Until what runs most is compiled: a gateway is measured as it is the rest of the day. */
const warmUpMs = 20_000
/** `--hive` adds a gateway that is installed for it; `--only` names those to measure, with commas. */
const { values: flags } = parseArgs({
  options: { hive: { type: 'boolean' }, only: { type: 'string' } },
})

/** A gateway's turn in one round. */
interface Round {
  readonly loaded: LoadResult
  readonly alone: LoadResult
}

interface Row {
  readonly name: string
  readonly cpuMsPerRequest: number
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

/** Warms a gateway up; says why it is left out when it cannot answer the question at all. */
async function canAnswer({ name, target }: Gateway): Promise<boolean> {
  const text = await askOnce(target)
  if (text.includes('"errors":[')) {
    console.log(`${name} is left out, it answers ${text.slice(0, 300)}`)
    return false
  }
  console.log(`${name}: ${text.length} bytes for each answer`)
  await load(target, { ...options, durationMs: warmUpMs })
  return true
}

function toRow({ name, process: { pid } }: Gateway, results: readonly Round[]): Row {
  const of = (read: (result: LoadResult) => number) =>
    median(results.map(({ loaded }) => read(loaded)))
  return {
    name,
    cpuMsPerRequest: of((result) => result.cpuMsPerRequest),
    requestsPerSecond: of((result) => result.requestsPerSecond),
    p50Ms: of(({ timesMs }) => percentile(timesMs, 50)),
    p99Ms: of(({ timesMs }) => percentile(timesMs, 99)),
    aloneP50Ms: median(results.map((round) => percentile(round.alone.timesMs, 50))),
    memoryMib: memoryMib(pid),
  }
}

function print(rows: readonly Row[]): void {
  console.log('| gateway | CPU ms | requests/s | p50 ms | p99 ms | p50 ms alone | memory MiB |')
  console.log('| --- | --: | --: | --: | --: | --: | --: |')
  for (const row of rows)
    console.log(
      `| ${row.name} | ${row.cpuMsPerRequest.toFixed(2)} | ${row.requestsPerSecond.toFixed(0)} | ${row.p50Ms.toFixed(1)} | ${row.p99Ms.toFixed(1)} | ${row.aloneP50Ms.toFixed(2)} | ${row.memoryMib.toFixed(0)} |`,
    )
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
  const gateways: Gateway[] = []
  for (const gateway of all)
    if (isWanted(gateway) && (await canAnswer(gateway))) gateways.push(gateway)
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
  const withHive = flags.hive ?? false
  const bench = new Gateways({ folder, withHive, agencyDelayMs: 0 })
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
