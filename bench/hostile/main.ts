import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { portOf } from '../../common/services'
import type { PinnedProcess } from '../execution/pinned-process'
import { leaveGatewayCore, startPinned } from '../execution/pinned-process'
import { narrowView } from '../execution/view-query'
import type { Target } from '../hub/ask'
import { askOnce } from '../hub/ask'
import type { LoadResult } from '../hub/load'
import { load, loadInTurn } from '../hub/load'
import { personQuery } from '../hub/person-query'
import { median, percentile } from '../store/statistics'
import { hostileWays } from './hostile-answers'
import {
  agencies,
  firstHostilePort,
  firstPort,
  hostileCode,
  hostileHubPort,
  readPartnership,
  services,
  urlAt,
} from './partnership'
import { signIn } from './sign-in'

/** What one hostile agency of fifteen takes from who asks about people: two hubs, by turns. */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const options = { durationMs: Number(process.env['BENCH_MS'] ?? 4000), clients: 16 }
const warmUpMs = Number(process.env['BENCH_WARM_UP_MS'] ?? 10_000)
/** `--only` names the ways to measure, with commas, by their position from 0. */
const { values: flags } = parseArgs({ options: { only: { type: 'string' } } })
const isWanted = (index: number) => flags.only?.split(',').includes(String(index)) ?? true

const built = (program: string) => path.join('dist', 'bench', 'hostile', `${program}.js`)
const environment = { ...process.env, NODE_ENV: 'production' }

interface Hub {
  readonly target: Target
  readonly stop: PinnedProcess['stop']
}

async function startHub(folder: string, port: number, agencyPort: number): Promise<Hub> {
  const args = [built('hub'), folder, String(port), String(agencyPort)]
  const { pid, stop } = await startPinned(args, environment, true)
  const url = urlAt(port)
  const headers = await signIn(folder, url)
  const query = narrowView(personQuery(readPartnership().supergraphSdl, agencies))
  const body = JSON.stringify({ query, variables: { value: '9990000018' } })
  const target = { name: `hub ${port}`, url, pid, headers, bodies: [body], mayHoldErrors: true }
  await load(target, { ...options, durationMs: warmUpMs })
  return { target, stop }
}

/** The same question at both, in turn. */
async function compare(honest: Target, hostile: Target): Promise<readonly LoadResult[][]> {
  const results: LoadResult[][] = [[], []]
  for (let round = 0; round < rounds; round += 1)
    for (const [at, one] of (await loadInTurn([honest, hostile], options)).entries())
      results[at]?.push(one)
  return results
}

function print(name: string, [honest = [], hostile = []]: readonly LoadResult[][]): void {
  const perSecond = (results: readonly LoadResult[]) =>
    median(results.map(({ requestsPerSecond }) => requestsPerSecond))
  const ratios = honest.map(
    ({ requestsPerSecond }, at) => (hostile[at]?.requestsPerSecond ?? NaN) / requestsPerSecond,
  )
  const p99 = (results: readonly LoadResult[]) =>
    median(results.map(({ timesMs }) => percentile(timesMs, 99)))
  const cpu = (results: readonly LoadResult[]) =>
    median(results.map(({ cpuMsPerRequest }) => cpuMsPerRequest))
  const cells = [
    name,
    perSecond(honest).toFixed(0),
    perSecond(hostile).toFixed(0),
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    p99(honest).toFixed(1),
    p99(hostile).toFixed(1),
    cpu(honest).toFixed(2),
    cpu(hostile).toFixed(2),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

async function measure(folder: string): Promise<void> {
  const service = services.find(({ code }) => code === hostileCode)
  const honestPort = service ? portOf(service, firstPort) : null
  const honest = await startHub(folder, firstPort, honestPort ?? 0)
  try {
    const text = await askOnce(honest.target)
    if (text.includes('"errors":[')) throw new Error(text.slice(0, 300))
    console.log(`${text.length} bytes for each answer`)
    console.log(
      `| one of fifteen: … | honest /s | hostile /s | ratio | from, to | p99 ms | p99 ms | CPU ms | CPU ms |`,
    )
    console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: |')
    for (const [index, { name }] of hostileWays.entries()) {
      if (!isWanted(index)) continue
      const hostile = await startHub(folder, hostileHubPort, firstHostilePort + index)
      print(name, await compare(honest.target, hostile.target).finally(hostile.stop))
    }
    console.log(`\nMedian of ${rounds} rounds in turn, ${options.clients} clients at a time.`)
  } finally {
    await honest.stop()
  }
}

async function main(): Promise<void> {
  leaveGatewayCore()
  const folder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  const mocks = await startPinned([built('agencies')], environment, false)
  try {
    await measure(folder)
  } finally {
    await mocks.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
