import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import type { Gateway } from '../execution/gateways'
import { Gateways } from '../execution/gateways'
import type { Target } from '../hub/ask'
import { askAtPace, load } from '../hub/load'
import { median, percentile } from '../store/statistics'

/**
 * What a gateway adds to the time of the slowest agency at half of the load it can carry. Every agency
 * takes 20 ms; the fan-out by hand at the same pace says what the agencies themselves take then.
 */
const agencyDelayMs = 20
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const durationMs = Number(process.env['BENCH_MS'] ?? 5000)
/** Until what runs most is compiled. */
const warmUpMs = 10_000
/** `--only` names the gateways to measure, with commas. */
const { values: flags } = parseArgs({ options: { only: { type: 'string' } } })
const measured = flags.only?.split(',') ?? ['executor', 'hub', 'hub without log', 'stock']

interface Times {
  readonly p50: number
  readonly p99: number
}

async function pace(target: Target, perSecond: number): Promise<Times> {
  const timesMs = await askAtPace(target, { perSecond, durationMs })
  return { p50: percentile(timesMs, 50), p99: percentile(timesMs, 99) }
}

async function measure(gateway: Gateway, baseline: Gateway): Promise<void> {
  await load(gateway.target, { durationMs: warmUpMs, clients: 16 })
  const { requestsPerSecond } = await load(gateway.target, { durationMs, clients: 64 })
  const perSecond = requestsPerSecond / 2
  const [ours, theirs]: [Times[], Times[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await pace(baseline.target, perSecond))
    ours.push(await pace(gateway.target, perSecond))
  }
  const of = (times: readonly Times[], read: (one: Times) => number) => median(times.map(read))
  const cells = [(one: Times) => one.p50, (one: Times) => one.p99].flatMap((read) => {
    const [all, agencies] = [of(ours, read), of(theirs, read)]
    return [all.toFixed(1), agencies.toFixed(1), (all - agencies).toFixed(1)]
  })
  console.log(`| ${gateway.name} | ${perSecond.toFixed(0)} | ${cells.join(' | ')} |`)
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const bench = new Gateways({ folder, agencyDelayMs })
  try {
    const gateways = await bench.start()
    const find = (name: string) => gateways.filter((one) => one.name === name)
    const [baseline] = find('fan-out')
    if (!baseline) throw new Error('No fan-out')
    await load(baseline.target, { durationMs: warmUpMs, clients: 16 })
    console.log('| gateway | asked /s | p50 ms | by hand | added | p99 ms | by hand | added |')
    console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
    for (const gateway of measured.flatMap(find)) await measure(gateway, baseline)
    console.log(`\nMedian of ${rounds} rounds in turn; agencies take ${agencyDelayMs} ms.`)
  } finally {
    await bench.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
