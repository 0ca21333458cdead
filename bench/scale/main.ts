import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { PinnedProcess } from '../execution/pinned-process'
import { leaveGatewayCore, startPinned } from '../execution/pinned-process'
import type { Target } from '../hub/ask'
import { askOnce } from '../hub/ask'
import type { LoadResult } from '../hub/load'
import { load, loadInTurn } from '../hub/load'
import { median } from '../store/statistics'
import { composePartnership } from './supergraph'

/** How cost grows with the number of agencies and of people: our executor beside the stock gateway. */
const firstPort = 4740
const sizes = [3, 7, 15, 30, 50]
/** Agencies of the view of fifty people. */
const listSize = 7
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const durationMs = Number(process.env['BENCH_MS'] ?? 3000)

const built = (program: string) => path.join('dist', `${program}.js`)
const environment = { ...process.env, NODE_ENV: 'production' }

async function measure(folder: string, agencies: number): Promise<void> {
  const partnership = composePartnership(agencies, firstPort)
  const file = path.join(folder, `${agencies}.graphql`)
  writeFileSync(file, partnership.supergraphSdl)
  const at = firstPort + agencies + 1
  const started: PinnedProcess[] = []
  const start = async (args: readonly string[], isGateway: boolean) => {
    const one = await startPinned([...args], environment, isGateway)
    started.push(one)
    return one
  }
  try {
    await start([built('bench/scale/agencies'), String(firstPort), String(agencies)], false)
    const open = ['--supergraph', file, '--port', String(at)]
    const ours = await start([built('conformance/main'), ...open], true)
    const stock = await start([built('bench/execution/stock-gateway'), file, String(at + 1)], true)
    const target = (pid: number, url: string, query: string): Target => {
      return { name: url, url, pid, headers: {}, bodies: [JSON.stringify({ query })] }
    }
    const ask = async (what: string, query: string) => {
      const targets = [
        target(ours.pid, `http://127.0.0.1:${at}/graphql`, query),
        target(stock.pid, `http://127.0.0.1:${at + 1}/`, query),
      ]
      print(what, agencies, await compare(targets))
    }
    await ask('1 person', partnership.onePerson)
    if (agencies === listSize) await ask('50 people', partnership.people)
  } finally {
    for (const { stop } of started.toReversed()) await stop()
  }
}

interface Cost {
  readonly cpuMs: number
  readonly perSecond: number
}

async function compare(targets: readonly Target[]): Promise<readonly Cost[]> {
  const [first, second] = await Promise.all(targets.map((target) => askOnce(target)))
  if (first !== second?.trimEnd()) throw new Error('The gateways answer differently')
  for (const target of targets) await load(target, { durationMs: 2000, clients: 8 })
  const results = targets.map((): LoadResult[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [at, one] of (await loadInTurn(targets, { durationMs, clients: 8 })).entries())
      results[at]?.push(one)
  return results.map((all) => ({
    cpuMs: median(all.map(({ cpuMsPerRequest }) => cpuMsPerRequest)),
    perSecond: median(all.map(({ requestsPerSecond }) => requestsPerSecond)),
  }))
}

function print(what: string, agencies: number, [ours, stock]: readonly Cost[]): void {
  if (!ours || !stock) return
  const cells = [
    what,
    String(agencies),
    ours.cpuMs.toFixed(2),
    (ours.cpuMs / agencies).toFixed(3),
    ours.perSecond.toFixed(0),
    stock.cpuMs.toFixed(2),
    stock.perSecond.toFixed(0),
    (stock.cpuMs / ours.cpuMs).toFixed(1),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

async function main(): Promise<void> {
  leaveGatewayCore()
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  console.log(
    '| view | agencies | CPU ms | for each agency | answers/s | stock CPU ms | answers/s | ratio |',
  )
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
  try {
    for (const agencies of sizes) await measure(folder, agencies)
    console.log(`\nMedian of ${rounds} rounds in turn.`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
