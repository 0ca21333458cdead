import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

import { agencyPortOffset } from '../../common/ports'
import { findFreePort } from '../../scripts/free-port'
import { bodiesFor } from '../execution/targets'
import { askOnce } from '../hub/ask'
import type { Target } from '../hub/ask'
import type { LoadResult } from '../hub/load'
import { loadInTurn } from '../hub/load'
import { madeUpPeople } from '../hub/made-up-people'
import { personQuery } from '../hub/person-query'
import type { NamedProcess } from '../hub/process-usage'
import { memoryMib } from '../hub/process-usage'
import { hasBenchField } from '../view/bench-fields'
import type { PartnershipCopy } from '../view/partnership'
import { copyPartnership } from '../view/partnership'
import type { System } from '../view/systems'
import { startHub } from '../view/systems'
import { median } from '../store/statistics'

export interface HubOptions {
  readonly agencies: number
  readonly people: number
  readonly records: number
  readonly rounds: number
  readonly clients: number
  readonly durationMs: number
}

/** What the same people cost with and without what is computed. */
export interface HubRow {
  readonly view: string
  readonly viewsPerSecond: number
  readonly p50Ms: number
  readonly gatewayCpuMs: number
}

/** Memory of the gateway after each of so many views with everything computed, in MiB. */
export interface HubResult {
  readonly rows: readonly HubRow[]
  readonly memoryMib: readonly number[]
}

const found = 'found: personByIdentifier(type: NHS_NUMBER, value: $value)'
const result = 'asAt missing { agency reason }'
const findings = `{ ${result} findings { state sentence since rule { name } sources { agency recordId } } }`

/** Everything that is computed of a person. */
const computed = `chronology(first: 200) { ${result} total rows { type occurredAt sentence agencies sources { agency recordId } } }
  injuries { ${result} total injuries { occurredAt bodySites parts { agency recordId } } }
  addresses { ${result} entries { uprn kind strength from to } }
  coResidents { ${result} people { uprn strength from to isVictimOfPerson } }
  relationships { ${result} pairs { labels consensus sources { agency recordId } } }
  involvements { ${result} services { agency service desk } }
  patterns ${findings} concerns ${findings}`

/** The whole person view with all insights beside the plain one, on a hub as `npm start` runs it. */
export async function measureHub(options: HubOptions): Promise<HubResult> {
  const people = madeUpPeople(options.people, options.records)
  const copy = copyPartnership(options.agencies, people)
  const system = await startHub({
    copy,
    port: await findFreePort(agencyPortOffset(options.agencies)),
  })
  try {
    const gateway = system.processes.find(({ name }) => name === 'gateway')
    if (!gateway) throw new Error('The hub does not run')
    const targets = await targetsOf(system, { copy, gateway, people })
    for (const target of targets) await untilWhole(target, people.length)
    return {
      rows: await measureTargets(targets, options),
      memoryMib: await watchMemory(targets.at(-1), gateway.pid),
    }
  } finally {
    await system.stop()
    await rm(copy.folder, { recursive: true, force: true })
  }
}

interface Place {
  readonly copy: PartnershipCopy
  readonly gateway: NamedProcess
  readonly people: ReturnType<typeof madeUpPeople>
}

async function targetsOf(
  system: System,
  { copy, gateway, people }: Place,
): Promise<readonly Target[]> {
  const plain = personQuery(copy.supergraphSdl, copy.register, {
    first: 1000,
    hasField: hasBenchField,
  })
  const views = plain
    .slice(plain.indexOf('{ id ') + 5, plain.lastIndexOf('}'))
    .trim()
    .slice(0, -1)
  const queries = {
    plain,
    'all insights': `query ($value: String!) { ${found} { id ${computed} } }`,
    'plain and all insights': `query ($value: String!) { ${found} { id ${views} ${computed} } }`,
  }
  const headers = await system.headers()
  return Object.entries(queries).map(([name, query]) => ({
    ...{ name, url: system.url, pid: gateway.pid, headers, bodies: bodiesFor(query, people) },
  }))
}

/** Agencies register their people by and by: until all are heard, there is less to compute. */
async function untilWhole(target: Target, people: number): Promise<void> {
  for (let turn = 0; turn < people; turn += 1)
    for (let tries = 0; !isWhole(await askOnce(target, turn)); tries += 1) {
      if (tries === 120) throw new Error(`${target.name} stays without an answer of every agency`)
      await delay(500)
    }
}

/** Everybody is known to every agency here. */
const unheard = new Set(['UNAVAILABLE', 'NO_RECORD', 'NOT_ASKED'])

function isWhole(answer: string): boolean {
  const { errors, extensions } = JSON.parse(answer) as {
    readonly errors?: unknown
    readonly extensions?: { readonly coverage?: readonly { readonly status: string }[] }
  }
  const coverage = extensions?.coverage ?? []
  const isHeard = ({ status }: { readonly status: string }) => !unheard.has(status)
  return errors === undefined && coverage.length > 0 && coverage.every(isHeard)
}

async function measureTargets(
  targets: readonly Target[],
  { rounds, clients, durationMs }: HubOptions,
): Promise<readonly HubRow[]> {
  const results: (readonly LoadResult[])[] = []
  for (let round = 0; round < rounds; round += 1)
    results.push(await loadInTurn(targets, { durationMs, clients }))
  return targets.map(({ name }, index) => {
    const own = results.flatMap((round) => round[index] ?? [])
    return {
      view: name,
      viewsPerSecond: median(own.map(({ requestsPerSecond }) => requestsPerSecond)),
      p50Ms: median(own.flatMap(({ timesMs }) => timesMs)),
      gatewayCpuMs: median(own.map(({ cpuMsPerRequest }) => cpuMsPerRequest)),
    }
  })
}

/** One view after the other. */
async function watchMemory(target: Target | undefined, pid: number): Promise<readonly number[]> {
  const memory = [memoryMib(pid)]
  for (let turn = 0; target && turn < 50; turn += 1) {
    await askOnce(target, turn)
    memory.push(memoryMib(pid))
  }
  return memory
}
