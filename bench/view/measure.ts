import { setTimeout as delay } from 'node:timers/promises'

import type { Target } from '../hub/ask'
import { askOnce } from '../hub/ask'
import { load } from '../hub/load'
import { cpuMs } from '../hub/process-usage'
import { median, percentile } from '../store/statistics'
import type { System, SystemName } from './systems'
import type { Group, Trio } from './trio'

/** What person views of one size cost one system: medians of all rounds. */
export interface Measurement {
  readonly system: SystemName
  readonly agencies: number
  /** Of each person, in all agencies together. */
  readonly records: number
  /** Milliseconds of CPU for one view, by process. */
  readonly cpuMs: ReadonlyMap<string, number>
  /** Of all processes together. */
  readonly totalCpuMs: number
  readonly viewsPerSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  /** Of one client that waits for each answer. */
  readonly aloneP50Ms: number
  /** Rounds that do not count because an answer lacked something. */
  readonly thrownAway: number
}

export interface MeasureOptions {
  readonly rounds: number
  /** Of the load in each round; one client alone gets half of it. */
  readonly durationMs: number
  /** Clients at a time, each with another person. */
  readonly clients: number
  readonly warmUpMs: number
  /** Before a round is tried again: a gateway finds meanwhile that its agencies answer. */
  readonly pauseMs: number
}

interface Round {
  readonly cpuMs: ReadonlyMap<string, number>
  readonly viewsPerSecond: number
  readonly timesMs: readonly number[]
  readonly aloneMs: readonly number[]
}

/** How often a round is tried. */
const mostTries = 3

interface Turn {
  readonly system: System
  readonly group: Group
  readonly rounds: Round[]
  thrownAway: number
  /** True once a round failed as often as it was tried: there is nothing to say of its speed. */
  isLost: boolean
}

/** What was measured, and for which system and size it could not be. */
export interface Measured {
  readonly measurements: readonly Measurement[]
  readonly lost: readonly Pick<Measurement, 'system' | 'agencies' | 'records'>[]
}

/**
 * Systems and groups take turns within each round; no two systems are loaded at a time. Only rounds in
 * which every answer was whole count; a system that gets through none is lost for that group.
 */
export async function measureGroups(
  { systems, targetFor }: Pick<Trio, 'systems' | 'targetFor'>,
  groups: readonly Group[],
  { agencies, ...options }: MeasureOptions & { readonly agencies: number },
): Promise<Measured> {
  const turns = groups.flatMap((group) =>
    systems.map((system): Turn => ({
      ...{ system, group, rounds: [], thrownAway: 0, isLost: false },
    })),
  )
  const take = async (turn: Turn, measured: MeasureOptions) =>
    untilWhole(turn, options.pauseMs, async () => {
      const target = await targetFor(turn.system, turn.group)
      return runRound(turn.system, target, measured)
    })
  for (const turn of turns) await take(turn, { ...options, durationMs: options.warmUpMs })
  for (let round = 0; round < options.rounds; round += 1)
    for (const turn of turns) turn.rounds.push(...(await take(turn, options)))
  const describe = ({ system, group }: Turn) => {
    return { system: system.name, agencies, records: group[0]?.records ?? 0 }
  }
  return {
    lost: turns.filter(({ isLost }) => isLost).map(describe),
    measurements: turns
      .filter(({ isLost }) => !isLost)
      .map((turn) => ({
        ...describe(turn),
        thrownAway: turn.thrownAway,
        ...summarize(turn.rounds),
      })),
  }
}

/** One round, or none when the turn is lost. */
async function untilWhole(
  turn: Turn,
  pauseMs: number,
  run: () => Promise<Round>,
): Promise<readonly Round[]> {
  for (let tried = 0; tried < mostTries && !turn.isLost; tried += 1)
    try {
      return [await run()]
    } catch (error) {
      turn.thrownAway += 1
      console.error(`A round does not count: ${error instanceof Error ? error.message : 'unknown'}`)
      await delay(pauseMs)
    }
  turn.isLost = true
  return []
}

/**
 * Opens its connections anew: a gateway that rested for as long as its agencies keep a connection may
 * send its first questions into ones that are just being closed.
 */
async function wake(target: Target, clients: number): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1)
    await Promise.allSettled(Array.from({ length: clients }, (_, at) => askOnce(target, at)))
}

async function runRound(
  { processes }: System,
  target: Target,
  { durationMs, clients }: MeasureOptions,
): Promise<Round> {
  await wake(target, clients)
  const before = processes.map(({ pid }) => cpuMs(pid))
  const { timesMs, requestsPerSecond } = await load(target, { durationMs, clients })
  const used = processes.map(({ name, pid }, index): [string, number] => [
    name,
    (cpuMs(pid) - (before[index] ?? 0)) / timesMs.length,
  ])
  const alone = await load(target, { durationMs: durationMs / 2, clients: 1 })
  return {
    cpuMs: new Map(used),
    viewsPerSecond: requestsPerSecond,
    timesMs,
    aloneMs: alone.timesMs,
  }
}

function summarize(rounds: readonly Round[]) {
  const of = (read: (round: Round) => number) => median(rounds.map(read))
  const names = [...(rounds[0]?.cpuMs.keys() ?? [])]
  return {
    cpuMs: new Map(names.map((name) => [name, of((round) => round.cpuMs.get(name) ?? 0)])),
    totalCpuMs: of((round) => sum(round.cpuMs.values())),
    viewsPerSecond: of((round) => round.viewsPerSecond),
    p50Ms: of(({ timesMs }) => percentile(timesMs, 50)),
    p95Ms: of(({ timesMs }) => percentile(timesMs, 95)),
    p99Ms: of(({ timesMs }) => percentile(timesMs, 99)),
    aloneP50Ms: of(({ aloneMs }) => percentile(aloneMs, 50)),
  }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
