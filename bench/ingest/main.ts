/**
 * `npm run bench:ingest`: what it costs the person index to take in a thousand people more, by how many it has: their
 * tokens made, stored, and compared with everybody alike; and how many of them it then knows again. Indexes of all sizes
 * stand side by side and take in the same people in turns. `--people 100000,300000`, `--sample N`, `--rounds N`;
 * `--touch` keeps what they hold in memory, where the machine's host takes back what was not read for a while;
 * `--looked-for` stores those alone whom one of the people taken in looks for, which takes little memory.
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { checkUsageIsTold, peakMemoryMib } from '../hub/process-usage'
import { median } from '../store/statistics'
import type { IsLookedFor } from './looked-for'
import { lookedForAmong } from './looked-for'
import type { MadeUpEntry } from './made-up-registrations'
import { madeUpEntries, registrationOf } from './made-up-registrations'
import { MeasuredIndex } from './measured-index'
import { forThousand, indexMs } from './usage'
import type { Used } from './usage'

const { values: flags } = parseArgs({
  options: {
    people: { type: 'string', default: '100000,300000' },
    sample: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    touch: { type: 'boolean', default: false },
    'looked-for': { type: 'boolean', default: false },
  },
})
const sizes = flags.people.split(',').map(Number)
const sample = Number(flags.sample)
const rounds = Number(flags.rounds)
const batch = 500

type Made = Iterator<readonly MadeUpEntry[], void>

async function main(): Promise<void> {
  checkUsageIsTold()
  const indexes: MeasuredIndex[] = []
  let touching: ChildProcess | null = null
  try {
    for (const size of sizes) indexes.push(await MeasuredIndex.start(size))
    if (flags.touch) touching = touchMemory(indexes)
    const most = Math.max(...sizes)
    const people = most + sample * (rounds + 1)
    const isStored = flags['looked-for'] ? lookedForAmong(people, most) : () => true
    const made = madeUpEntries(people)
    const making = await fill(indexes, made, isStored)
    const stored: number[] = []
    for (const index of indexes) stored.push(await index.finishStoring())
    const taken = await takeTurns(indexes, made)
    await report(indexes, { making, stored, taken })
  } finally {
    touching?.kill()
    for (const index of indexes) await index.stop()
  }
}

/** In a process of its own, whose work does not count. */
function touchMemory(indexes: readonly MeasuredIndex[]): ChildProcess {
  const pids = [process.pid, ...indexes.map(({ storePid }) => storePid)]
  return fork('bench/ingest/touch-memory.mjs', pids.map(String), { execArgv: [] })
}

/**
 * Puts people into each index: as many as it should have, those next before who is taken in, who live near them. What comes
 * next is made while the stores write.
 * @returns what it took to make their tokens, in milliseconds of CPU for a thousand people
 */
async function fill(
  indexes: readonly MeasuredIndex[],
  made: Made,
  isStored: IsLookedFor,
): Promise<number> {
  const most = Math.max(...sizes)
  let making = 0
  let writing: Promise<unknown> = Promise.resolve()
  for (let done = 0; done < most; done += batch) {
    const before = indexMs()
    const some = take(made, batch).filter(isStored).map(registrationOf)
    making += indexMs() - before
    await writing
    writing = Promise.all(
      indexes.filter(({ size }) => size >= most - done).map((index) => index.keep(some)),
    )
    // Sent before the next ones are made.
    await setTimeout(5)
    if (done % 50_000 === 0) console.error(`${done} people`)
  }
  await writing
  return forThousand(making, most)
}

function take(made: Made, people: number): readonly MadeUpEntry[] {
  return Array.from({ length: people }, () => made.next().value ?? []).flat()
}

/** Each takes in the same people, one after the other; the first time nothing counts, for what is done first is done slowly. */
async function takeTurns(indexes: readonly MeasuredIndex[], made: Made) {
  const taken = indexes.map((): Used[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    const some = take(made, sample).map(registrationOf)
    for (const [place, index] of indexes.entries()) {
      const used = await index.takeIn(some)
      if (round > 0) taken[place]?.push(used)
    }
  }
  return taken
}

interface Measured {
  readonly making: number
  /** Of each index. */
  readonly stored: readonly number[]
  /** Of each index, each round. */
  readonly taken: readonly (readonly Used[])[]
}

async function report(
  indexes: readonly MeasuredIndex[],
  { making, stored, taken }: Measured,
): Promise<void> {
  const whole = taken.map((used) => median(used.map(({ index, store }) => index + store)))
  const rows = indexes.map(async (measured, place) => {
    const of = (name: keyof Used) =>
      forThousand(median((taken[place] ?? []).map((one) => one[name])), sample)
    return {
      people: measured.size,
      ...(flags['looked-for'] ? {} : { tokens: making, stored: stored[place] }),
      ...{ comparedIndex: of('index'), comparedStore: of('store') },
      ratio: ((whole[place] ?? 0) / (whole[0] ?? 1)).toFixed(2),
      ...{ storeMiB: measured.memoryMiB(), ...(await measured.foundLinks()) },
    }
  })
  console.table(await Promise.all(rows))
  console.log(
    `Work is milliseconds of CPU for 1,000 people, of comparing the median of ${rounds} rounds; links are those of the people taken in. The process of the index held ${Math.round(peakMemoryMib(process.pid))} MiB.`,
  )
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
