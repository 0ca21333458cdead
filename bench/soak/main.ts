import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { Gateways } from '../execution/gateways'
import { load } from '../hub/load'
import { memoryMib } from '../hub/process-usage'
import { percentile } from '../store/statistics'

/** Full load for minutes: memory must come to rest. `--minutes N`, `--only hub`. */
const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', default: 'executor,hub' },
  },
})

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const bench = new Gateways({ folder, agencyDelayMs: 0 })
  try {
    const wanted = flags.only.split(',')
    const gateways = (await bench.start()).filter(({ name }) => wanted.includes(name))
    console.log('| gateway | minute | answers/s | p50 ms | p99 ms | memory MiB |')
    console.log('| --- | --: | --: | --: | --: | --: |')
    for (const { name, target } of gateways)
      for (let minute = 1; minute <= Number(flags.minutes); minute += 1) {
        const { requestsPerSecond, timesMs } = await load(target, {
          durationMs: 60_000,
          clients: 16,
        })
        const times = [50, 99].map((at) => percentile(timesMs, at).toFixed(1)).join(' | ')
        const rate = requestsPerSecond.toFixed(0)
        const memory = memoryMib(target.pid).toFixed(0)
        console.log(`| ${name} | ${minute} | ${rate} | ${times} | ${memory} |`)
      }
  } finally {
    await bench.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
