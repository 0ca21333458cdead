import { setTimeout as wait } from 'node:timers/promises'

import { Pool } from 'undici'

import { makeAsker } from '../hub/ask'
import { memoryMib, peakMemoryMib } from '../hub/process-usage'
import { isAgencyProcess } from './systems'
import type { Group, Trio } from './trio'

/** Largest that an agency may become, in MiB. */
const mostMib = 300

/** Rows between the first view and the last. */
const steps = 10

/** How often one view is asked for before the run ends: on a busy machine the hub may say "in a moment". */
const mostAttempts = 10
const pauseMs = 2000

/**
 * Asks the hub for one view after another and prints what its processes hold meanwhile: every step of
 * the views the gateway and the largest agency, at the end each process.
 */
export async function printMemory(
  { systems, targetFor }: Pick<Trio, 'systems' | 'targetFor'>,
  group: Group,
  views: number,
): Promise<void> {
  const hub = systems.find(({ name }) => name === 'hub')
  if (!hub) throw new Error('The hub does not run')
  const agencies = hub.processes.filter(({ name }) => isAgencyProcess(name))
  const most = (of: (pid: number) => number) => Math.max(...agencies.map(({ pid }) => of(pid)))
  const gateway = hub.processes.find(({ name }) => name === 'gateway')?.pid ?? 0
  console.log('| views | gateway MiB | largest agency MiB | its peak MiB |')
  console.log('| --: | --: | --: | --: |')
  const step = Math.max(1, Math.floor(views / steps))
  let askedAgain = 0
  for (let done = 0; done < views; done += step) {
    // Signed in anew: a sign-in lasts only for a while.
    const target = await targetFor(hub, group)
    const pool = new Pool(new URL(target.url).origin, { connections: 1 })
    const ask = makeAsker(target, pool)
    for (let turn = done; turn < Math.min(done + step, views); turn += 1)
      askedAgain += await askUntilWhole(() => ask(turn))
    await pool.close()
    const cells = [Math.min(done + step, views), memoryMib(gateway), most(memoryMib)]
    const row = [...cells, most(peakMemoryMib)].map((cell) => cell.toFixed(0))
    console.log(`| ${row.join(' | ')} |`)
  }
  console.log(`\nViews asked for again, as the hub gave none or not the whole: ${askedAgain}.`)
  const isWithin = most(peakMemoryMib) <= mostMib
  console.log(`\nAgencies stayed ${isWithin ? 'within' : 'NOT within'} ${mostMib} MiB.\n`)
  console.log('| process | MiB | peak MiB |\n| --- | --: | --: |')
  for (const { name, pid } of hub.processes)
    console.log(`| ${name} | ${memoryMib(pid).toFixed(0)} | ${peakMemoryMib(pid).toFixed(0)} |`)
}

/** @returns how often it had to be asked again */
async function askUntilWhole(ask: () => Promise<unknown>): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask()
      return attempt - 1
    } catch (error) {
      if (attempt === mostAttempts) throw error
      await wait(pauseMs)
    }
  }
}
