import { Pool } from 'undici'

import type { Target } from './ask'
import { makeAsker } from './ask'
import { cpuMs } from './process-usage'

export interface LoadOptions {
  readonly durationMs: number
  /** Clients that each wait for their answer before they ask again. */
  readonly clients: number
}

/** What one round of load came to. */
export interface LoadResult {
  readonly requestsPerSecond: number
  readonly timesMs: readonly number[]
  /** CPU time of the server's own process, user and system, for each request. */
  readonly cpuMsPerRequest: number
}

/**
 * Keeps a server busy and measures it.
 * @throws Error at the first answer with an error
 */
export async function load(target: Target, options: LoadOptions): Promise<LoadResult> {
  const pool = new Pool(new URL(target.url).origin, { connections: options.clients })
  const ask = makeAsker(target, pool)
  const timesMs: number[] = []
  const cpuBeforeMs = cpuMs(target.pid)
  const startedMs = performance.now()
  const failures: unknown[] = []
  const isOver = () => failures.length > 0 || performance.now() - startedMs >= options.durationMs
  // With as many people as clients, or a multiple, no two ask about the same one at a time.
  const client = async (_: unknown, first: number) => {
    for (let turn = first; !isOver(); turn += options.clients) timesMs.push(await ask(turn))
  }
  const clients = Array.from({ length: options.clients }, client)
  // Nobody asks any more when this ends, however it ends.
  await Promise.all(clients.map((one) => one.catch((error: unknown) => failures.push(error))))
  const tookMs = performance.now() - startedMs
  const usedMs = cpuMs(target.pid) - cpuBeforeMs
  await pool.close()
  if (failures.length > 0) throw failures[0]
  return {
    requestsPerSecond: (timesMs.length * 1000) / tookMs,
    timesMs,
    cpuMsPerRequest: usedMs / timesMs.length,
  }
}

/**
 * Loads servers in turn, a second each and then again: what slows the machine down for a while then
 * slows all of them. Gives the result of each.
 */
export async function loadInTurn(
  targets: readonly Target[],
  options: LoadOptions,
): Promise<readonly LoadResult[]> {
  const results = targets.map((): LoadResult[] => [])
  const slices = Math.max(1, Math.round(options.durationMs / 1000))
  for (let slice = 0; slice < slices; slice += 1)
    for (const [index, target] of targets.entries())
      results[index]?.push(
        await load(target, { ...options, durationMs: options.durationMs / slices }),
      )
  return results.map(joinLoads)
}

function joinLoads(parts: readonly LoadResult[]): LoadResult {
  const timesMs = parts.flatMap((part) => part.timesMs)
  const sum = (of: (part: LoadResult) => number) =>
    parts.reduce((total, part) => total + of(part), 0)
  const tookMs = sum((part) => (part.timesMs.length * 1000) / part.requestsPerSecond)
  const usedMs = sum((part) => part.timesMs.length * part.cpuMsPerRequest)
  return {
    requestsPerSecond: (timesMs.length * 1000) / tookMs,
    timesMs,
    cpuMsPerRequest: usedMs / timesMs.length,
  }
}

/**
 * Asks servers in turn, one question at a time; gives the times of each. What slows the machine down
 * for a while then slows all of them.
 */
export async function askInTurn(
  targets: readonly Target[],
  count: number,
): Promise<readonly (readonly number[])[]> {
  const pools = targets.map(({ url }) => new Pool(new URL(url).origin, { connections: 1 }))
  const askers = pools.flatMap((pool, index) => {
    const target = targets[index]
    return target ? [makeAsker(target, pool)] : []
  })
  const timesMs = targets.map((): number[] => [])
  for (let turn = 0; turn < count; turn += 1)
    for (const [index, ask] of askers.entries()) timesMs[index]?.push(await ask(turn))
  await Promise.all(pools.map((pool) => pool.close()))
  return timesMs
}

/**
 * Asks at a steady pace, whether or not answers come back; gives the time of each after the first
 * second, in which connections are opened.
 */
export async function askAtPace(
  target: Target,
  { perSecond, durationMs }: { readonly perSecond: number; readonly durationMs: number },
): Promise<readonly number[]> {
  const pool = new Pool(new URL(target.url).origin, { connections: 256 })
  const ask = makeAsker(target, pool)
  const unheard = Math.round(perSecond)
  const count = unheard + Math.round((durationMs / 1000) * perSecond)
  const startMs = performance.now()
  const asked: Promise<number>[] = []
  while (asked.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - startMs) / 1000) * perSecond))
    while (asked.length < due) asked.push(ask(asked.length))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const timesMs = await Promise.all(asked)
  await pool.close()
  return timesMs.slice(unheard)
}
