import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { projectPath } from '../../common/project-root'
import { startProcess } from '../../embedded/start/children'
import { planProcesses, planStore } from '../../embedded/start/processes'
import { stopAll, waitForLine, waitUntilReady } from '../../embedded/start/supervisor'
import type { LoadResult, Target } from '../hub/load'
import { askOnce, load, loadInTurn } from '../hub/load'
import { median, percentile } from '../store/statistics'
import { installHiveGateway } from './hive-gateway'
import type { PinnedProcess } from './pinned-process'
import { memoryMib, startPinned } from './pinned-process'
import { signIn, viewBody, writeFanOut, writeSupergraph } from './targets'

const port = 4740
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const options = { durationMs: Number(process.env['BENCH_MS'] ?? 5000), clients: 16 }
/** One who waits for each answer: what a question costs by itself. */
const alone = { durationMs: options.durationMs / 2, clients: 1 }
/** What `npm start` runs: plain JavaScript. */
const built = (program: string) => path.join('dist', `${program}.js`)

/** `--hive` adds a gateway that is installed for it; `--only` names those to measure, with commas. */
const { values: flags } = parseArgs({
  options: { hive: { type: 'boolean' }, only: { type: 'string' } },
})

interface Gateway {
  readonly name: string
  readonly process: PinnedProcess
  readonly target: Target
}

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

/** What has to be ended, last started first. */
class Bench {
  readonly #ends: (() => Promise<void>)[] = []
  readonly #folder: string
  readonly #environment: NodeJS.ProcessEnv

  constructor(folder: string) {
    this.#folder = folder
    this.#environment = {
      ...process.env,
      SIGHTLINE_DATA: folder,
      SIGHTLINE_PORT: String(port),
      SIGHTLINE_HOST: '127.0.0.1',
      NODE_ENV: 'production',
    }
  }

  async run(): Promise<readonly Row[]> {
    const mocks = [built('bench/execution/mock-subgraphs'), String(port)]
    this.#end(await startPinned(mocks, this.#environment, false))
    const gateways: Gateway[] = []
    for (const gateway of await this.#startGateways())
      if (isWanted(gateway) && (await canAnswer(gateway))) gateways.push(gateway)
    const results = new Map(gateways.map(({ name }) => [name, [] as Round[]]))
    const targets = gateways.map(({ target }) => target)
    for (let round = 0; round < rounds; round += 1) {
      const loaded = await loadInTurn(targets, options)
      const waiting = await loadInTurn(targets, alone)
      for (const [index, { name }] of gateways.entries()) {
        const [busy, idle] = [loaded[index], waiting[index]]
        if (busy && idle) results.get(name)?.push({ loaded: busy, alone: idle })
      }
    }
    return gateways.map((gateway) => toRow(gateway, results.get(gateway.name) ?? []))
  }

  async stop(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end()
  }

  #end({ stop }: Pick<PinnedProcess, 'stop'>): void {
    this.#ends.push(stop)
  }

  async #startGateways(): Promise<readonly Gateway[]> {
    const supergraph = writeSupergraph(this.#folder, port)
    const fanOut = writeFanOut(this.#folder, supergraph, port)
    const { body } = viewBody(supergraph)
    const simple = async (name: string, at: number, args: readonly string[]) => {
      const started = await startPinned([...args], this.#environment, true)
      this.#end(started)
      const url = `http://127.0.0.1:${at}/${name === 'stock' ? '' : 'graphql'}`
      const target = { name, url, pid: started.pid, headers: {}, body }
      return { name, process: started, target }
    }
    const open = ['--supergraph', supergraph, '--no-policy', '--port', String(port + 6)]
    const gateways = [
      await simple('executor', port + 6, [built('gateway/no-policy/main'), ...open]),
      ...(await this.#startHubs(body)),
      await simple('stock', port + 7, [
        built('bench/execution/stock-gateway'),
        supergraph,
        String(port + 7),
      ]),
      await simple('fan-out', port + 8, [
        built('bench/execution/fan-out'),
        fanOut,
        String(port + 8),
      ]),
    ]
    if (!flags.hive) return gateways
    const hive = installHiveGateway(this.#folder, supergraph, port + 9)
    return [...gateways, await simple('hive', port + 9, hive)]
  }

  /** Everything on: sign-in, policy, agency tokens, disclosure log on the embedded store; and no log. */
  async #startHubs(body: string): Promise<readonly Gateway[]> {
    const onLine = () => undefined
    const settings = { environment: this.#environment, onLine }
    const store = startProcess(planStore(this.#folder), settings)
    this.#ends.push(() => stopAll([[store]]))
    const uri = await waitForLine(store, /mongodb:\/\/\S+/, 60_000)
    const environment = { ...this.#environment, MONGODB_URI: uri }
    const [, signInPlan] = planProcesses(port, [])
    if (!signInPlan) throw new Error('No sign-in')
    const provider = startProcess(signInPlan, { environment, onLine })
    this.#ends.push(() => stopAll([[provider]]))
    await waitUntilReady(provider, { host: '127.0.0.1', timeoutMs: 60_000 })
    const hub = await startPinned([built('gateway/main')], environment, true)
    this.#end(hub)
    const bare = [built('bench/execution/hub-without-log'), String(port + 3)]
    const silent = await startPinned(bare, environment, true)
    this.#end(silent)
    const headers = await signIn(port)
    const make = (name: string, at: number, started: PinnedProcess): Gateway => {
      const url = `http://127.0.0.1:${at}/graphql`
      return { name, process: started, target: { name, url, pid: started.pid, headers, body } }
    }
    return [make('hub', port, hub), make('hub without log', port + 3, silent)]
  }
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
  await load(target, { ...options, durationMs: 3000 })
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

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const bench = new Bench(folder)
  try {
    const rows = await bench.run()
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
