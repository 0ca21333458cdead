import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as delay } from 'node:timers/promises'

import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { median, percentile } from '../store/statistics'
import { formatTable } from '../store/table'
import type { Target } from './ask'
import { askOnce } from './ask'
import type { LoadResult } from './load'
import { askInTurn, load } from './load'
import type { Agencies } from './local-hub'
import { startAgencies, startGatewayProcess } from './local-hub'
import { madeUpPeople } from './made-up-people'
import { openEnquiry } from './open-enquiry'
import { personQuery } from './person-query'

const port = 4700
const otherPort = port + 5
const rounds = 5
/** What `npm start` runs: plain JavaScript. */
const built = (program: string) => path.join('dist', `${program}.js`)
const { values: flags } = parseArgs({ options: { log: { type: 'boolean' } } })
const options = { durationMs: 4000, clients: 8 }
/** How often one client who waits for each answer asks: what a view costs by itself. */
const turns = 300
/** Each client asks about somebody else; each agency holds 20 records of everyone. */
const people = madeUpPeople(options.clients, 20 * readRegister().length)
const warmUp = { durationMs: 3000, clients: 8 }

/** Puts both gateways in front of the same agencies and loads them in turn. */
async function compare(agencies: Agencies): Promise<void> {
  const supergraph = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
  const query = personQuery(supergraph, readRegister())
  const bodies = people.map(({ nhsNumber }) =>
    JSON.stringify({ query, variables: { value: nhsNumber } }),
  )
  const { environment } = agencies
  const start = (program: string, at: number) =>
    startGatewayProcess(built(program), [String(at)], environment)
  const hub = await start('gateway/main', port)
  // `--log`: the same hub without its disclosure log instead of @apollo/gateway.
  const other = flags.log
    ? await start('bench/execution/hub-without-log', otherPort)
    : await start('bench/hub/stock-gateway', otherPort)
  try {
    const url = `http://127.0.0.1:${port}/graphql`
    const otherUrl = `http://127.0.0.1:${otherPort}/${flags.log ? 'graphql' : ''}`
    const token = await requestDemoToken(`http://127.0.0.1:${port + 1}`, 'mash.analyst')
    const signedIn = { authorization: `Bearer ${token}` }
    const headers = { ...signedIn, ...(await openEnquiry(url, signedIn)) }
    const targets: Target[] = [
      { name: 'hub', url, pid: hub.pid, headers, bodies },
      flags.log
        ? { name: 'hub without log', url: otherUrl, pid: other.pid, headers, bodies }
        : { name: 'stock', url: otherUrl, pid: other.pid, headers: {}, bodies },
    ]
    await waitUntilWhole(targets)
    for (const target of targets) await load(target, warmUp)
    const results = targets.map((): LoadResult[] => [])
    for (let round = 0; round < rounds; round += 1)
      for (const [index, target] of targets.entries())
        results[index]?.push(await load(target, options))
    const lone = await askInTurn(targets, turns)
    const columns = targets.map(({ name }, index) => ({
      title: name,
      measures: [...summarize(results[index] ?? []), summarizeAlone(lone[index] ?? [])],
    }))
    console.log(formatTable(columns))
    console.log(`\nMedian of ${rounds} rounds in turn, ${options.clients} clients at a time.`)
  } finally {
    await Promise.all([hub.stop(), other.stop()])
  }
}

/** Agencies tell the person index of new people every two seconds. */
async function waitUntilWhole(targets: readonly Target[]): Promise<void> {
  const untilMs = Date.now() + 30_000
  for (const target of targets) {
    for (const turn of target.bodies.keys()) {
      let text = await askOnce(target, turn)
      while (!isWhole(text)) {
        if (Date.now() > untilMs) throw new Error(`${target.name} answers ${text.slice(0, 500)}`)
        await delay(500)
        text = await askOnce(target, turn)
      }
      if (turn === 0) console.log(`${target.name}: ${text.length} bytes for each answer`)
    }
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

function summarizeAlone(timesMs: readonly number[]) {
  return { name: 'p50, one client', unit: 'ms' as const, value: percentile(timesMs, 50) }
}

async function main(): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-bench-'))
  try {
    const agencies = await startAgencies(dataFolder, port, people)
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
