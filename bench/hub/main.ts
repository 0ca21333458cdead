import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { median, percentile } from '../store/statistics'
import { formatTable } from '../store/table'
import type { LoadResult, Target } from './load'
import { askOnce, load } from './load'
import type { Agencies } from './local-hub'
import { startAgencies, startGatewayProcess } from './local-hub'
import { benchNhsNumber } from './made-up-records'
import { openEnquiry } from './open-enquiry'
import { personQuery } from './person-query'

const port = 4700
const stockPort = port + 5
const rounds = 5
const options = { durationMs: 4000, clients: 8 }
const warmUp = { durationMs: 3000, clients: 8 }

/** Puts both gateways in front of the same agencies and loads them in turn. */
async function compare(agencies: Agencies): Promise<void> {
  const supergraph = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const query = personQuery(supergraph, readRegister())
  const body = JSON.stringify({ query, variables: { value: benchNhsNumber } })
  const { environment } = agencies
  const hub = await startGatewayProcess('gateway/main.ts', [], environment)
  const stock = await startGatewayProcess(
    'bench/hub/stock-gateway.ts',
    [String(stockPort)],
    environment,
  )
  try {
    const url = `http://127.0.0.1:${port}/graphql`
    const token = await requestDemoToken(`http://127.0.0.1:${port + 1}`, 'mash.analyst')
    const headers = { authorization: `Bearer ${token}` }
    const enquiry = await openEnquiry(url, headers)
    const targets: Target[] = [
      { name: 'hub', url, pid: hub.pid, headers: { ...headers, ...enquiry }, body },
      { name: 'stock', url: `http://127.0.0.1:${stockPort}/`, pid: stock.pid, headers: {}, body },
    ]
    await waitUntilWhole(targets)
    for (const target of targets) await load(target, warmUp)
    const results = targets.map((): LoadResult[] => [])
    for (let round = 0; round < rounds; round += 1)
      for (const [index, target] of targets.entries())
        results[index]?.push(await load(target, options))
    const columns = targets.map(({ name }, index) => ({
      title: name,
      measures: summarize(results[index] ?? []),
    }))
    console.log(formatTable(columns))
    console.log(`\nMedian of ${rounds} rounds in turn, ${options.clients} clients at a time.`)
  } finally {
    await Promise.all([hub.stop(), stock.stop()])
  }
}

/** Agencies tell the person index of new people every two seconds. */
async function waitUntilWhole(targets: readonly Target[]): Promise<void> {
  const untilMs = Date.now() + 30_000
  for (const target of targets) {
    let text = await askOnce(target)
    while (!isWhole(text)) {
      if (Date.now() > untilMs) throw new Error(`${target.name} answers ${text.slice(0, 500)}`)
      await delay(500)
      text = await askOnce(target)
    }
    console.log(`${target.name}: ${text.length} bytes for each answer`)
  }
}

function isWhole(text: string): boolean {
  const { data, errors } = JSON.parse(text) as {
    data?: { personByIdentifier?: Readonly<Record<string, unknown>> | null }
    errors?: unknown
  }
  const parts = Object.values(data?.personByIdentifier ?? { nothing: null })
  return errors === undefined && parts.every((part) => part !== null)
}

function summarize(results: readonly LoadResult[]) {
  const of = (read: (result: LoadResult) => number) => median(results.map(read))
  return [
    { name: 'person views', unit: '/s' as const, value: of((result) => result.requestsPerSecond) },
    { name: 'p50', unit: 'ms' as const, value: of(({ timesMs }) => percentile(timesMs, 50)) },
    { name: 'p99', unit: 'ms' as const, value: of(({ timesMs }) => percentile(timesMs, 99)) },
    {
      name: 'gateway CPU per view',
      unit: 'ms' as const,
      value: of((result) => result.cpuMsPerRequest),
    },
  ]
}

async function main(): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  try {
    const agencies = await startAgencies(dataFolder, port)
    try {
      await compare(agencies)
    } finally {
      await agencies.stop()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
